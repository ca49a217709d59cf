/** Why an instance ends. */
export type StopReason =
  | { kind: "signal"; signal: string }
  | { kind: "parent-gone" }
  | { kind: "crash"; error: unknown };

/**
 * Waits until the process is asked to end, or has to: by SIGTERM, SIGINT (Ctrl-C) or SIGHUP, by an error that nobody
 * caught, or because npm, which would pass signals on, was killed.
 *
 * @param startedByNpm whether our parent is `npm start`
 */
export async function awaitStop(startedByNpm: boolean): Promise<StopReason> {
  const parent = process.ppid;
  return new Promise((settle) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      // The handler stays: a second signal must not cut the orderly end short.
      process.on(signal, () => settle({ kind: "signal", signal }));
    }
    process.on("uncaughtException", (error) => settle({ kind: "crash", error }));
    if (!startedByNpm) return;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      settle({ kind: "parent-gone" });
    }, 1000);
    watch.unref();
  });
}

/** Waits for `work` no longer than `patienceMs`, and never fails: an orderly end goes on whatever a part of it does. */
export async function withPatience(work: Promise<unknown> | undefined, patienceMs: number): Promise<void> {
  if (work === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((settle) => {
    timer = setTimeout(settle, patienceMs);
  });
  await Promise.race([work.catch(() => undefined), patience]);
  clearTimeout(timer);
}
