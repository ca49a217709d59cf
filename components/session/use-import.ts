"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ImportFormat } from "@/lib/contract/session-event";
import type { FileResult, ImportState } from "./import-state";
import { uploadTranscript } from "./upload-transcript";

export interface ImportOrder {
  files: readonly File[];
  format: ImportFormat | "auto";
  storeIds: readonly string[];
}

/** Imports files one after the other. One that fails does not keep the others from being tried. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ kind: "choosing" });
  const abort = useRef<AbortController>(null);
  const client = useQueryClient();

  const start = async ({ files, format, storeIds }: ImportOrder) => {
    const controller = new AbortController();
    abort.current = controller;
    const results: FileResult[] = [];
    for (const [fileIndex, file] of files.entries()) {
      const say = (sentBytes: number) => setState({ kind: "sending", fileIndex, sentBytes, results: [...results] });
      say(0);
      results.push(await importOne(file, { format, storeIds, onProgress: say, signal: controller.signal }));
    }
    setState({ kind: "done", results });
    await client.invalidateQueries({ queryKey: ["sessions"] });
  };
  return {
    state,
    start,
    stop: () => abort.current?.abort(new DOMException("stopped by the reader", "AbortError")),
    reset: () => setState({ kind: "choosing" }),
  };
}

async function importOne(file: File, options: Parameters<typeof uploadTranscript>[1]): Promise<FileResult> {
  const { name } = file;
  if (options.signal.aborted) return { kind: "stopped", name };
  try {
    return { kind: "imported", name, ...(await uploadTranscript(file, options)) };
  } catch (error) {
    if (options.signal.aborted) return { kind: "stopped", name };
    return { kind: "failed", name, reason: error instanceof Error ? error.message : "The cause is not known." };
  }
}
