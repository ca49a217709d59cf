"use client";
import { useEffect, useRef, useState } from "react";
import type { ApiError } from "@/lib/client/api-error";

type TransferState<Result> =
  | { kind: "idle" }
  /** `isSlow`: it runs for longer than a second, so that progress is worth looking at. */
  | { kind: "running"; bytes: number; isSlow: boolean }
  | { kind: "failed"; error: ApiError }
  | { kind: "done"; result: Result };

type Transfer<Result> = (on: { onProgress: (bytes: number) => void; signal: AbortSignal }) => Promise<Result>;

const slowMs = 1_000;
const tickMs = 100;

/** One transfer at a time, with its progress, that can be broken off. */
export function useTransfer<Result>() {
  const [state, setState] = useState<TransferState<Result>>({ kind: "idle" });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const run = async (transfer: Transfer<Result>): Promise<Result | null> => {
    const mine = new AbortController();
    abort.current = mine;
    const startedAt = performance.now();
    let [bytes, saidAt] = [0, startedAt];
    const say = () => {
      saidAt = performance.now();
      setState({ kind: "running", bytes, isSlow: saidAt - startedAt >= slowMs });
    };
    say();
    const timer = setTimeout(say, slowMs);
    try {
      const result = await transfer({
        signal: mine.signal,
        onProgress: (now) => {
          bytes = now;
          if (!mine.signal.aborted && performance.now() - saidAt >= tickMs) say();
        },
      });
      setState({ kind: "done", result });
      return result;
    } catch (error) {
      setState(mine.signal.aborted ? { kind: "idle" } : { kind: "failed", error: error as ApiError });
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  const reset = () => setState({ kind: "idle" });
  return { state, run, reset, stop: () => abort.current?.abort() };
}
