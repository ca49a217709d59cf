"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { uploadFile } from "@/lib/client/upload-file";
import type { MemoryStore } from "@/lib/contract/memory-store";
import type { ImportFormat, MemoryImport, OnConflict } from "@/lib/contract/transfer";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { FileDrop } from "../ui/file-drop";
import { formatSize } from "../ui/format-size";
import { Progress } from "../ui/progress";
import { importFormatOf } from "./import-format";
import { ImportOutcome } from "./import-outcome";
import { ImportSettings } from "./import-settings";
import { wordsForImport, wouldChange } from "./import-words";
import { useTransfer } from "./use-transfer";

interface ImportDialogProps {
  store: MemoryStore;
  onClose: () => void;
}

type Chosen = { file: File; format: ImportFormat };

/** Brings an archive or an export into a store: first what would happen, then all of it or nothing. */
export function ImportDialog({ store, onClose }: ImportDialogProps) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [onConflict, setOnConflict] = useState<OnConflict>("fail");
  const [hasHistory, setHasHistory] = useState(true);
  const { state, run, reset, stop } = useTransfer<MemoryImport>();
  const isRunning = state.kind === "running";

  const choose = async ([file]: readonly File[]) => {
    if (file === undefined) return;
    reset();
    const format = await importFormatOf(file);
    setUnknown(format === null ? file.name : null);
    setChosen(format === null ? null : { file, format });
  };
  const send = async ({ file, format }: Chosen, isDryRun: boolean) => {
    const query = {
      format,
      on_conflict: onConflict,
      dry_run: isDryRun,
      // Left out, the server takes the history where it may.
      ...(format === "jsonl" && !hasHistory ? { history: false } : {}),
    };
    const path = `/memory_stores/${store.id}/import` as const;
    const result = await run((on) => uploadFile<MemoryImport>(path, file, { query, ...on }));
    if (result === null || isDryRun) return;
    for (const root of ["memories", "memory_versions", "store_tree"] as const)
      void client.invalidateQueries({ queryKey: [root, store.id] });
    void client.invalidateQueries({ queryKey: ["memory_stores"] });
  };
  const result = state.kind === "done" ? state.result : null;
  const isImported = result !== null && !result.dry_run;
  const isLooked = result?.dry_run === true;

  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || isRunning || onClose()}
      title={isImported ? "Imported" : `Import into ${store.name}`}
      description={isImported ? undefined : "All of it is written, or nothing. A look first says what would happen."}
      footer={
        isRunning ? (
          <Button onClick={stop}>Cancel the import</Button>
        ) : isImported ? (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              {...(isLooked ? {} : { variant: "primary" })}
              disabled={chosen === null}
              onClick={() => chosen !== null && void send(chosen, true)}
            >
              {isLooked ? "Look again" : "See what would happen"}
            </Button>
            {isLooked ? (
              <Button
                variant="primary"
                disabled={chosen === null || !wouldChange(result)}
                onClick={() => chosen !== null && void send(chosen, false)}
              >
                Import the file
              </Button>
            ) : null}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4 text-13">
        {isImported || isRunning ? null : (
          <FileDrop
            label="Archive or export"
            hint="Drop a .zip, .tar.gz or .jsonl here"
            accept=".zip,.tar.gz,.tgz,.gz,.jsonl,.ndjson"
            onFiles={(files) => void choose(files)}
          />
        )}
        {unknown === null ? null : (
          <Callout tone="warn" isLive>
            {unknown} is neither a zip, a gzipped tar nor a JSON lines export.
          </Callout>
        )}
        {chosen === null ? null : (
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-mono text-12 break-all">{chosen.file.name}</span>
            <span className="text-12 text-ink-3 tabular">
              {formatSize(chosen.file.size)}, read as {chosen.format}
            </span>
          </p>
        )}
        {chosen === null || isImported || isRunning ? null : (
          <ImportSettings
            format={chosen.format}
            onConflict={onConflict}
            onConflictChange={(next) => {
              setOnConflict(next);
              reset();
            }}
            hasHistory={hasHistory}
            onHistoryChange={(next) => {
              setHasHistory(next);
              reset();
            }}
          />
        )}
        {isRunning && chosen !== null && state.isSlow ? (
          <Progress
            label={
              state.bytes < chosen.file.size
                ? `${formatSize(state.bytes)} of ${formatSize(chosen.file.size)} sent`
                : "Sent; the server reads it"
            }
            done={state.bytes}
            total={state.bytes < chosen.file.size ? chosen.file.size : null}
          />
        ) : null}
        {state.kind === "failed" ? (
          <Callout tone="danger" isLive title="Nothing was imported.">
            {wordsForImport(state.error)}
          </Callout>
        ) : null}
        {result === null ? null : <ImportOutcome result={result} />}
      </div>
    </Dialog>
  );
}
