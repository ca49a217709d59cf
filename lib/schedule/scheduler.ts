import type pg from "pg";
import type { Logger } from "@/lib/observe/logger";
import { sendDigests } from "./digest/send-digests";
import { runDueSchedules } from "./run-due-schedules";
import { settleRuns } from "./settle-runs";

export interface Scheduler {
  /** Begins the runs that are due and ends those whose dream has ended. */
  turn: () => Promise<void>;
  /** Sends the e-mails that are due; a slow mail server holds up no schedule. */
  post: () => Promise<void>;
}

/** What a worker does for schedules, turn by turn, until `signal` aborts. Any number of workers may. */
export function hireScheduler(
  pool: pg.Pool,
  log: Logger,
  signal: AbortSignal,
  clock: () => Date = () => new Date(),
): Scheduler {
  const environment = { pool, log, signal, clock };
  return {
    turn: async () => {
      await runDueSchedules(environment);
      await settleRuns(environment);
    },
    post: () => sendDigests(environment),
  };
}
