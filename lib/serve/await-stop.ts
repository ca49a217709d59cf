/** Why an instance ends. */
export type StopReason = { kind: "signal" } | { kind: "crash"; error: unknown };

/** Waits until the process is asked to end by SIGTERM, SIGINT (Ctrl-C) or SIGHUP, or has to by an error that nobody caught. */
export async function awaitStop(): Promise<StopReason> {
  return new Promise((settle) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      // The handler stays: a second signal must not cut the orderly end short.
      process.on(signal, () => settle({ kind: "signal" }));
    }
    process.on("uncaughtException", (error) => settle({ kind: "crash", error }));
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
