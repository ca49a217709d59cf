import { queryOptions } from "@tanstack/react-query";
import type { Session, SessionOutcome, SessionStatus } from "@/lib/contract/session";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";

export interface SessionFilters {
  agent_id?: string;
  memory_store_id?: string;
  statuses?: readonly SessionStatus[];
  recorded?: boolean;
  outcome?: SessionOutcome;
  q?: string;
  include_archived?: boolean;
  order?: "asc" | "desc";
  "created_at[gte]"?: string;
  "created_at[lte]"?: string;
  limit?: number;
}

/** Sessions, newest first unless `order` says otherwise. */
export const sessionsOptions = (filters: SessionFilters = {}) =>
  listOptions<Session>(["sessions", "list", { ...filters }], "/sessions", { ...filters });

export const sessionOptions = (sessionId: string) =>
  queryOptions({
    queryKey: ["sessions", "one", sessionId],
    queryFn: ({ signal }) => apiFetch<Session>(`/sessions/${sessionId}`, { query: { abilities: true }, signal }),
  });
