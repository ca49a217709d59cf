"use client";
import type { ImportFormat, OnConflict } from "@/lib/contract/transfer";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

const conflicts = [
  { value: "fail", label: "Refuse the import", hint: "Nothing is written when any file differs" },
  { value: "skip", label: "Keep the store's text", hint: "Such files are left out and listed" },
  { value: "overwrite", label: "Take the imported text", hint: "As a new version; the old text stays in the history" },
] as const satisfies readonly { value: OnConflict; label: string; hint: string }[];

interface ImportSettingsProps {
  format: ImportFormat;
  onConflict: OnConflict;
  onConflictChange: (onConflict: OnConflict) => void;
  hasHistory: boolean;
  onHistoryChange: (hasHistory: boolean) => void;
}

/** How the file meets what the store holds already. */
export function ImportSettings(props: ImportSettingsProps) {
  return (
    <>
      <Field label="Where a path holds another text already">
        {({ id }) => (
          <Select
            id={id}
            label="Where a path holds another text already"
            options={conflicts}
            value={props.onConflict}
            onValueChange={props.onConflictChange}
          />
        )}
      </Field>
      {props.format === "jsonl" ? (
        <div className="flex flex-col gap-1">
          <Checkbox
            label="Bring the history along where it may be"
            isChecked={props.hasHistory}
            onCheckedChange={props.onHistoryChange}
          />
          <p className="text-12 text-ink-3">
            Only an administrator can, into a store that never held a file. Else each file becomes one version of yours,
            with what its source said of it.
          </p>
        </div>
      ) : null}
    </>
  );
}
