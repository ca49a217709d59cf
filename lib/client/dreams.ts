import { queryOptions } from "@tanstack/react-query";
import type { Dream, DreamModel, DreamStatus } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import type { DreamInsight, InsightKind, InsightTier } from "@/lib/contract/dream-insight";
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

/** How many of the newest hundred finished dreams still wait for a decision. */
export const dreamsToReviewOptions = () =>
  queryOptions({
    queryKey: ["dreams", "list", "to review"],
    queryFn: ({ signal }) =>
      apiFetch<Page<Dream>>("/dreams", { query: { statuses: ["completed"], limit: 100 }, signal }),
    select: ({ data }) => data.filter(awaitsReview).length,
  });

/** Whether people still have something to decide about a dream. */
export function awaitsReview(
  dream: Pick<Dream, "status"> & { reverie: { review: { state: string; pending: number } } },
): boolean {
  const { state, pending } = dream.reverie.review;
  return dream.status === "completed" && pending > 0 && (state === "unreviewed" || state === "in_review");
}

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

/** The models that a dream can be run with. */
export const modelsOptions = () =>
  queryOptions({
    queryKey: ["models"],
    queryFn: ({ signal }) => apiFetch<{ data: DreamModel[] }>("/models", { signal }),
    staleTime: 10 * 60_000,
  });
