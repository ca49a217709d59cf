import { queryOptions } from "@tanstack/react-query";
import type { CreateDreamBody, Dream, DreamModel, DreamReviewed, DreamStatus } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamInsight, InsightKind, InsightTier } from "@/lib/contract/dream-insight";
import type { DreamComparison, DreamEstimate, DreamMerge, DreamOverlap } from "@/lib/contract/dream-review";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";
import type { Page } from "./page";

export interface DreamFilters {
  statuses?: readonly DreamStatus[];
  memory_store_id?: string;
  include_archived?: boolean;
  "created_at[gt]"?: string;
  "created_at[lt]"?: string;
  limit?: number;
}

/** Dreams, newest first. */
export const dreamsOptions = (filters: DreamFilters = {}) =>
  listOptions<Dream>(["dreams", "list", { ...filters }], "/dreams", { ...filters });

export const dreamOptions = (dreamId: string) =>
  queryOptions({
    queryKey: ["dreams", "one", dreamId],
    queryFn: ({ signal }) => apiFetch<Dream>(`/dreams/${dreamId}`, { query: { abilities: true }, signal }),
  });

export interface InsightFilters {
  kind?: InsightKind;
  tier?: InsightTier;
  limit?: number;
}

/** What a dream found, whether or not it led to an edit. */
export const dreamInsightsOptions = (dreamId: string, filters: InsightFilters = {}) =>
  listOptions<DreamInsight>(["dream_insights", dreamId, { ...filters }], `/dreams/${dreamId}/insights`, { ...filters });

export interface ChangesPage extends Page<DreamChange> {
  /** Names, byte for byte, what is decided now; `apply` takes it back. */
  review_digest: string;
}

/** What a dream proposes, file by file, hunk by hunk. `full` brings the proposed texts too. */
export const dreamChangesOptions = (dreamId: string, view: "basic" | "full" = "basic") =>
  listOptions<DreamChange, ChangesPage>(["dream_changes", dreamId, view], `/dreams/${dreamId}/changes`, {
    view,
    limit: 100,
  });

/**
 * The pages of changes with what a review answered put in its place, so that a decision shows before the list is read
 * again. Who decided on a form that they had seen has seen the outcome.
 */
export function withReviewed(pages: readonly ChangesPage[], reviewed: DreamReviewed): ChangesPage[] {
  const decided = new Map(reviewed.changes.map((change) => [change.id, change]));
  return pages.map((page) => ({
    ...page,
    review_digest: reviewed.review_digest,
    data: page.data.map((before) => {
      const after = decided.get(before.id);
      if (after === undefined) return before;
      const wasSeen = before.seen_revision === before.revision;
      const { seen_revision = null, is_stale = false } = before;
      return { ...after, is_stale, seen_revision: wasSeen ? after.revision : seen_revision };
    }),
  }));
}

/** Other open proposals of the store that edit the same lines. */
export const dreamOverlapsOptions = (dreamId: string) =>
  queryOptions({
    queryKey: ["dreams", "overlaps", dreamId],
    queryFn: ({ signal }) =>
      apiFetch<Page<DreamOverlap>>(`/dreams/${dreamId}/conflicts`, { query: { limit: 100 }, signal }),
    staleTime: 60_000,
  });

/** The three texts of a file, for merging what moved. */
export const dreamMergeOptions = (dreamId: string, changeId: string) =>
  queryOptions({
    queryKey: ["dream_changes", dreamId, "merge", changeId],
    queryFn: ({ signal }) => apiFetch<DreamMerge>(`/dreams/${dreamId}/changes/${changeId}/merge`, { signal }),
  });

/** What a dream has new beside another one of its store. */
export const dreamComparisonOptions = (dreamId: string, withDreamId: string) =>
  listOptions<DreamComparison["data"][number], DreamComparison>(
    ["dreams", "comparison", dreamId, withDreamId],
    `/dreams/${dreamId}/compare`,
    { with: withDreamId, limit: 100 },
  );

/** What a dream would take; null while there is nothing to ask about. */
export const dreamEstimateOptions = (body: CreateDreamBody | null) =>
  queryOptions({
    queryKey: ["dreams", "estimate", JSON.stringify(body)],
    queryFn: ({ signal }) => apiFetch<DreamEstimate>("/dreams/estimate", { method: "POST", body, signal }),
    enabled: body !== null,
    retry: false,
  });

/** The newest calls and results in a dream's own session, newest first. */
export const dreamTraceOptions = (sessionId: string) =>
  queryOptions({
    queryKey: ["events", "trace", sessionId],
    queryFn: ({ signal }) =>
      apiFetch<Page<{ id: string; type: string }>>(`/sessions/${sessionId}/events`, {
        query: { types: ["agent.tool_use", "agent.tool_result"], view: "full", order: "desc", limit: 400 },
        signal,
      }),
  });

/** The models that a dream can be run with. */
export const modelsOptions = () =>
  queryOptions({
    queryKey: ["models"],
    queryFn: ({ signal }) => apiFetch<{ data: DreamModel[] }>("/models", { signal }),
    staleTime: 10 * 60_000,
  });
