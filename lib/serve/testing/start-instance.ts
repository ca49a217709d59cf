import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { inspectPostmaster } from "@/lib/db/embedded/postmaster-file";

export interface Instance {
  baseUrl: string;
  databaseUrl: string;
  /** Ends the process as a power cut would; with its database, all of that too. */
  kill: (database?: { dataDir: string }) => Promise<void>;
  stop: () => Promise<void>;
}

const root = join(import.meta.dirname, "../../..");
const addressOf = z.object({ baseUrl: z.string(), databaseUrl: z.string() });

/** Instances of the application as processes of their own, all with one administrator's key. */
export function useInstances() {
  const apiKey = `test_${randomBytes(18).toString("base64url")}`;
  let folder = "";
  const children = new Set<ChildProcess>();
  beforeAll(async () => {
    await mkdir(join(root, "dist"), { recursive: true });
    // Below the working copy, where the program finds its packages.
    folder = await mkdtemp(join(root, "dist", "test-instance-"));
    await build({
      absWorkingDir: root,
      entryPoints: ["lib/serve/testing/instance-program.ts"],
      outfile: join(folder, "instance.mjs"),
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      logLevel: "silent",
    });
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (env: Record<string, string>): Promise<Instance> => {
    const child = spawn(process.execPath, [join(folder, "instance.mjs")], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: "", REVERIE_API_KEY: apiKey, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    const address = await readAddress(child);
    const end = async (signal: NodeJS.Signals) => {
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    };
    return {
      ...address,
      stop: () => end("SIGTERM"),
      kill: async (database) => {
        const pids = database === undefined ? [] : await databasePids(address.databaseUrl, database.dataDir);
        const ended = end("SIGKILL");
        for (const pid of pids) killNow(pid);
        await ended;
      },
    };
  };
  return { apiKey, start };
}

async function readAddress(child: ChildProcess): Promise<z.infer<typeof addressOf>> {
  let [said, complaints] = ["", ""];
  child.stderr?.on("data", (data) => {
    complaints += String(data);
  });
  return new Promise((ready, fail) => {
    child.once("exit", (code) => fail(new Error(`The instance ended (${code}): ${complaints}`)));
    child.stdout?.on("data", (data) => {
      said += String(data);
      if (said.endsWith("\n")) ready(addressOf.parse(JSON.parse(said)));
    });
  });
}

/** The server first, so that it starts nobody anew, then everything that it has started. */
async function databasePids(url: string, dataDir: string): Promise<number[]> {
  const state = await inspectPostmaster(join(dataDir, "postgres", "data"));
  if (state.kind !== "running") throw new Error(`the database is ${state.kind}`);
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity");
  return [state.pid, ...rows.map((row) => row.pid)];
}

function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}
