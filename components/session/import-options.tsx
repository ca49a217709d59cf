"use client";
import { attachmentLimit } from "@/lib/contract/limits";
import type { ImportFormat } from "@/lib/contract/session-event";
import { StoreChoice } from "../store/store-choice";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

const formats: readonly { value: ImportFormat | "auto"; label: string }[] = [
  { value: "auto", label: "Found out from the file" },
  { value: "claude-code", label: "Claude Code (.jsonl)" },
  { value: "openai", label: "OpenAI chat messages" },
  { value: "anthropic", label: "Anthropic messages" },
  { value: "tau-bench", label: "τ-bench results" },
  { value: "swe-agent", label: "SWE-agent trajectories" },
];

interface ImportOptionsProps {
  format: ImportFormat | "auto";
  onFormat: (format: ImportFormat | "auto") => void;
  storeIds: readonly string[];
  onStoreIds: (storeIds: readonly string[]) => void;
}

/** How the files are read, and which stores the sessions are attached to. */
export function ImportOptions({ format, onFormat, storeIds, onStoreIds }: ImportOptionsProps) {
  return (
    <>
      <Field label="Format">
        {({ id }) => <Select id={id} label="Format" options={formats} value={format} onValueChange={onFormat} />}
      </Field>
      <StoreChoice
        legend="Attach stores, read only"
        hint="Says which stores the sessions belong to, whose dreams can learn from them."
        storeIds={storeIds}
        onStoreIds={onStoreIds}
        limit={attachmentLimit}
      />
    </>
  );
}
