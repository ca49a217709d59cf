"use client";
import { useState } from "react";
import type { AppliedDream, Dream } from "@/lib/contract/dream";
import { useCommands } from "../command/use-commands";
import { inputStoreOf } from "../dream/dream-state";
import { StoreName } from "../dream/store-name";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { countToApply, isPending } from "./review-order";
import type { Review } from "./use-review";

/** Writes what is approved into the store, after saying how much that is. */
export function ApplyButton({ dream, review }: { dream: Dream; review: Review }) {
  const [isOpen, setIsOpen] = useState(false);
  const count = countToApply(review.rows);
  const waiting = review.rows.filter(isPending).length;
  const files = count === 1 ? "1 file" : `${count} files`;
  const isReady = count > 0 && review.reviewDigest !== null && !review.isDeciding;
  useCommands([
    {
      id: "review.apply",
      title: "Apply what is approved",
      group: "Review",
      keys: "mod+enter",
      run: () => {
        if (isReady) setIsOpen(true);
      },
    },
  ]);
  const confirm = (): void => {
    if (review.reviewDigest === null) return;
    review.apply.mutate(review.reviewDigest, {
      onSuccess: (result) => {
        setIsOpen(false);
        toast.success(resultText(result));
      },
    });
  };
  return (
    <>
      <Button variant="dream" disabled={!isReady} onClick={() => setIsOpen(true)}>
        {count === 0 ? "Apply" : `Apply ${files}`}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Apply ${files}?`}
        action={`Apply ${files}`}
        isBusy={review.apply.isPending}
        error={review.apply.error?.message ?? null}
        onConfirm={confirm}
      >
        <div className="flex flex-col gap-3">
          <p>
            Each file of <StoreName id={inputStoreOf(dream)} className="font-medium text-ink" /> gets a new version with
            you as the author and this dream as its origin. Files that moved meanwhile are left alone and shown as
            conflicts.
          </p>
          {waiting > 0 ? (
            <Callout tone="info">
              {waiting === 1 ? "1 file is" : `${waiting} files are`} not decided yet and can be applied later.
            </Callout>
          ) : null}
        </div>
      </ConfirmDialog>
    </>
  );
}

/** "Applied 3 files. 1 conflict." */
export function resultText(result: Pick<AppliedDream, "applied" | "conflicts">): string {
  const files = result.applied.length === 1 ? "1 file" : `${result.applied.length} files`;
  const conflicts = result.conflicts.length === 1 ? "1 conflict" : `${result.conflicts.length} conflicts`;
  return result.conflicts.length === 0 ? `Applied ${files}.` : `Applied ${files}. ${conflicts} left for you.`;
}
