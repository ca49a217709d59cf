"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ApiError } from "@/lib/client/api-error";
import { redactText } from "@/lib/client/redactions";
import type { MemoryRedaction } from "@/lib/contract/memory-redaction";
import { type RedactionFile, type RedactionTarget, redactionBody } from "./redaction-request";
import { runEach } from "./run-each";

export type FileOutcome = { state: "done"; redaction: MemoryRedaction } | { state: "failed"; error: ApiError };

interface Order {
  files: readonly RedactionFile[];
  target: RedactionTarget;
  scope: "head" | "memory";
  isDryRun: boolean;
  reason?: string;
  onDone?: (file: RedactionFile, redaction: MemoryRedaction) => void;
}

/** Files looked through or redacted at once: few, since each looks at the whole store. */
const concurrency = 2;

/** Goes through files one by one, with an outcome for each; a file that fails stops no other. */
export function useEachFile() {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, FileOutcome>>(new Map());
  const [isRunning, setIsRunning] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const run = useCallback(async ({ files, target, scope, isDryRun, reason, onDone }: Order) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const isMine = () => abort.current === mine;
    setOutcomes((before) => new Map([...before].filter(([id]) => !files.some(({ memoryId }) => memoryId === id))));
    setIsRunning(true);
    await runEach({
      items: files,
      limit: concurrency,
      signal: mine.signal,
      // What was sent may be carried out whatever we do here, so only a look is broken off.
      run: (file) =>
        redactText(file, redactionBody(target, scope, isDryRun), {
          ...(reason === undefined ? {} : { reason }),
          ...(isDryRun ? { signal: mine.signal } : {}),
        }),
      onSettled: (file, outcome) => {
        if (outcome.status === "fulfilled") onDone?.(file, outcome.value);
        if (!isMine() || (isDryRun && mine.signal.aborted)) return;
        const settled: FileOutcome =
          outcome.status === "fulfilled"
            ? { state: "done", redaction: outcome.value }
            : { state: "failed", error: outcome.reason as ApiError };
        setOutcomes((before) => new Map(before).set(file.memoryId, settled));
      },
    });
    if (isMine()) setIsRunning(false);
  }, []);

  const stop = useCallback(() => abort.current?.abort(), []);
  return { outcomes, isRunning, run, stop };
}
