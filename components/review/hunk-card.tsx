"use client";
import { Check, Pencil, X } from "lucide-react";
import { memo, useState } from "react";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamHunk } from "@/lib/contract/dream-change";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { ChangeCountsLabel } from "../diff/change-counts";
import { HunkTable } from "../diff/hunk-table";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EditHunk } from "./edit-hunk";
import { insightTitle } from "./insight-words";
import { lineCounts } from "./review-order";
import { SignedDecision } from "./signed-decision";

/** What can be done to a hunk; the functions never change, so that only the card that changed is drawn again. */
export interface HunkActions {
  select: (hunkId: string) => void;
  decide: (hunkId: string, decision: ReviewDecision["decision"]) => void;
  saveLines: (hunkId: string, lines: string[]) => void;
  /** null closes the editor. */
  edit: (hunkId: string | null) => void;
}

interface HunkCardProps {
  hunk: DreamHunk;
  /** "3 of 5" */
  place: string;
  path: string;
  insight: DreamInsight | null;
  view: "split" | "unified";
  isSelected: boolean;
  isEditing: boolean;
  isSaving: boolean;
  canDecide: boolean;
  actions: HunkActions;
}

/** One hunk: claim, lines, decision. A decided hunk folds to a line; a deletion never does. Off screen it costs nothing. */
export const HunkCard = memo(function HunkCard(props: HunkCardProps) {
  const { hunk, place, path, insight, view, isSelected, isEditing, isSaving, canDecide, actions } = props;
  const [isUnfolded, setIsUnfolded] = useState(false);
  const counts = lineCounts([hunk]);
  const isDecided = hunk.decision !== "pending";
  const isDeletion = counts.removed > 0 && counts.added === 0;
  const isFolded = isDecided && !isUnfolded && !isDeletion && !isEditing;
  const label = `Change ${place} of ${path}`;
  return (
    <section
      data-hunk={hunk.id}
      aria-label={label}
      aria-current={isSelected ? "true" : undefined}
      onFocusCapture={() => actions.select(hunk.id)}
      onPointerDown={() => actions.select(hunk.id)}
      className={cn(
        "rounded-md border bg-surface",
        isSelected ? "border-dusk-solid" : "border-line",
        !isFolded && "[contain-intrinsic-size:auto_12rem] [content-visibility:auto]",
      )}
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1">
        <span className="text-12 text-ink-3 tabular">{place}</span>
        <span className="min-w-32 flex-1 truncate text-13" title={insight?.claim}>
          {insight === null ? "follows the other changes" : insightTitle(insight)}
        </span>
        {isDecided ? (
          <SignedDecision
            decision={hunk.decision}
            isEdited={hunk.replacement_lines != null}
            by={hunk.decided_by}
            at={hunk.decided_at}
          />
        ) : null}
        <ChangeCountsLabel {...counts} />
        {canDecide && !isEditing && hunk.applied !== true ? (
          <HunkButtons hunk={hunk} isDecided={isDecided} actions={actions} />
        ) : null}
        {isDecided && !isDeletion ? (
          <Button size="sm" variant="ghost" aria-expanded={!isFolded} onClick={() => setIsUnfolded(!isUnfolded)}>
            {isFolded ? "Show" : "Fold"}
          </Button>
        ) : null}
      </header>
      {isFolded ? null : <HunkTable label={label} hunk={hunk} view={view} tone="proposal" />}
      {isEditing ? (
        <EditHunk
          hunk={hunk}
          isSaving={isSaving}
          onSave={(lines) => actions.saveLines(hunk.id, lines)}
          onClose={() => actions.edit(null)}
        />
      ) : hunk.replacement_lines == null || isFolded ? null : (
        <div className="border-t border-line px-3 py-2">
          <p className="mb-1 text-12 font-medium text-ink-2">The reviewer's own lines</p>
          <pre className="font-mono text-12 leading-5 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {hunk.replacement_lines.join("\n")}
          </pre>
        </div>
      )}
    </section>
  );
});

function HunkButtons({ hunk, isDecided, actions }: { hunk: DreamHunk; isDecided: boolean; actions: HunkActions }) {
  if (isDecided) {
    return (
      <Button size="sm" variant="ghost" onClick={() => actions.decide(hunk.id, "reset")}>
        Undo
      </Button>
    );
  }
  return (
    <div className="flex items-center gap-1">
      <Button size="sm" onClick={() => actions.decide(hunk.id, "approve")}>
        <Check aria-hidden />
        Accept
      </Button>
      <Button size="sm" onClick={() => actions.decide(hunk.id, "reject")}>
        <X aria-hidden />
        Reject
      </Button>
      <Button size="sm" variant="ghost" onClick={() => actions.edit(hunk.id)}>
        <Pencil aria-hidden />
        Edit
      </Button>
    </div>
  );
}
