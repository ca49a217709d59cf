"use client";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { PaneHeader } from "../shell/pane-header";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { DroppedInsights } from "./dropped-insights";
import { InsightCard } from "./insight-card";
import { insightIdsOf } from "./review-order";
import type { Review } from "./use-review";

interface EvidencePaneProps {
  change: DreamChange;
  hunk: DreamHunk | null;
  review: Review;
  storeId: string;
}

/** Why the selected hunk is proposed: claims, counts, and every event that speaks for or against it. */
export function EvidencePane({ change, hunk, review, storeId }: EvidencePaneProps) {
  const ids = hunk === null ? insightIdsOf(change) : hunk.insight_ids;
  const shown = review.insights.filter(({ id }) => ids.includes(id));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PaneHeader title="Evidence" meta={shown.length > 1 ? `${shown.length} findings` : null} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {review.insightsQuery.isPending ? <SkeletonRows label="the evidence" /> : null}
        {review.insightsQuery.isError ? (
          <ErrorState
            title="The evidence could not be read."
            error={review.insightsQuery.error}
            onRetry={() => void review.insightsQuery.refetch()}
          />
        ) : null}
        {shown.map((insight) => (
          <InsightCard key={insight.id} insight={insight} storeId={storeId} />
        ))}
        {review.insightsQuery.isSuccess && shown.length === 0 ? (
          <p className="p-3 text-13 text-ink-2">
            This change keeps the files in step with the others and rests on no finding of its own.
          </p>
        ) : null}
        <DroppedInsights insights={review.insights.filter(isDropped)} storeId={storeId} />
      </div>
    </div>
  );
}

function isDropped(insight: DreamInsight): boolean {
  return insight.state !== "proposed";
}
