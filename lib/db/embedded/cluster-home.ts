import { createHash } from "node:crypto";
import { chmod, lchown, lstat, mkdir, readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { canEnter, chooseServerAccount, type ServerAccount } from "./server-account";

/** Where the parts of one embedded database live. */
export interface ClusterHome {
  /** The database files (PGDATA). */
  databaseDir: string;
  /** The folder of the unix socket; null where the server listens on loopback instead. */
  socketDir: string | null;
  /** The folder of the copied programs. */
  softwareParent: string;
  account: ServerAccount;
}

// The kernel's limit is 107 bytes with the ending zero on Linux and 103 on macOS.
const socketPathLimitBytes = 100;

/**
 * Finds or makes the place of the database that belongs to a data directory. It is inside, unless the server's account
 * cannot enter there (a checkout below /root, say): then it is a folder of its own below `relocationRoot`, and
 * `postgres/location.json` in the data directory remembers which.
 *
 * @throws when the database was relocated and is gone, or belongs to another data directory
 */
export async function findClusterHome(
  dataDir: string,
  relocationRoot: string,
  log: (message: string) => void,
): Promise<ClusterHome> {
  const inside = join(dataDir, "postgres");
  await makeEnterable(dataDir);
  await makeEnterable(inside);
  const place = (await readRelocation(dataDir)) ?? { home: inside };
  const account = await chooseServerAccount(join(place.home, "data"));
  let home = place.home;
  if (home === inside && !(await canEnter(account, inside))) {
    if (await exists(join(inside, "data"))) {
      throw new Error(
        `The database in ${inside} belongs to the account ${account.uid}, which cannot enter that folder. Open its parents for passing through (chmod o+x), or move the data directory.`,
      );
    }
    home = await relocate(dataDir, relocationRoot);
    log(`PostgreSQL cannot run as root, and its account cannot enter ${dataDir}: the database files are in ${home}.`);
  }
  const softwareParent = home === inside ? inside : dirname(home);
  const socketDir = await makeSocketDir(home, account);
  return { databaseDir: join(home, "data"), socketDir, softwareParent, account };
}

/**
 * Makes a folder for the server's account only.
 *
 * @throws when it exists and belongs to somebody else, or others may look inside
 */
export async function makePrivateDir(path: string, account: ServerAccount): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const { uid, mode } = await lstat(path);
  if (process.platform === "win32") return;
  if (account.kind === "other" && uid === process.getuid?.()) await lchown(path, account.uid, account.gid);
  else if (uid !== account.uid) throw new Error(`${path} belongs to another account (uid ${uid}).`);
  if ((mode & 0o077) !== 0) throw new Error(`${path} is open to other accounts: chmod 700 it, or remove it.`);
}

async function makeEnterable(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o711 });
  // Spelt out, because the umask may have taken the bits away. Folders that were here keep their owner's choice.
  if (made !== undefined) await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
}

async function readRelocation(dataDir: string): Promise<{ home: string } | null> {
  const pointer = await readFile(join(dataDir, "postgres", "location.json"), "utf8").catch(() => null);
  if (pointer === null) return null;
  const { home } = JSON.parse(pointer) as { home: string };
  const owner = await readFile(join(home, "belongs-to"), "utf8").catch(() => null);
  if (owner === null) {
    throw new Error(
      `The database files of ${dataDir} were in ${home} and are gone. Restore that folder, or choose a new REVERIE_DATA_DIR to begin empty.`,
    );
  }
  const here = await realpath(dataDir);
  if (owner === here) return { home };
  if (await pointsTo(owner, home)) {
    throw new Error(
      `${dataDir} is a copy of ${owner}, whose database files are in ${home}. One database cannot serve two data directories.`,
    );
  }
  // The data directory was moved: the database follows it.
  await writeFile(join(home, "belongs-to"), here);
  return { home };
}

async function pointsTo(dataDir: string, home: string): Promise<boolean> {
  const pointer = await readFile(join(dataDir, "postgres", "location.json"), "utf8").catch(() => null);
  return pointer !== null && (JSON.parse(pointer) as { home: string }).home === home;
}

async function relocate(dataDir: string, relocationRoot: string): Promise<string> {
  const here = await realpath(dataDir);
  const home = join(relocationRoot, createHash("sha256").update(here).digest("hex").slice(0, 16));
  await makeEnterable(relocationRoot);
  await makeEnterable(home);
  await writeFile(join(home, "belongs-to"), here);
  const pointer = join(dataDir, "postgres", "location.json");
  await writeFile(`${pointer}.new`, JSON.stringify({ home }));
  await rename(`${pointer}.new`, pointer);
  return home;
}

async function makeSocketDir(home: string, account: ServerAccount): Promise<string | null> {
  if (process.platform === "win32") return null;
  const inside = join(home, "socket");
  const fits = Buffer.byteLength(join(inside, ".s.PGSQL.5432")) <= socketPathLimitBytes;
  const name = `reverie-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`;
  const socketDir = fits ? inside : join(tmpdir(), name);
  await makePrivateDir(socketDir, account);
  return socketDir;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
