import type { VersionFilters } from "@/lib/client/memory-versions";
import type { WireActor } from "@/lib/contract/common";
import type { MemoryOperation } from "@/lib/contract/memory-version";
import { channels, isOneOf, memoryOperations } from "@/lib/contract/vocabulary";

/** The filters of a store's history as they stand in the address. Days are UTC, and both belong to the time. */
export interface HistoryAddress {
  /** The id of a session, key, person or service account. */
  by: string | null;
  operation: string | null;
  via: string | null;
  from: string | null;
  until: string | null;
  /** The folder. */
  under: string | null;
}

export const noHistoryFilters: HistoryAddress = {
  by: null,
  operation: null,
  via: null,
  from: null,
  until: null,
  under: null,
};

const dayShape = /^\d{4}-\d{2}-\d{2}$/;

export function isFilteredHistory(address: HistoryAddress): boolean {
  return Object.values(address).some((value) => value !== null);
}

/**
 * The API's query for an address, not later than the moment that is shown. An id says by its prefix whose it is; what the address
 * holds but nobody could have meant is left out.
 */
export function historyQueryOf(address: HistoryAddress, at: string | null): VersionFilters {
  const query: VersionFilters = {};
  if (address.by?.startsWith("sesn_")) query.session_id = address.by;
  if (address.by?.startsWith("apikey_")) query.api_key_id = address.by;
  if (address.by?.startsWith("user_")) query.user_id = address.by;
  if (address.by?.startsWith("svac_")) query.service_account_id = address.by;
  if (isOneOf(memoryOperations, address.operation)) query.operation = address.operation;
  if (isOneOf(channels, address.via)) query.via = address.via;
  if (address.under?.startsWith("/")) query.path_prefix = address.under.replace(/\/*$/, "/");
  if (address.from !== null && isDay(address.from)) query["created_at[gte]"] = `${address.from}T00:00:00.000Z`;
  const until = address.until !== null && isDay(address.until) ? `${address.until}T23:59:59.999Z` : null;
  const last = [until, at].filter((moment) => moment !== null).sort()[0];
  if (last !== undefined) query["created_at[lte]"] = last;
  return query;
}

function isDay(text: string): boolean {
  return dayShape.test(text) && !Number.isNaN(Date.parse(text));
}

/** The id by which an author is filtered for. */
export function authorId(actor: WireActor): string {
  switch (actor.type) {
    case "session_actor":
      return actor.session_id;
    case "api_actor":
      return actor.api_key_id;
    case "user_actor":
      return actor.user_id;
    case "service_account_actor":
      return actor.service_account_id;
  }
}

/** The author that an id in the address names; null when its prefix is nobody's. */
export function authorOfId(id: string): WireActor | null {
  if (id.startsWith("sesn_")) return { type: "session_actor", session_id: id };
  if (id.startsWith("apikey_")) return { type: "api_actor", api_key_id: id };
  if (id.startsWith("user_")) return { type: "user_actor", user_id: id };
  if (id.startsWith("svac_")) return { type: "service_account_actor", service_account_id: id };
  return null;
}

export const operations: readonly { value: MemoryOperation; label: string }[] = [
  { value: "created", label: "Created" },
  { value: "modified", label: "Modified" },
  { value: "deleted", label: "Deleted" },
];
