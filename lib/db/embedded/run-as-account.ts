import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { dirname } from "node:path";
import type { ServerAccount } from "./server-account";

/** Starts a program as the server's account, away from our terminal, working folder and environment. */
export function spawnAsAccount(
  account: ServerAccount,
  program: string,
  args: readonly string[],
  stdio: SpawnOptions["stdio"],
): ChildProcess {
  return spawn(program, args, {
    // Its own process group: Ctrl-C in our terminal must not stop the database under requests in flight.
    detached: true,
    cwd: dirname(program),
    env:
      process.platform === "win32"
        ? process.env
        : { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, TZ: "UTC" },
    stdio,
    ...(account.kind === "other" ? { uid: account.uid, gid: account.gid } : {}),
  });
}

/**
 * Runs a program as the server's account to its end.
 *
 * @throws with the program's own words when it fails
 */
export async function runAsAccount(account: ServerAccount, program: string, args: readonly string[]): Promise<void> {
  const child = spawnAsAccount(account, program, args, ["ignore", "pipe", "pipe"]);
  let words = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    words += chunk.toString();
  });
  const code = await new Promise<number | null>((settle, fail) => {
    child.once("error", fail);
    child.once("close", settle);
  });
  if (code !== 0) throw new Error(`${program} failed (${code}):\n${words.trim()}`);
}
