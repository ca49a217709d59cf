"use client";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import { useCommands } from "../command/use-commands";
import { isOpen, nextPending } from "./review-order";
import type { Review } from "./use-review";

interface ReviewKeys {
  ordered: readonly DreamChange[];
  change: DreamChange | null;
  hunk: DreamHunk | null;
  open: (changeId: string, hunkId?: string | null) => void;
  review: Review;
  mayReview: boolean;
}

const group = "Review";

/** The whole review from the keyboard: j k hunk, n p file, a accept, x reject, u take back. */
export function useReviewKeys({ ordered, change, hunk, open, review, mayReview }: ReviewKeys): void {
  const stepFile = (by: number): void => {
    const at = ordered.findIndex(({ id }) => id === change?.id);
    const next = ordered[at + by];
    if (next !== undefined) open(next.id);
  };
  const stepHunk = (by: number): void => {
    if (change === null) return;
    const at = change.hunks.findIndex(({ id }) => id === hunk?.id);
    const next = change.hunks[at + by];
    if (next !== undefined) open(change.id, next.id);
    else stepFile(by);
  };
  const decide = (decision: ReviewDecision["decision"]): void => {
    if (change === null || !isOpen(change)) return;
    const hunkIds = hunk === null ? {} : { hunk_ids: [hunk.id] };
    review.decide.mutate([{ change_id: change.id, ...hunkIds, decision }], {
      onSuccess: () => {
        if (decision !== "reset") stepOn();
      },
    });
  };
  /** After a decision the next undecided hunk opens, in this file and then in the next. */
  const stepOn = (): void => {
    if (change === null) return;
    const rest = change.hunks.filter(({ id, decision }) => id !== hunk?.id && decision === "pending");
    const here = rest[0];
    const next = here === undefined ? nextPending(ordered, change.id) : null;
    if (here !== undefined) open(change.id, here.id);
    else if (next !== null) open(next.id);
  };
  const steps = [
    { id: "review.next-hunk", title: "Next change", group, keys: "j", run: () => stepHunk(1) },
    { id: "review.previous-hunk", title: "Previous change", group, keys: "k", run: () => stepHunk(-1) },
    { id: "review.next-file", title: "Next file", group, keys: "n", run: () => stepFile(1) },
    { id: "review.previous-file", title: "Previous file", group, keys: "p", run: () => stepFile(-1) },
  ];
  const decisions = [
    { id: "review.accept", title: "Accept this change", group, keys: "a", run: () => decide("approve") },
    { id: "review.reject", title: "Reject this change", group, keys: "x", run: () => decide("reject") },
    { id: "review.undo", title: "Take the decision back", group, keys: "u", run: () => decide("reset") },
  ];
  useCommands(mayReview ? [...steps, ...decisions] : steps);
}
