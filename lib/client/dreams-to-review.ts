import { queryOptions } from "@tanstack/react-query";
import type { Dream } from "@/lib/contract/dream";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";

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
