import type { SessionFilters } from "@/lib/client/sessions";
import { isOneOf, sessionOutcomes, sessionStatuses } from "@/lib/contract/vocabulary";

/** The filters of the list as they stand in the address. */
export interface SessionsAddress {
  q: string | null;
  status: string | null;
  outcome: string | null;
  store: string | null;
  agent: string | null;
  archived: boolean;
}

export const noFilters: SessionsAddress = {
  q: null,
  status: null,
  outcome: null,
  store: null,
  agent: null,
  archived: false,
};

/** The API's query for an address; values that nobody could have meant are left out. */
export function sessionFiltersOf(address: SessionsAddress): SessionFilters {
  const filters: SessionFilters = { include_archived: address.archived, limit: 50 };
  if (isOneOf(sessionStatuses, address.status)) filters.statuses = [address.status];
  if (isOneOf(sessionOutcomes, address.outcome)) filters.outcome = address.outcome;
  if (address.q?.trim()) filters.q = address.q.trim();
  if (address.store) filters.memory_store_id = address.store;
  if (address.agent) filters.agent_id = address.agent;
  return filters;
}

/** Whether something is left out for a reason that the reader chose. */
export function isFiltered({ archived: _, ...address }: SessionsAddress): boolean {
  return Object.values(address).some((value) => value !== null && value !== "");
}
