"use client";
import { type KeyboardEvent, useState } from "react";
import type { DreamHunk } from "@/lib/contract/dream-change";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

interface EditHunkProps {
  hunk: DreamHunk;
  isSaving: boolean;
  onSave: (lines: string[]) => void;
  onClose: () => void;
}

/** The reviewer's own lines in place of the ones that the hunk adds; saving them accepts the hunk. */
export function EditHunk({ hunk, isSaving, onSave, onClose }: EditHunkProps) {
  const proposed = hunk.lines.filter((line) => line.op === "+").map((line) => line.text);
  const [text, setText] = useState((hunk.replacement_lines ?? proposed).join("\n"));
  const save = (): void => onSave(text === "" ? [] : text.split("\n"));
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      save();
      // The field stays until the answer is there, in case of a refusal; what is pressed meanwhile is for the page again.
      event.currentTarget.blur();
    } else return;
    // Else the page's own keys would act on the same stroke.
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2 border-t border-line p-3">
      <Field label="Your own lines instead" hint="Empty takes the old lines out and puts nothing in.">
        {(ids) => (
          <Textarea
            {...ids}
            isCode
            autoFocus
            rows={Math.min(16, Math.max(3, text.split("\n").length + 1))}
            value={text}
            onKeyDown={onKeyDown}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="dream" isBusy={isSaving} onClick={save}>
          Accept with my lines
        </Button>
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
