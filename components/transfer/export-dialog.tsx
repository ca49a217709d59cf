"use client";
import { useState } from "react";
import { type DownloadedFile, downloadFile } from "@/lib/client/download-file";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { downloadBlob } from "../ui/download-blob";
import { Field } from "../ui/field";
import { formatSize } from "../ui/format-size";
import { Input } from "../ui/input";
import { Progress } from "../ui/progress";
import { Select } from "../ui/select";
import { toast } from "../ui/toast";
import { type ExportChoice, exportFormats, exportQueryOf, fieldMoment, mayHaveHistory } from "./export-choice";
import { useTransfer } from "./use-transfer";

interface ExportDialogProps {
  store: MemoryStore;
  /** The moment that the page shows. */
  at: string | null;
  onClose: () => void;
}

/** A store, or a part of it, as a file: which form, how much of its past, as of when, which folder. */
export function ExportDialog({ store, at, onClose }: ExportDialogProps) {
  const [choice, setChoice] = useState<ExportChoice>({
    format: "zip",
    hasHistory: true,
    folder: "",
    at: fieldMoment(at),
  });
  const { state, run, stop } = useTransfer<DownloadedFile>();
  const change = (part: Partial<ExportChoice>) => setChoice({ ...choice, ...part });
  const isRunning = state.kind === "running";
  const start = async () => {
    const file = await run((on) =>
      downloadFile(`/memory_stores/${store.id}/export`, { query: exportQueryOf(choice), ...on }),
    );
    if (file === null) return;
    downloadBlob(file.blob, file.fileName);
    toast.success(`Exported ${file.fileName}, ${formatSize(file.blob.size)}`);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || isRunning || onClose()}
      title={`Export ${store.name}`}
      description="What was redacted is in no export. The export itself stands in the audit log."
      footer={
        isRunning ? (
          <Button onClick={stop}>Cancel the export</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" onClick={() => void start()}>
              Export the store
            </Button>
          </>
        )
      }
    >
      <fieldset disabled={isRunning} className="flex flex-col gap-4 text-13">
        <Field label="Form">
          {({ id }) => (
            <Select
              id={id}
              label="Form"
              options={exportFormats}
              value={choice.format}
              disabled={isRunning}
              onValueChange={(format) => change({ format })}
            />
          )}
        </Field>
        {mayHaveHistory(choice.format) ? (
          <Checkbox
            label="With the history: every version, who wrote it, when and why"
            isChecked={choice.hasHistory}
            onCheckedChange={(hasHistory) => change({ hasHistory })}
          />
        ) : null}
        <Field label="Folder" hint="Left empty, the whole store.">
          {(ids) => (
            <Input
              {...ids}
              value={choice.folder}
              placeholder="/runbooks/"
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-12"
              onChange={(event) => change({ folder: event.target.value })}
            />
          )}
        </Field>
        <Field label="As of, in UTC" hint="Left empty, as it stands now.">
          {(ids) => (
            <Input
              {...ids}
              type="datetime-local"
              step={1}
              value={choice.at}
              className="w-56"
              onChange={(event) => change({ at: event.target.value })}
            />
          )}
        </Field>
      </fieldset>
      {isRunning && state.isSlow ? (
        <Progress className="mt-4" label={`${formatSize(state.bytes)} received`} done={state.bytes} />
      ) : null}
      {state.kind === "failed" ? (
        <Callout tone="danger" isLive className="mt-4" title="The export did not arrive whole, so nothing was saved.">
          {state.error.message}
        </Callout>
      ) : null}
    </Dialog>
  );
}
