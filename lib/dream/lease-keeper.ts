import type { DreamProgress } from "@/lib/contract/dream";
import type { Queryable } from "@/lib/db/transaction";
import { DreamInterrupted } from "./dream-failure";
import { renewLease } from "./dream-lease";
import { publishDream } from "./dream-topic";

const tickMs = 250;
const quietTicks = 4;

export interface LeaseKeeper {
  /** Aborted with a DreamInterrupted when the dream is canceled, taken over, or the worker stops. */
  signal: AbortSignal;
  report(progress: DreamProgress): void;
  /** Throws the DreamInterrupted that ended the attempt, if one did. */
  check(): void;
  stop(): Promise<void>;
}

/**
 * Keeps an attempt alive while it works: renews its lease, writes progress at most every 250 ms, and finds out within a
 * second that the dream was canceled. A database that does not answer interrupts nothing by itself.
 */
export function keepLease(
  db: Queryable,
  attempt: { id: string; attempts: number },
  workerSignal: AbortSignal,
): LeaseKeeper {
  const controller = new AbortController();
  const interrupt = (why: "canceled" | "lost" | "stopping") => controller.abort(new DreamInterrupted(why));
  const onWorkerStop = () => interrupt("stopping");
  if (workerSignal.aborted) onWorkerStop();
  workerSignal.addEventListener("abort", onWorkerStop);

  let news: DreamProgress | null = null;
  let idleTicks = 0;
  let running: Promise<void> | null = null;
  const renew = async () => {
    const progress = news;
    news = null;
    idleTicks = 0;
    const state = await renewLease(db, attempt, progress);
    if (progress !== null) publishDream(attempt.id);
    if (state !== "held") interrupt(state);
  };
  const timer = setInterval(() => {
    if (running !== null || (news === null && ++idleTicks < quietTicks)) return;
    running = renew()
      .catch(() => undefined)
      .finally(() => {
        running = null;
      });
  }, tickMs);
  return {
    signal: controller.signal,
    report: (progress) => {
      news = progress;
    },
    check: () => controller.signal.throwIfAborted(),
    stop: async () => {
      clearInterval(timer);
      workerSignal.removeEventListener("abort", onWorkerStop);
      await running;
    },
  };
}
