"use client";
import {
  type InfiniteData,
  useInfiniteQuery,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import {
  type ChangesPage,
  dreamChangesOptions,
  dreamInsightsOptions,
  dreamOverlapsOptions,
  withReviewed,
} from "@/lib/client/dreams";
import { rowsOf } from "@/lib/client/page";
import type { AppliedDream, Dream, DreamReviewed, ReviewDecision, UndoneDream } from "@/lib/contract/dream";
import { useLiveTopic } from "../shell/live-provider";
import { toast } from "../ui/toast";
import { createDecisionQueue } from "./decision-queue";
import { overlayDecisions } from "./overlay-decisions";

/**
 * Changes and insights of a dream, and what a reviewer can do with them. Every decision is kept by the server at once and
 * shared: what others decide arrives here by itself.
 */
export function useReview(dreamId: string) {
  const client = useQueryClient();
  useLiveTopic(dreamId);
  const changes = useInfiniteQuery(dreamChangesOptions(dreamId));
  const insights = useInfiniteQuery(dreamInsightsOptions(dreamId, { limit: 100 }));
  const overlaps = useQuery(dreamOverlapsOptions(dreamId));
  useLoadAll(changes);
  useLoadAll(insights);
  const refreshDream = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["dreams", "one", dreamId] }),
      client.invalidateQueries({ queryKey: ["dreams", "list"] }),
    ]);
  };
  const refresh = async (): Promise<void> => {
    await Promise.all([client.invalidateQueries({ queryKey: ["dream_changes", dreamId] }), refreshDream()]);
  };
  const keep = async (decisions: ReviewDecision[]): Promise<DreamReviewed> => {
    const reviewed = await apiFetch<DreamReviewed>(`/dreams/${dreamId}/review`, {
      method: "POST",
      body: { decisions },
    });
    const { queryKey } = dreamChangesOptions(dreamId);
    // An answer from before the decision must not take its place.
    await client.cancelQueries({ queryKey });
    client.setQueryData<InfiniteData<ChangesPage, string | null>>(
      queryKey,
      (data) => data && { ...data, pages: withReviewed(data.pages, reviewed) },
    );
    void refreshDream();
    return reviewed;
  };
  // One request after the other, so that each decision says truly what it was decided on.
  const [queue] = useState(() => createDecisionQueue(keep));
  const decide = useMutation({
    mutationKey: ["decide", dreamId],
    mutationFn: (decisions: ReviewDecision[]) => queue(decisions),
    onError: async (error) => {
      toast.error(error.message);
      await refresh();
    },
  });
  const underWay = useMutationState({
    filters: { mutationKey: ["decide", dreamId], status: "pending" },
    select: (mutation) => mutation.state.variables as ReviewDecision[],
  });
  const apply = useMutation({
    mutationFn: (reviewDigest: string) =>
      apiFetch<AppliedDream>(`/dreams/${dreamId}/apply`, { method: "POST", body: { review_digest: reviewDigest } }),
    onSettled: async () => {
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: ["memories"] })]);
    },
  });
  const discard = useMutation({
    mutationFn: (comment: string) =>
      apiFetch<Dream>(`/dreams/${dreamId}/discard`, { method: "POST", body: comment === "" ? {} : { comment } }),
    onSettled: refresh,
  });
  const undo = useMutation({
    mutationFn: () => apiFetch<UndoneDream>(`/dreams/${dreamId}/undo`, { method: "POST" }),
    onSettled: refresh,
  });
  const kept = changes.data;
  const rows = useMemo(() => overlayDecisions(rowsOf(kept), underWay.flat()), [kept, underWay]);
  return {
    changes,
    rows,
    /** The digest of the newest answer: what the person sees is what is applied. */
    reviewDigest: changes.data?.pages.at(-1)?.review_digest ?? null,
    insights: rowsOf(insights.data),
    insightsQuery: insights,
    overlaps: overlaps.data?.data ?? [],
    decide,
    isDeciding: underWay.length > 0,
    apply,
    discard,
    undo,
  };
}

export type Review = ReturnType<typeof useReview>;

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** A review is ordered as a whole, so every page is fetched. */
function useLoadAll({ hasNextPage, isFetchingNextPage, isError, fetchNextPage }: Paged): void {
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
}
