"use client";
import { useState } from "react";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import type { Review } from "./use-review";

/** Takes an applied dream back, as new versions. */
export function UndoButton({ review }: { review: Review }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Undo the dream</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Take this dream back?"
        action="Undo the dream"
        isBusy={review.undo.isPending}
        error={review.undo.error?.message ?? null}
        onConfirm={() =>
          review.undo.mutate(undefined, {
            onSuccess: (result) => {
              setIsOpen(false);
              toast.success(`Took back ${result.undone.length === 1 ? "1 file" : `${result.undone.length} files`}.`);
            },
          })
        }
      >
        Every applied file gets a new version with its text from before. Files that were changed since are left alone.
      </ConfirmDialog>
    </>
  );
}
