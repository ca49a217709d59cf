import { readFile, realpath, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";

/** The operating-system account that the database server runs as. */
export type ServerAccount =
  | { kind: "self"; uid: number; hasPasswdEntry: boolean }
  | { kind: "other"; uid: number; gid: number };

/**
 * Chooses the account: ourselves, or, because PostgreSQL refuses to run as root, the owner of the existing database
 * files or else an unprivileged account of this machine.
 *
 * @param databaseDir the database files, which may not exist yet
 * @throws when we are root and the machine has no unprivileged account
 */
export async function chooseServerAccount(databaseDir: string): Promise<ServerAccount> {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) return { kind: "self", uid, hasPasswdEntry: hasPasswdEntry() };
  const owner = await stat(databaseDir).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { kind: "other", uid: owner.uid, gid: owner.gid };
  const account = findUnprivilegedAccount(await readFile("/etc/passwd", "utf8").catch(() => ""));
  if (account === null) {
    throw new Error(
      "PostgreSQL does not run as root, and /etc/passwd has no account such as nobody. Start Reverie as another user, or set DATABASE_URL.",
    );
  }
  return { kind: "other", ...account };
}

/** The account `nobody`, or else the first one that is not root, in the text of a passwd file. */
export function findUnprivilegedAccount(passwd: string): { uid: number; gid: number } | null {
  const accounts = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((account) => account.uid > 0 && account.gid > 0);
  const chosen = accounts.find((account) => account.name === "nobody") ?? accounts[0];
  return chosen === undefined ? null : { uid: chosen.uid, gid: chosen.gid };
}

/** Whether the account can enter this existing directory from the root of the file system down. */
export async function canEnter(account: ServerAccount, directory: string): Promise<boolean> {
  if (account.kind === "self") return true;
  for (let path = await realpath(directory); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function hasPasswdEntry(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}
