"use client";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import { useCommands } from "../command/use-commands";
import { isOpen, nextPending } from "./review-order";
import type { ReviewActions } from "./use-review-actions";

interface ReviewKeys {
  ordered: readonly DreamChange[];
  change: DreamChange | null;
  hunk: DreamHunk | null;
  open: (changeId: string, hunkId?: string | null) => void;
  actions: ReviewActions;
  mayReview: boolean;
}

const group = "Review";

/** The whole review from the keyboard: j k hunk, n p file, a accept, x reject, e edit, u take back; with shift the file. */
export function useReviewKeys({ ordered, change, hunk, open, actions, mayReview }: ReviewKeys): void {
  const stepFile = (by: number): void => {
    const at = ordered.findIndex(({ id }) => id === change?.id);
    const next = ordered[at + by];
    if (next !== undefined) open(next.id, by < 0 ? (next.hunks.at(-1)?.id ?? null) : null);
  };
  const openFile = (by: number): void => {
    const next = ordered[ordered.findIndex(({ id }) => id === change?.id) + by];
    if (next !== undefined) open(next.id);
  };
  const stepHunk = (by: number): void => {
    if (change === null) return;
    const at = change.hunks.findIndex(({ id }) => id === hunk?.id);
    const next = change.hunks[at + by];
    if (next !== undefined) open(change.id, next.id);
    else stepFile(by);
  };
  /** After a decision the next undecided hunk opens, in this file and then in the next. */
  const stepOn = (isWhole: boolean): void => {
    if (change === null) return;
    const at = change.hunks.findIndex(({ id }) => id === hunk?.id);
    const round = [...change.hunks.slice(at + 1), ...change.hunks.slice(0, Math.max(at, 0))];
    const here = isWhole ? undefined : round.find(({ decision }) => decision === "pending");
    const next = here === undefined ? nextPending(ordered, change.id) : null;
    if (here !== undefined) open(change.id, here.id);
    else if (next !== null) open(next.id);
  };
  const decide = (decision: ReviewDecision["decision"], isWhole: boolean): void => {
    if (change === null || !isOpen(change)) return;
    if (isWhole || hunk === null) actions.decideFile(decision);
    else actions.decideHunk(hunk.id, decision);
    if (decision !== "reset") stepOn(isWhole);
  };
  const edit = (): void => {
    if (change === null || !isOpen(change) || change.conflict?.reason === "redacted") return;
    if (hunk === null) actions.editFile(true);
    else actions.editHunk(hunk.id);
  };
  const steps = [
    { id: "review.next-hunk", title: "Next change", group, keys: "j", run: () => stepHunk(1) },
    { id: "review.previous-hunk", title: "Previous change", group, keys: "k", run: () => stepHunk(-1) },
    { id: "review.next-file", title: "Next file", group, keys: "n", run: () => openFile(1) },
    { id: "review.previous-file", title: "Previous file", group, keys: "p", run: () => openFile(-1) },
  ];
  const decisions = [
    { id: "review.accept", title: "Accept this change", group, keys: "a", run: () => decide("approve", false) },
    { id: "review.reject", title: "Reject this change", group, keys: "x", run: () => decide("reject", false) },
    { id: "review.edit", title: "Edit this change, then accept it", group, keys: "e", run: edit },
    { id: "review.undo", title: "Take the decision back", group, keys: "u", run: () => decide("reset", false) },
    { id: "review.accept-file", title: "Accept the file", group, keys: "shift+a", run: () => decide("approve", true) },
    { id: "review.reject-file", title: "Reject the file", group, keys: "shift+x", run: () => decide("reject", true) },
  ];
  useCommands(mayReview ? [...steps, ...decisions] : steps);
}
