import type { ChildProcess } from "node:child_process";
import { mkdir, open, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { ClusterConnection } from "./cluster-connection";
import type { ClusterHome } from "./cluster-home";
import { spawnAsAccount } from "./run-as-account";
import type { ServerSoftware } from "./server-software";

export interface PostmasterOptions {
  home: ClusterHome;
  software: ServerSoftware;
  connection: ClusterConnection;
  durable: boolean;
  /** The server's own log. */
  logFile: string;
}

const logLimitBytes = 10_000_000;

// Statements and details would carry memory text and paths into the log: errors of clients stay out of it, and
// whatever is left goes without its DETAIL and CONTEXT lines.
const quietLog = { log_min_messages: "log", log_min_error_statement: "panic", log_error_verbosity: "terse" };
const throwaway = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/** Starts the server process; it is not ready yet. Its output goes to a log file that begins anew at 10 MB. */
export async function launchPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const { home, connection, software, durable } = options;
  const settings: Record<string, string> = {
    listen_addresses: home.socketDir === null ? connection.host : "",
    port: String(connection.port),
    unix_socket_directories: home.socketDir ?? "",
    unix_socket_permissions: "0700",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    // Our statements are short; compiling one takes longer than running it.
    jit: "off",
    ...quietLog,
    ...(durable ? {} : throwaway),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = await openLog(options.logFile);
  try {
    const child = spawnAsAccount(
      home.account,
      software.postgres,
      ["-D", home.databaseDir, ...args],
      ["ignore", log.fd, log.fd],
    );
    // It outlives us on purpose if we are killed; waiting for it must not keep us alive.
    child.unref();
    child.once("error", () => undefined);
    return child;
  } finally {
    await log.close();
  }
}

/** The end of the server's log, for the message of a failed start. */
export async function readLogTail(logFile: string): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-8).join("\n");
}

async function openLog(path: string) {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > logLimitBytes) await rename(path, `${path}.1`);
  return open(path, "a", 0o600);
}
