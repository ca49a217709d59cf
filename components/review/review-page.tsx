"use client";
import { useMemo, useState } from "react";
import { routes } from "@/lib/client/routes";
import type { Dream } from "@/lib/contract/dream";
import { textField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { inputStoreOf } from "../dream/dream-state";
import { Page } from "../shell/page";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { PaneBoundary } from "../ui/pane-boundary";
import { SkeletonRows } from "../ui/skeleton";
import { SplitPanes } from "../ui/split-panes";
import { ChangeList } from "./change-list";
import { ChangePane } from "./change-pane";
import { CompareDialog } from "./compare-dialog";
import { DroppedInsights } from "./dropped-insights";
import { EvidencePane } from "./evidence-pane";
import { ReviewBar } from "./review-bar";
import { inReviewOrder } from "./review-order";
import { useReview } from "./use-review";
import { useReviewActions } from "./use-review-actions";
import { useReviewKeys } from "./use-review-keys";
import { useSeenMark } from "./use-seen-mark";
import { useUnseenFilter } from "./use-unseen-filter";

const placeFields = { change: textField, hunk: textField, compare: textField };

/** The page of the product: what a dream proposes, why, and what a person makes of it. */
export function ReviewPage({ dream }: { dream: Dream }) {
  const review = useReview(dream.id);
  const [place, setPlace] = useAddress(placeFields);
  const [paneId, setPaneId] = useState("diff");
  const inOrder = useMemo(() => inReviewOrder(review.rows), [review.rows]);
  const filter = useUnseenFilter(inOrder);
  const ordered = filter.shown;
  const change = ordered.find(({ id }) => id === place.change) ?? ordered[0] ?? null;
  const hunk = change?.hunks.find(({ id }) => id === place.hunk) ?? change?.hunks[0] ?? null;
  const open = (changeId: string, hunkId: string | null = null): void => {
    if (changeId === place.change && hunkId === place.hunk) return;
    setPlace({ change: changeId, hunk: hunkId });
  };
  const mayReview = dream.reverie.abilities?.includes("review") ?? false;
  const actions = useReviewActions({
    change,
    review,
    onSelectHunk: (hunkId) => {
      if (change !== null) open(change.id, hunkId);
    },
  });
  useReviewKeys({ ordered, change, hunk, open, actions, mayReview });
  useSeenMark(dream.id, change);
  const storeId = inputStoreOf(dream);
  const dropped = review.insights.filter(({ state }) => state !== "proposed");
  return (
    <Page
      title="Dream review"
      layout="panes"
      isTitleHidden
      crumbs={[{ label: "Dreams", href: routes.dreams }, { label: "Review" }]}
    >
      <ReviewBar dream={dream} review={review} onCompare={() => setPlace({ compare: "" })} />
      <CompareDialog dream={dream} withId={place.compare} onChange={(compare) => setPlace({ compare })} />
      {review.changes.isPending ? <SkeletonRows label="the proposals" count={10} /> : null}
      {review.changes.isError ? (
        <ErrorState
          title="The proposals could not be read."
          error={review.changes.error}
          onRetry={() => void review.changes.refetch()}
        />
      ) : null}
      {review.changes.isSuccess && review.rows.length === 0 ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <EmptyState title="This dream proposes nothing">
            {dropped.length === 0
              ? "It found no mistake, duplicate or broken link that it could prove, and considered nothing that it dropped."
              : "It found no mistake, duplicate or broken link that it could prove. What it considered, and why it is no edit, stands below."}
          </EmptyState>
          {dropped.length === 0 ? null : (
            <div className="mx-auto max-w-160 border-t border-line">
              <DroppedInsights insights={dropped} storeId={storeId} />
            </div>
          )}
        </div>
      ) : null}
      {review.rows.length === 0 ? null : (
        <SplitPanes
          id="review"
          mainPaneId="diff"
          activePaneId={paneId}
          onActivePaneChange={setPaneId}
          panes={[
            {
              id: "files",
              label: "Files",
              defaultSizePx: 260,
              content: (
                <PaneBoundary title="The files could not be shown.">
                  <ChangeList
                    filter={filter}
                    selectedId={change?.id ?? ""}
                    onOpen={(changeId) => {
                      open(changeId);
                      setPaneId("diff");
                    }}
                  />
                </PaneBoundary>
              ),
            },
            {
              id: "diff",
              label: "Proposal",
              content:
                change === null ? null : (
                  <PaneBoundary title="The proposal could not be shown.">
                    <ChangePane
                      key={change.id}
                      change={change}
                      storeId={storeId}
                      selectedHunkId={hunk?.id ?? null}
                      insights={review.insights}
                      review={review}
                      mayReview={mayReview}
                      editing={actions.editing}
                      actions={actions.hunkActions}
                      onDecideFile={actions.decideFile}
                      onEditFile={actions.editFile}
                    />
                  </PaneBoundary>
                ),
            },
            {
              id: "evidence",
              label: "Evidence",
              defaultSizePx: 360,
              content:
                change === null ? null : (
                  <PaneBoundary title="The evidence could not be shown.">
                    <EvidencePane change={change} hunk={hunk} review={review} storeId={storeId} />
                  </PaneBoundary>
                ),
            },
          ]}
        />
      )}
    </Page>
  );
}
