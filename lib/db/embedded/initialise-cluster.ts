import { chmod, chown, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ClusterHome, makePrivateDir } from "./cluster-home";
import { runAsAccount } from "./run-as-account";
import type { ServerSoftware } from "./server-software";

/** The owner of everything in the embedded database. */
export const databaseUser = "reverie";

/**
 * Makes the database files if there are none. Made aside and renamed: a set-up that was killed halfway leaves
 * nothing that looks like a database.
 *
 * @throws when initdb fails, with what it said; when the files are of another PostgreSQL
 */
export async function initialiseCluster(
  home: ClusterHome,
  software: ServerSoftware,
  password: string,
  durable: boolean,
): Promise<void> {
  const version = await readFile(join(home.databaseDir, "PG_VERSION"), "utf8").catch(() => null);
  if (version !== null) return refuseOtherVersion(version.trim(), home.databaseDir);
  if ((await stat(home.databaseDir).catch(() => null)) !== null) {
    throw new Error(
      `${home.databaseDir} cannot be read as database files by this account. Was Reverie started by another user before?`,
    );
  }
  const draft = `${home.databaseDir}.partial`;
  await rm(draft, { recursive: true, force: true });
  await makePrivateDir(draft, home.account);
  const passwordFile = join(draft, "..", "initial-password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  if (home.account.kind === "other") await chown(passwordFile, home.account.uid, home.account.gid);
  try {
    await runAsAccount(home.account, software.initdb, [
      `--pgdata=${draft}`,
      `--username=${databaseUser}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, home.databaseDir);
}

function refuseOtherVersion(version: string, databaseDir: string): void {
  if (version === "18") return;
  throw new Error(`${databaseDir} holds files of PostgreSQL ${version}; this release brings PostgreSQL 18.`);
}
