import type { Logger } from "@/lib/observe/logger";

/**
 * Runs `work` again and again with a pause between; a failure is logged and the next turn tries anew. The returned
 * function stops it after the turn that is under way.
 */
export function repeat(work: () => Promise<void>, pauseMs: number, log: Logger, task: string): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const turn = () => {
    running = work()
      .catch((error: unknown) => {
        log.error({ task, name: error instanceof Error ? error.name : typeof error }, "a periodic task failed");
      })
      .then(schedule);
  };
  const schedule = () => {
    if (!stopped) timer = setTimeout(turn, pauseMs);
  };
  schedule();
  return async () => {
    stopped = true;
    if (timer !== null) clearTimeout(timer);
    await running;
  };
}
