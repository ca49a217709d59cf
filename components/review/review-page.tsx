"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { inputStoreOf } from "../dream/dream-state";
import { Page } from "../shell/page";
import { PaneBoundary } from "../shell/pane-boundary";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { SplitPanes } from "../ui/split-panes";
import { ChangeList } from "./change-list";
import { ChangePane } from "./change-pane";
import { EvidencePane } from "./evidence-pane";
import { ReviewBar } from "./review-bar";
import { inReviewOrder } from "./review-order";
import { useReview } from "./use-review";
import { useReviewKeys } from "./use-review-keys";

/** The page of the product: what a dream proposes, why, and what a person makes of it. */
export function ReviewPage({ dream }: { dream: Dream }) {
  const review = useReview(dream.id);
  const [place, setPlace] = useQueryStates({ change: parseAsString, hunk: parseAsString });
  const ordered = inReviewOrder(review.rows);
  const change = ordered.find(({ id }) => id === place.change) ?? ordered[0] ?? null;
  const hunk = change?.hunks.find(({ id }) => id === place.hunk) ?? change?.hunks[0] ?? null;
  const open = (changeId: string, hunkId: string | null = null): void => {
    void setPlace({ change: changeId, hunk: hunkId });
  };
  const mayReview = dream.reverie.abilities?.includes("review") ?? false;
  useReviewKeys({ ordered, change, hunk, open, review, mayReview });
  return (
    <Page
      title="Dream review"
      layout="panes"
      isTitleHidden
      crumbs={[{ label: "Dreams", href: routes.dreams }, { label: "Review" }]}
    >
      <ReviewBar dream={dream} review={review} />
      {review.changes.isPending ? <SkeletonRows label="the proposals" count={10} /> : null}
      {review.changes.isError ? (
        <ErrorState
          title="The proposals could not be read."
          error={review.changes.error}
          onRetry={() => void review.changes.refetch()}
        />
      ) : null}
      {review.changes.isSuccess && change === null ? (
        <EmptyState title="This dream proposes nothing">
          It found no mistake, duplicate or broken link that it could prove. What it looked at and dropped stands below
          its store's next dream.
        </EmptyState>
      ) : null}
      {change === null ? null : (
        <SplitPanes
          id="review"
          mainPaneId="diff"
          panes={[
            {
              id: "files",
              label: "Files",
              defaultSizePx: 260,
              content: (
                <PaneBoundary title="The files could not be shown.">
                  <ChangeList ordered={ordered} selectedId={change.id} onOpen={open} />
                </PaneBoundary>
              ),
            },
            {
              id: "diff",
              label: "Proposal",
              content: (
                <PaneBoundary title="The proposal could not be shown.">
                  <ChangePane
                    key={change.id}
                    change={change}
                    storeId={inputStoreOf(dream)}
                    selectedHunkId={hunk?.id ?? null}
                    insights={review.insights}
                    review={review}
                    mayReview={mayReview}
                    onSelectHunk={(hunkId) => open(change.id, hunkId)}
                  />
                </PaneBoundary>
              ),
            },
            {
              id: "evidence",
              label: "Evidence",
              defaultSizePx: 360,
              content: (
                <PaneBoundary title="The evidence could not be shown.">
                  <EvidencePane change={change} hunk={hunk} review={review} storeId={inputStoreOf(dream)} />
                </PaneBoundary>
              ),
            },
          ]}
        />
      )}
    </Page>
  );
}
