"use client";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

/** What a person tells the dreams of a store, in their own words. */
export function InstructionsField({ value, onValueChange }: { value: string; onValueChange: (text: string) => void }) {
  return (
    <Field label="Instructions" hint="Optional. What to read closely, merge, keep or leave alone.">
      {(ids) => (
        <Textarea
          {...ids}
          rows={3}
          maxLength={4096}
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
