"use client";
import { useRef } from "react";
import { findSecrets, maskSecrets } from "@/lib/text/mask-secrets";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatCount } from "../ui/format-count";
import { Textarea } from "../ui/textarea";
import { maskRange } from "./mask-text";

interface MaskStepProps {
  before: string;
  masked: string;
  /** What the masked text no longer says. */
  fragments: readonly string[];
  onMaskedChange: (masked: string) => void;
}

/** The text that will take the place of the current one: select what must go, or let what looks like a secret be found. */
export function MaskStep({ before, masked, fragments, onMaskedChange }: MaskStepProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const secretCount = findSecrets(masked).length;
  const maskSelection = () => {
    const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    onMaskedChange(maskRange(masked, selectionStart, selectionEnd));
    field.current?.focus();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={maskSelection}>
          Mask the selection
        </Button>
        {secretCount === 0 ? null : (
          <Button size="sm" onClick={() => onMaskedChange(maskSecrets(masked))}>
            Mask {formatCount(secretCount, "likely secret")}
          </Button>
        )}
        <Button size="sm" variant="ghost" disabled={masked === before} onClick={() => onMaskedChange(before)}>
          Start over
        </Button>
      </div>
      <Field
        label="New text"
        hint="Select words and mask them, or edit freely. Whatever you take out is looked for in every version."
      >
        {(ids) => (
          <Textarea
            {...ids}
            ref={field}
            isCode
            rows={14}
            value={masked}
            onChange={(event) => onMaskedChange(event.target.value)}
          />
        )}
      </Field>
      <div role="status" className="text-12 text-ink-2">
        {fragments.length === 0 ? (
          "Nothing is taken out yet."
        ) : (
          <>
            Taken out:{" "}
            {fragments.slice(0, 8).map((fragment) => (
              <code
                key={fragment}
                dir="auto"
                className="mr-1 inline-block max-w-60 truncate rounded-sm bg-del-bg px-1 align-bottom font-mono text-del"
              >
                {fragment}
              </code>
            ))}
            {fragments.length > 8 ? `and ${fragments.length - 8} more` : null}
          </>
        )}
      </div>
    </div>
  );
}
