import type { AuditFilters } from "@/lib/client/governance";

/** The filters as they stand in the address. Days are UTC. */
export interface AuditAddress {
  actor: string | null;
  action: string | null;
  target: string | null;
  outcome: string | null;
  from: string | null;
  until: string | null;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The API's query for an address; what the address holds but nobody could have meant is left out. */
export function auditQueryOf(address: AuditAddress): AuditFilters {
  const query: AuditFilters = {};
  if (address.actor) query.actor = address.actor;
  if (address.action) query.action = address.action;
  if (address.target) query.target = address.target;
  if (address.outcome === "success" || address.outcome === "refused") query.outcome = address.outcome;
  if (address.from && day.test(address.from)) query["created_at[gte]"] = `${address.from}T00:00:00.000Z`;
  if (address.until && day.test(address.until)) query["created_at[lte]"] = `${address.until}T23:59:59.999Z`;
  return query;
}
