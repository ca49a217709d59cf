"use client";
import { useMemo, useState } from "react";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange } from "@/lib/contract/dream-change";
import { formatCount } from "../ui/format-count";
import { useAnnounce } from "../ui/live-region";
import { toast } from "../ui/toast";
import { closeDecision } from "./close-decision";
import type { Editing } from "./editing";
import type { HunkActions } from "./hunk-card";
import { hunksToDecide } from "./review-order";
import { useNewest } from "./use-newest";
import type { Review } from "./use-review";

interface ReviewActionsOptions {
  change: DreamChange | null;
  review: Review;
  onSelectHunk: (hunkId: string) => void;
}

const spoken = { approve: "Accepted", reject: "Rejected", reset: "Taken back" } as const;

/** What else was decided: hunks stand and go together where one needs the other. */
function wordsFor(along: readonly ReviewDecision[]): string {
  const count = along.reduce((sum, { hunk_ids }) => sum + (hunk_ids?.length ?? 0), 0);
  const hunks = formatCount(count, "other hunk");
  return along[0]?.decision === "approve"
    ? `Accepted with ${hunks} that it needs.`
    : `Taken back with it: ${hunks} that needed it.`;
}

/**
 * What a reviewer can do to the open file. Every decision says what it was decided on, so that of two reviewers at one
 * hunk the slower is told.
 */
export function useReviewActions({ change, review, onSelectHunk }: ReviewActionsOptions) {
  const [editing, setEditing] = useState<Editing>(null);
  const announce = useAnnounce();
  const send = (decision: ReviewDecision, onKept: () => void = () => undefined): void => {
    const along = closeDecision(review.rows, decision);
    const kept = review.decide.mutateAsync([decision, ...along]).then(({ review: { pending } }) => {
      announce(`${spoken[decision.decision]}, ${pending} left`);
      if (along.length > 0) toast.message(wordsFor(along));
      onKept();
    });
    // What is refused is told by the mutation itself.
    kept.catch(() => undefined);
  };

  const decideHunk = (hunkId: string, decision: ReviewDecision["decision"]): void => {
    const hunk = change?.hunks.find(({ id }) => id === hunkId);
    if (change === null || hunk === undefined) return;
    const base = { change_id: change.id, hunk_ids: [hunk.id], decision };
    send({ ...base, expected_decision: hunk.decision });
  };

  const decideFile = (decision: ReviewDecision["decision"]): void => {
    if (change === null) return;
    const { hunkIds, expected } = hunksToDecide(change);
    const isPart = decision !== "reset" && hunkIds.length > 0 && hunkIds.length < change.hunks.length;
    send({
      change_id: change.id,
      decision,
      ...(isPart ? { hunk_ids: hunkIds } : {}),
      ...(expected === null || decision === "reset" ? {} : { expected_decision: expected }),
    });
  };

  const saveLines = (hunkId: string, lines: string[]): void => {
    if (change === null) return;
    const decision = {
      change_id: change.id,
      hunk_ids: [hunkId],
      decision: "approve" as const,
      replacement_lines: lines,
    };
    send(decision, () => setEditing(null));
  };

  const select = useNewest(onSelectHunk);
  const decide = useNewest((hunkId: string, decision: ReviewDecision["decision"]) => decideHunk(hunkId, decision));
  const save = useNewest(saveLines);
  const edit = useNewest((hunkId: string | null) => {
    setEditing(hunkId === null || change === null ? null : { kind: "hunk", changeId: change.id, hunkId });
  });
  const hunkActions: HunkActions = useMemo(
    () => ({ select, decide, saveLines: save, edit }),
    [select, decide, save, edit],
  );
  return {
    /** Only what belongs to the open file: another one being opened closes the editor. */
    editing: editing !== null && editing.changeId === change?.id ? editing : null,
    editHunk: edit,
    editFile: (isOn: boolean) => setEditing(isOn && change !== null ? { kind: "file", changeId: change.id } : null),
    decideHunk,
    decideFile,
    hunkActions,
  };
}

export type ReviewActions = ReturnType<typeof useReviewActions>;
