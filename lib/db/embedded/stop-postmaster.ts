import { setTimeout as sleep } from "node:timers/promises";
import { isPostmasterOf } from "./postmaster-file";

/**
 * Ends a server: sessions are cut and everything is written out; should that hang, without writing out (recovery
 * repairs it at the next start); at last by force.
 *
 * @param orderly false skips the writing out, for throwaway databases
 */
export async function stopPostmaster(pid: number, databaseDir: string, orderly: boolean): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGQUIT", 4000],
    ["SIGKILL", 2000],
  ];
  if (orderly) steps.unshift(["SIGINT", 10_000]);
  for (const [signal, patienceMs] of steps) {
    if (!(await isPostmasterOf(pid, databaseDir))) return;
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the look and the signal.
      return;
    }
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      await sleep(20);
      if (!(await isPostmasterOf(pid, databaseDir))) return;
    }
  }
}
