import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { awaitConnection } from "./cluster-connection";
import { launchPostmaster, type PostmasterOptions, readLogTail } from "./launch-postmaster";
import { disownStaleFiles, inspectPostmaster, isPostmasterOf } from "./postmaster-file";
import { stopPostmaster } from "./stop-postmaster";

export interface SupervisionOptions extends PostmasterOptions {
  log: (message: string) => void;
}

interface Postmaster {
  pid: number;
  /** Settles when the process has ended. */
  ended: Promise<void>;
}

// Children of a killed server need a moment to notice and end; until then PostgreSQL refuses to start.
const startTimeoutMs = 15_000;
const recoveryTimeoutMs = 300_000;
const pollMs = 500;

/**
 * Keeps one server running on the database files: takes over one that runs already, or starts one, and starts it again
 * whenever it ends without being asked.
 *
 * @throws when no server can be brought up, with the end of its log
 */
export async function supervisePostmaster(options: SupervisionOptions): Promise<{ stop: () => Promise<void> }> {
  let stopping = false;
  let current = await bringUp(options);
  const watch = async (): Promise<void> => {
    for (;;) {
      await current.ended;
      if (stopping) return;
      options.log("PostgreSQL ended unexpectedly. Starting it again.");
      try {
        current = await bringUp(options);
        options.log("PostgreSQL is back.");
        // Whoever stopped meanwhile has not seen this server yet.
        if (stopping) await stopPostmaster(current.pid, options.home.databaseDir, options.durable);
      } catch (error) {
        options.log(`PostgreSQL could not be started again: ${(error as Error).message}`);
        if (!stopping) await sleep(5000, undefined, { ref: false });
      }
    }
  };
  const watched = watch();
  return {
    stop: async () => {
      stopping = true;
      await stopPostmaster(current.pid, options.home.databaseDir, options.durable);
      await watched;
    },
  };
}

async function bringUp(options: SupervisionOptions): Promise<Postmaster> {
  const { databaseDir, socketDir } = options.home;
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const state = await inspectPostmaster(databaseDir);
    if (state.kind === "running") {
      if (await answers(options, state.pid)) {
        options.log(`PostgreSQL was still running (process ${state.pid}): using it.`);
        return { pid: state.pid, ended: pollUntilEnded(state.pid, databaseDir) };
      }
      // Ours, but not under the address that we expect: its data directory was moved under it.
      await stopPostmaster(state.pid, databaseDir, true);
    } else if (state.kind === "stale") {
      await disownStaleFiles(databaseDir, socketDir);
    }
    const child = await launchPostmaster(options);
    const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
    const failure = await awaitStart(options, child);
    if (failure === null) return { pid: child.pid ?? 0, ended };
    if (Date.now() > deadline) {
      throw new Error(`PostgreSQL does not start: ${failure}\n${await readLogTail(options.logFile)}`);
    }
    await sleep(250);
  }
}

async function answers({ connection, home }: PostmasterOptions, pid: number): Promise<boolean> {
  let alive = true;
  const check = setInterval(async () => {
    alive = await isPostmasterOf(pid, home.databaseDir);
  }, pollMs);
  try {
    await awaitConnection(connection, 10_000, () => alive);
    return true;
  } catch {
    return false;
  } finally {
    clearInterval(check);
  }
}

async function awaitStart(options: PostmasterOptions, child: ChildProcess): Promise<string | null> {
  try {
    await awaitConnection(
      options.connection,
      recoveryTimeoutMs,
      () => child.exitCode === null && child.signalCode === null,
    );
    return null;
  } catch (error) {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      await stopPostmaster(child.pid, options.home.databaseDir, true);
    }
    return (error as Error).message;
  }
}

async function pollUntilEnded(pid: number, databaseDir: string): Promise<void> {
  while (await isPostmasterOf(pid, databaseDir)) await sleep(pollMs, undefined, { ref: false });
}
