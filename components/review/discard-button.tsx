"use client";
import { useState } from "react";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import type { Review } from "./use-review";

/** Turns down everything that is not decided. */
export function DiscardButton({ review, pending }: { review: Review; pending: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  if (pending === 0) return null;
  const proposals = pending === 1 ? "1 proposal" : `${pending} proposals`;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Discard…</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Reject ${proposals}?`}
        action={`Reject ${proposals}`}
        isBusy={review.discard.isPending}
        error={review.discard.error?.message ?? null}
        onConfirm={() => review.discard.mutate(reason.trim(), { onSuccess: () => setIsOpen(false) })}
      >
        <div className="flex flex-col gap-3">
          <p>
            Later dreams of this store remember it, and bring these up again only with clearly more support. What you
            approved stays approved.
          </p>
          <Field label="Why" hint="Optional. Kept with the dream, for those who look at it later.">
            {(ids) => (
              <Textarea
                {...ids}
                rows={3}
                maxLength={4096}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </div>
      </ConfirmDialog>
    </>
  );
}
