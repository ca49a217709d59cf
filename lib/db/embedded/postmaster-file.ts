import { execFile } from "node:child_process";
import { readFile, readlink, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

// Above the highest pid that any supported system hands out.
const impossiblePid = 99_999_999;

/** What `postmaster.pid` of a database directory tells. */
export type PostmasterState = { kind: "absent" } | { kind: "stale" } | { kind: "running"; pid: number };

/**
 * Finds out whether a PostgreSQL server runs on these database files. A pid in the file proves nothing: after a
 * restart of a container it may belong to any process.
 */
export async function inspectPostmaster(databaseDir: string): Promise<PostmasterState> {
  const text = await readFile(join(databaseDir, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return { kind: "absent" };
  const pid = Number.parseInt(text, 10);
  if (!Number.isSafeInteger(pid) || pid <= 0) return { kind: "stale" };
  return (await isPostmasterOf(pid, databaseDir)) ? { kind: "running", pid } : { kind: "stale" };
}

/** The TCP port of the server that runs on these files; null when none does. */
export async function readPostmasterPort(databaseDir: string): Promise<number | null> {
  if ((await inspectPostmaster(databaseDir)).kind !== "running") return null;
  const lines = (await readFile(join(databaseDir, "postmaster.pid"), "utf8")).split("\n");
  return Number(lines[3]) || null;
}

/** True while the process is a PostgreSQL server on these database files. */
export async function isPostmasterOf(pid: number, databaseDir: string): Promise<boolean> {
  if (!processExists(pid)) return false;
  if (process.platform === "linux") return isPostmasterOnLinux(pid, databaseDir);
  if (process.platform === "win32") return true;
  const { stdout } = await promisify(execFile)("ps", ["-o", "comm=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return /(^|\/)postgres\s*$/.test(stdout);
}

async function isPostmasterOnLinux(pid: number, databaseDir: string): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  if (!/^Name:\s+postgres$/m.test(status) || /^State:\s+Z/m.test(status)) return false;
  // The server works inside its database directory. Where we may not look, its name has to do.
  const workingDir = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  return workingDir === null || workingDir === (await realpath(databaseDir));
}

/**
 * Makes the files of a server that is gone harmless for the next one, which trusts any live pid in them. The pid file
 * stays, with a pid that no process has: its other lines let PostgreSQL wait for surviving children of that server.
 */
export async function disownStaleFiles(databaseDir: string, socketDir: string | null): Promise<void> {
  const path = join(databaseDir, "postmaster.pid");
  const lines = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, [String(impossiblePid), ...lines.slice(1)].join("\n"));
  if (socketDir === null) return;
  await rm(join(socketDir, ".s.PGSQL.5432"), { force: true });
  await rm(join(socketDir, ".s.PGSQL.5432.lock"), { force: true });
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
