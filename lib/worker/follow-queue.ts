import { EventEmitter } from "node:events";
import { setTimeout } from "node:timers/promises";
import { type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { quietJobLogger } from "@/lib/jobs/quiet-job-logger";
import type { Logger } from "@/lib/observe/logger";

export interface QueueOptions {
  pool: pg.Pool;
  log: Logger;
  concurrency: number;
  taskList: TaskList;
}

export interface Queue {
  /** Ids under which the queue locks jobs for this process. */
  workerIds(): string[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

const restartPauseMs = 2_000;

/** Takes jobs from the queue, and begins anew when the queue's own runner gives up, as it does when the database is away. */
export function followQueue({ pool, log, concurrency, taskList }: QueueOptions): Queue {
  const workerIds = new Set<string>();
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => void workerIds.add(worker.workerId));
  events.on("worker:stop", ({ worker }) => void workerIds.delete(worker.workerId));
  const stopping = new AbortController();
  let runner: Runner | null = null;

  const start = async () => {
    const logger = quietJobLogger((fields) => log.error(fields, "the job queue reports a failure"));
    const begun = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      logger,
      taskList,
      events,
    });
    runner = begun;
    void begun.promise.catch(() => undefined).then(restart);
  };
  const restart = async () => {
    while (!stopping.signal.aborted) {
      log.error({}, "the job queue stopped and is started again");
      await setTimeout(restartPauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        return await start();
      } catch (error) {
        log.error({ name: error instanceof Error ? error.name : typeof error }, "the job queue cannot start");
      }
    }
  };
  return {
    workerIds: () => [...workerIds],
    start,
    stop: async () => {
      stopping.abort();
      await runner?.stop().catch(() => undefined);
    },
  };
}
