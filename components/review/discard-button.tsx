"use client";
import { useState } from "react";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import type { Review } from "./use-review";

/** Turns down everything that is not decided. */
export function DiscardButton({ review, pending }: { review: Review; pending: number }) {
  const [isOpen, setIsOpen] = useState(false);
  if (pending === 0) return null;
  const proposals = pending === 1 ? "1 proposal" : `${pending} proposals`;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Discard the rest</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Reject ${proposals}?`}
        action={`Reject ${proposals}`}
        isBusy={review.discard.isPending}
        error={review.discard.error?.message ?? null}
        onConfirm={() => review.discard.mutate(undefined, { onSuccess: () => setIsOpen(false) })}
      >
        Later dreams of this store remember it, and bring these up again only with clearly more support. What you
        approved stays approved.
      </ConfirmDialog>
    </>
  );
}
