import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

/** Of processes and of database backends that work at what nobody waits for. */
const backgroundNiceness = 10;

// The title that PostgreSQL gives the process of a connection over a Unix socket. On another machine, or in another container,
// the number means some other process or none.
const titleOfBackend = /^postgres: .*\[local\]/;

/**
 * Lets all others go first on the processor where the backend with this process id runs on this machine and belongs to us, which
 * the embedded server's do; else does nothing. Only Linux says enough about its processes.
 */
export function lowerPriorityOfBackend(processId: number): void {
  if (process.platform !== "linux") return;
  attempt(() => {
    if (!titleOfBackend.test(readFileSync(`/proc/${processId}/cmdline`, "latin1"))) return;
    lowerThread(processId);
    lowerSessionOf(processId);
  });
}

/** Lets all others go first on the processor, with every thread of this process. */
export function lowerPriorityOfThisProcess(): void {
  // On Linux a thread has a priority of its own, which those inherit that it begins.
  const threads = process.platform === "linux" ? readdirSync("/proc/self/task").map(Number) : [process.pid];
  for (const thread of threads) attempt(() => lowerThread(thread));
  attempt(() => lowerSessionOf(process.pid));
}

function lowerThread(threadId: number): void {
  if (getPriority(threadId) < backgroundNiceness) setPriority(threadId, backgroundNiceness);
}

/** Where Linux shares the processor among sessions (sched(7), autogroup): of a process that has a session to itself. */
function lowerSessionOf(processId: number): void {
  writeFileSync(`/proc/${processId}/autogroup`, String(backgroundNiceness), { flag: "r+" });
}

function attempt(lower: () => void): void {
  try {
    lower();
  } catch {
    // Gone, not ours, or no such grouping: it keeps what it has.
  }
}
