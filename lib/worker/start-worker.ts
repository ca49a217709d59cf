import { randomUUID } from "node:crypto";
import { getBackgroundPool, getPool } from "@/lib/db/pool";
import { bundledDreamProgram, freezeInProcess, runEngineInProcess } from "@/lib/dream/dream-process";
import { type EngineRunner, runEngineHere } from "@/lib/dream/engine-runner";
import { sweepDreams } from "@/lib/dream/sweep-dreams";
import { dropExpiredAnswers } from "@/lib/govern/drop-expired-answers";
import type { Logger } from "@/lib/observe/logger";
import { hireScheduler } from "@/lib/schedule/scheduler";
import { hireWebhookCourier } from "@/lib/webhook/webhook-courier";
import { followQueue } from "./follow-queue";
import { buildMemoryIndexer, indexIntervalMs } from "./index-memories";
import { repeat } from "./repeat";
import { buildTasks, type JobEnvironment } from "./tasks";
import { beatHeart, heartbeatIntervalMs, leaveRegistry, unlockDeadWorkers } from "./worker-registry";

export interface WorkerOptions {
  connectionString: string;
  log: Logger;
  /** Jobs at once in this process; default 2. */
  concurrency?: number;
  /** Pause between two looks for dead workers and stranded dreams; default 10 s. */
  sweepIntervalMs?: number;
  /** Stands in for the engine in tests. */
  runEngine?: EngineRunner;
  /** The API of this process, for jobs that act as a client would; without it such a job fails. */
  answer?: (request: Request) => Promise<Response>;
  /** How long a day of the demo takes at least before its dream; default 2 s. */
  demoDayMs?: number;
}

const dreamTimeLimitMs = 2 * 60 * 60 * 1000;
const webhookIntervalMs = 1_000;
const scheduleIntervalMs = 1_000;
const digestIntervalMs = 2_000;
/** So that a person can follow: ten days in about 15 seconds, since the later ones go by faster, and what the machine needs on top. */
const demoDayMs = 2_000;

/**
 * Runs jobs in this process until stopped. `stop` hands unfinished jobs back, so that another worker or the next start
 * goes on with them. The schema of the job queue must be installed.
 */
export async function startWorker(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { connectionString, log } = options;
  const pool = getPool(connectionString);
  const background = getBackgroundPool(connectionString);
  const id = randomUUID();
  const stopping = new AbortController();
  const program = options.runEngine === undefined ? bundledDreamProgram() : null;
  const environment: JobEnvironment = {
    pool: background,
    log,
    signal: stopping.signal,
    clock: () => new Date(),
    runEngine: options.runEngine ?? (program === null ? runEngineHere : runEngineInProcess(program)),
    freezeApart: program === null ? null : freezeInProcess(program, connectionString),
    timeLimitMs: dreamTimeLimitMs,
    answer: options.answer ?? refuseToAnswer,
    demoDayMs: options.demoDayMs ?? demoDayMs,
  };
  const queue = followQueue({ pool, log, concurrency: options.concurrency ?? 2, taskList: buildTasks(environment) });
  const beat = () => beatHeart(pool, id, queue.workerIds());
  const sweep = async () => {
    const unlocked = await unlockDeadWorkers(pool);
    if (unlocked > 0) log.warn({ workers: unlocked }, "took back the jobs of dead workers");
    await sweepDreams(pool, log);
    await dropExpiredAnswers(pool, new Date());
  };
  const courier = hireWebhookCourier(pool, log, stopping.signal);
  const scheduler = hireScheduler(pool, log, stopping.signal);
  await sweep();
  await queue.start();
  await beat();
  const timers = [
    repeat(beat, heartbeatIntervalMs, log, "heartbeat"),
    repeat(sweep, options.sweepIntervalMs ?? 10_000, log, "sweep"),
    repeat(buildMemoryIndexer(background, stopping.signal), indexIntervalMs, log, "search index"),
    repeat(courier.turn, webhookIntervalMs, log, "webhooks"),
    repeat(scheduler.turn, scheduleIntervalMs, log, "dream schedules"),
    repeat(scheduler.post, digestIntervalMs, log, "digests"),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await queue.stop();
      await Promise.all(timers.map((stop) => stop()));
      await courier.settled();
      await leaveRegistry(pool, id).catch(() => undefined);
    },
  };
}

function refuseToAnswer(): never {
  throw new Error("This worker was started without the API.");
}
