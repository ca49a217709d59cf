"use client";
import type { DreamChange } from "@/lib/contract/dream-change";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import type { Review } from "./use-review";

const causes = {
  changed: "Someone changed this file after the dream read it.",
  missing: "This file was deleted after the dream read it.",
  path_taken: "Another file stands at this path now.",
  redacted: "The text that this proposal rests on was redacted.",
} as const;

interface ConflictNoticeProps {
  change: DreamChange;
  review: Review;
  mayReview: boolean;
}

/** Why a file was left alone, and the merge of both sides where there is one. Other files are not held up. */
export function ConflictNotice({ change, review, mayReview }: ConflictNoticeProps) {
  const { conflict } = change;
  if (conflict == null) return null;
  const { merge, current_content_sha256: current } = conflict;
  const takeMerge = (): void => {
    if (merge === null || current === null) return;
    review.decide.mutate([
      { change_id: change.id, decision: "approve", content: merge.content, base_content_sha256: current },
    ]);
  };
  return (
    <Callout
      tone="warn"
      title={causes[conflict.reason]}
      action={
        merge?.clean && mayReview ? (
          <Button size="sm" isBusy={review.decide.isPending} onClick={takeMerge}>
            Accept the merge
          </Button>
        ) : null
      }
    >
      {merge === null
        ? "Only this file is held up. Reject it, or start a new dream over the newer text."
        : merge.clean
          ? "Both sides merge without overlap. Accept the merge, then apply again."
          : "Both sides touch the same lines. Edit the file in its store, or reject the proposal."}
      {merge === null ? null : (
        <pre className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-surface p-2 font-mono text-12 leading-5 whitespace-pre-wrap text-ink">
          {merge.content}
        </pre>
      )}
    </Callout>
  );
}
