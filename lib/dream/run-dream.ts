import type pg from "pg";
import { publish } from "@/lib/db/live-hub";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Logger } from "@/lib/observe/logger";
import { sessionTopic } from "@/lib/session/event-topic";
import { attemptDream } from "./attempt-dream";
import { dreamJobKey } from "./create-dream";
import { DreamFailure, DreamInterrupted } from "./dream-failure";
import { attemptsLimit, claimDream, handBackDream, releaseHold } from "./dream-lease";
import type { DreamRow } from "./dream-row";
import { publishDream } from "./dream-topic";
import { closeCanceledDream, failDream } from "./end-dream";
import type { EngineRunner } from "./engine-runner";
import type { Freezer } from "./frozen-dream";
import { keepLease } from "./lease-keeper";

export interface DreamEnvironment {
  pool: pg.Pool;
  log: Logger;
  /** Aborted when the worker stops. */
  signal: AbortSignal;
  runEngine: EngineRunner;
  /** Freezes and thinks in another process, for dreams without a model; null where there is only this one. */
  freezeApart: Freezer | null;
  clock: () => Date;
  /** Longest time for one attempt. */
  timeLimitMs: number;
}

const retryPauseMs = 2_000;

/**
 * One attempt at a dream: freeze, detect, write, complete. It ends the dream, or leaves it in a state from which the next
 * attempt goes on; it never leaves it running without somebody who works on it. Does nothing for a dream that has
 * ended or that another worker is at.
 */
export async function runDream(dreamId: string, environment: DreamEnvironment): Promise<void> {
  const { pool, clock } = environment;
  const row = await claimDream(pool, dreamId, clock());
  if (row === null) return;
  const lease = keepLease(pool, row, environment.signal);
  try {
    if (row.attempts - row.handed_back > attemptsLimit) {
      throw new DreamFailure("internal_error", `The dream was given up after ${attemptsLimit} attempts.`);
    }
    await attemptDream(row, lease, environment);
  } catch (error) {
    // A renewal that came after the hand-back would keep the next attempt away until the lease ends.
    await lease.stop();
    await settle(error, row, environment);
  } finally {
    await lease.stop();
    await releaseHold(pool, row);
    publishDream(row.id);
    if (row.session_id !== null) publish(sessionTopic(row.session_id));
  }
}

async function settle(error: unknown, row: DreamRow, environment: DreamEnvironment): Promise<void> {
  const { pool, clock, log } = environment;
  const interruption = interruptionOf(error);
  if (interruption === "lost") return;
  if (interruption === "canceled") return closeCanceledDream(pool, row.id, clock());
  if (interruption === "outdated") log.info({ dreamId: row.id }, "what a dream read was redacted; it freezes anew");
  if (interruption === "stopping" || interruption === "outdated") {
    await handBackDream(pool, row);
    return queueAgain(row, environment, clock());
  }
  const failure = failureOf(error, environment.timeLimitMs);
  if (failure !== null) return failDream(pool, row, failure, clock());
  log.error({ dreamId: row.id, attempt: row.attempts, ...framesOf(error) }, "an attempt at a dream failed");
  if (row.attempts - row.handed_back >= attemptsLimit) {
    const message = "The dream failed for a reason inside the server. Its log names the cause.";
    return failDream(pool, row, new DreamFailure("internal_error", message), clock());
  }
  await pool.query("UPDATE dream SET heartbeat_at = NULL WHERE id = $1 AND attempts = $2 AND status = 'running'", [
    row.id,
    row.attempts,
  ]);
  await queueAgain(row, environment, new Date(clock().getTime() + retryPauseMs * row.attempts));
}

function queueAgain(row: DreamRow, { pool }: DreamEnvironment, runAt: Date): Promise<void> {
  return enqueueJob(pool, "run_dream", { dream_id: row.id }, { key: dreamJobKey(row.id), runAt });
}

function interruptionOf(error: unknown): DreamInterrupted["why"] | null {
  return error instanceof DreamInterrupted ? error.why : null;
}

function failureOf(error: unknown, timeLimitMs: number): DreamFailure | null {
  if (error instanceof DreamFailure) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return new DreamFailure("timeout", `The dream took longer than ${Math.round(timeLimitMs / 60_000)} minutes.`);
  }
  return null;
}

/** The message is left out: it may quote what the dream read. */
function framesOf(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { name: error.name, stack: frames?.join("\n") };
}
