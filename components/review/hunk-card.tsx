"use client";
import { Check, Pencil, X } from "lucide-react";
import { useState } from "react";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { Actor } from "../actor/actor";
import { ChangeCountsLabel } from "../diff/change-counts";
import { HunkTable } from "../diff/hunk-table";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EditHunk } from "./edit-hunk";
import { insightTitle } from "./insight-words";
import { lineCounts } from "./review-order";
import type { Review } from "./use-review";

interface HunkCardProps {
  change: DreamChange;
  hunk: DreamHunk;
  /** "3 of 5" */
  place: string;
  insight: DreamInsight | null;
  view: "split" | "unified";
  isSelected: boolean;
  canDecide: boolean;
  review: Review;
  onSelect: () => void;
}

/** One hunk: claim, lines, decision. A decided hunk folds to a line; a deletion never does. */
export function HunkCard(props: HunkCardProps) {
  const { change, hunk, place, insight, view, isSelected, canDecide, review, onSelect } = props;
  const [isEditing, setIsEditing] = useState(false);
  const [isUnfolded, setIsUnfolded] = useState(false);
  const counts = lineCounts([hunk]);
  const isDeletion = counts.removed > 0 && counts.added === 0;
  const isFolded = hunk.decision !== "pending" && !isUnfolded && !isDeletion && !isEditing;
  const decide = (decision: "approve" | "reject" | "reset"): void =>
    review.decide.mutate([{ change_id: change.id, hunk_ids: [hunk.id], decision }]);
  return (
    <section
      data-hunk={hunk.id}
      aria-label={`Change ${place} of ${change.path}`}
      onFocusCapture={onSelect}
      onPointerDown={onSelect}
      className={cn("rounded-md border bg-surface", isSelected ? "border-dusk-solid" : "border-line")}
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1">
        <span className="text-12 text-ink-3 tabular">{place}</span>
        <span className="min-w-0 flex-1 truncate text-13" title={insight?.claim}>
          {insight === null ? "follows the other changes" : insightTitle(insight)}
        </span>
        {hunk.decision === "pending" ? null : (
          <span className="flex items-center gap-1.5 text-12 text-ink-2">
            <Badge tone={hunk.decision === "approved" ? "ok" : "neutral"}>
              {hunk.decision}
              {hunk.replacement_lines == null ? "" : ", edited"}
            </Badge>
            {hunk.decided_by == null ? null : <Actor actor={hunk.decided_by} isMarkOnly size="sm" />}
          </span>
        )}
        <ChangeCountsLabel {...counts} />
        {canDecide && !isEditing ? (
          <div className="flex items-center gap-1">
            {hunk.decision === "pending" ? (
              <>
                <Button size="sm" onClick={() => decide("approve")}>
                  <Check aria-hidden />
                  Accept
                </Button>
                <Button size="sm" onClick={() => decide("reject")}>
                  <X aria-hidden />
                  Reject
                </Button>
                <Button size="sm" variant="ghost" onClick={() => setIsEditing(true)}>
                  <Pencil aria-hidden />
                  Edit
                </Button>
              </>
            ) : (
              <Button size="sm" variant="ghost" onClick={() => decide("reset")}>
                Undo
              </Button>
            )}
          </div>
        ) : null}
        {hunk.decision !== "pending" && !isDeletion ? (
          <Button size="sm" variant="ghost" aria-expanded={!isFolded} onClick={() => setIsUnfolded(!isUnfolded)}>
            {isFolded ? "Show" : "Fold"}
          </Button>
        ) : null}
      </header>
      {isFolded ? null : (
        <HunkTable label={`Change ${place} of ${change.path}`} hunk={hunk} view={view} tone="proposal" />
      )}
      {isEditing ? (
        <EditHunk change={change} hunk={hunk} review={review} onClose={() => setIsEditing(false)} />
      ) : hunk.replacement_lines == null || isFolded ? null : (
        <div className="border-t border-line px-3 py-2">
          <p className="mb-1 text-12 font-medium text-ink-2">The reviewer's own lines</p>
          <pre className="overflow-x-auto font-mono text-12 leading-5 whitespace-pre-wrap">
            {hunk.replacement_lines.join("\n")}
          </pre>
        </div>
      )}
    </section>
  );
}
