import type { ApiKey } from "@/lib/contract/api-key";
import type { AuditEvent } from "@/lib/contract/audit-event";
import type { Member } from "@/lib/contract/member";
import type { ServiceAccount } from "@/lib/contract/service-account";
import { listOptions } from "./list-options";

export interface AuditFilters {
  actor?: string;
  action?: string;
  target?: string;
  outcome?: AuditEvent["outcome"];
  "created_at[gte]"?: string;
  "created_at[lte]"?: string;
  limit?: number;
}

/** The record of what happened, newest first. */
export const auditEventsOptions = (filters: AuditFilters = {}) =>
  listOptions<AuditEvent>(["audit_events", { ...filters }], "/audit_events", { ...filters });

/** API keys, never with their secrets. */
export const apiKeysOptions = () => listOptions<ApiKey>(["api_keys"], "/api_keys", { limit: 100 });

/** Whom automation acts as. */
export const serviceAccountsOptions = () =>
  listOptions<ServiceAccount>(["service_accounts"], "/service_accounts", { limit: 100 });

/** People and their roles. */
export const membersOptions = () => listOptions<Member>(["members"], "/members", { limit: 100 });
