"use client";
import { useState } from "react";
import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import type { Review } from "./use-review";

interface EditHunkProps {
  change: DreamChange;
  hunk: DreamHunk;
  review: Review;
  onClose: () => void;
}

/** The reviewer's own lines in place of the ones that the hunk adds; saving them accepts the hunk. */
export function EditHunk({ change, hunk, review, onClose }: EditHunkProps) {
  const proposed = hunk.lines.filter((line) => line.op === "+").map((line) => line.text);
  const [text, setText] = useState((hunk.replacement_lines ?? proposed).join("\n"));
  const save = (): void =>
    review.decide.mutate(
      [
        {
          change_id: change.id,
          hunk_ids: [hunk.id],
          decision: "approve",
          replacement_lines: text === "" ? [] : text.split("\n"),
        },
      ],
      { onSuccess: onClose },
    );
  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      <Field label="Your own lines instead">
        {(ids) => (
          <Textarea
            {...ids}
            isCode
            autoFocus
            rows={Math.min(16, Math.max(3, text.split("\n").length + 1))}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button size="sm" variant="dream" isBusy={review.decide.isPending} onClick={save}>
          Accept with my lines
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
