"use client";
import { useState } from "react";
import type { ImportFormat } from "@/lib/contract/session-event";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { formatCount } from "../ui/format-count";
import { ImportOptions } from "./import-options";
import { ImportProgress } from "./import-progress";
import { ImportResults } from "./import-results";
import { TranscriptFiles } from "./transcript-files";
import { useImport } from "./use-import";

interface ImportDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Brings transcript files in: choose, send, see what became of every one. */
export function ImportDialog({ isOpen, onOpenChange }: ImportDialogProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [format, setFormat] = useState<ImportFormat | "auto">("auto");
  const [storeIds, setStoreIds] = useState<readonly string[]>([]);
  const { state, start, stop, reset } = useImport();
  const close = (next: boolean) => {
    // An upload goes on unless it is stopped by its own button.
    if (!next && state.kind === "sending") return;
    onOpenChange(next);
    if (next) return;
    setFiles([]);
    reset();
  };
  const again = () => {
    setFiles([]);
    reset();
  };
  const footer = {
    choosing: (
      <>
        <Button onClick={() => close(false)}>Cancel</Button>
        <Button variant="primary" disabled={files.length === 0} onClick={() => void start({ files, format, storeIds })}>
          {files.length > 0 ? `Import ${formatCount(files.length, "file")}` : "Import"}
        </Button>
      </>
    ),
    sending: <Button onClick={stop}>Stop the import</Button>,
    done: (
      <>
        <Button onClick={again}>Import more</Button>
        <Button variant="primary" onClick={() => close(false)}>
          Done
        </Button>
      </>
    ),
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      width="lg"
      title={state.kind === "done" ? "What was imported" : "Import transcripts"}
      description={
        state.kind === "choosing"
          ? "Each transcript becomes a session. Importing one again adds only what is new to it."
          : undefined
      }
      footer={footer[state.kind]}
    >
      {state.kind === "choosing" ? (
        <div className="flex flex-col gap-4">
          <TranscriptFiles files={files} onChange={setFiles} />
          <ImportOptions format={format} onFormat={setFormat} storeIds={storeIds} onStoreIds={setStoreIds} />
        </div>
      ) : null}
      {state.kind === "sending" ? <ImportProgress files={files} state={state} /> : null}
      {state.kind === "done" ? <ImportResults results={state.results} onLeave={() => close(false)} /> : null}
    </Dialog>
  );
}
