"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { attachmentLimit } from "@/lib/contract/session";
import type { ImportFormat } from "@/lib/contract/session-event";
import { Checkbox } from "../ui/checkbox";
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
  const stores = rowsOf(useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 })).data);
  return (
    <>
      <Field label="Format">
        {({ id }) => <Select id={id} label="Format" options={formats} value={format} onValueChange={onFormat} />}
      </Field>
      {stores.length > 0 ? (
        <fieldset className="flex flex-col gap-1">
          <legend className="text-12 font-medium text-ink-2">Attach stores, read only</legend>
          <p className="text-12 text-ink-3">
            Says which stores the sessions belong to, whose dreams can learn from them. At most {attachmentLimit}.
          </p>
          <div className="max-h-40 overflow-y-auto rounded-md border border-line px-2 py-1">
            {stores.map((store) => {
              const isChecked = storeIds.includes(store.id);
              return (
                <Checkbox
                  key={store.id}
                  label={store.name}
                  isChecked={isChecked}
                  disabled={!isChecked && storeIds.length >= attachmentLimit}
                  onCheckedChange={(next) =>
                    onStoreIds(next ? [...storeIds, store.id] : storeIds.filter((id) => id !== store.id))
                  }
                />
              );
            })}
          </div>
        </fieldset>
      ) : null}
    </>
  );
}
