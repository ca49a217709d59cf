import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "@/lib/db/embedded/start-embedded-postgres";
import { controlSchema } from "./control-schema";
import { makeStore } from "./make-store";
import { runLoad } from "./run-load";
import type { Subject } from "./subject";
import { bodyOf } from "./workloads";

export interface Programs {
  bootProductionServer: (
    env: Record<string, string>,
  ) => Promise<{ baseUrl: string; apiKey: string; stop: () => Promise<void> }>;
  controlProgram: string;
}

export interface Bench {
  reverie: Subject;
  control: Subject;
  pool: pg.Pool;
  stop: () => Promise<void>;
}

/** The production process of `npm start` and the control, over one embedded PostgreSQL with its ordinary settings. */
export async function startSubjects(programs: Programs, memoryCount: number): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), "reverie-bench-"));
  chmodSync(folder, 0o711);
  const database = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  const server = await programs.bootProductionServer({ DATABASE_URL: database.url });
  const pool = new pg.Pool({ connectionString: database.url });
  await pool.query(controlSchema);
  const port = await freePort();
  const control = await startControl(programs.controlProgram, database.url, port);

  const reverieSubject: Subject = {
    name: "reverie",
    baseUrl: server.baseUrl,
    headers: { "content-type": "application/json", "x-api-key": server.apiKey },
    storeId: "",
    memoryIds: [],
  };
  const controlSubject: Subject = {
    name: "control",
    baseUrl: `http://127.0.0.1:${port}`,
    headers: { "content-type": "application/json" },
    storeId: "memstore_control",
    memoryIds: [],
  };
  reverieSubject.storeId = await makeStore(reverieSubject);
  for (const subject of [reverieSubject, controlSubject]) await fill(subject, memoryCount);
  await pool.query("VACUUM ANALYZE");
  return {
    reverie: reverieSubject,
    control: controlSubject,
    pool,
    stop: async () => {
      control.kill();
      await pool.end();
      await server.stop();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(subject: Subject, count: number): Promise<void> {
  let next = 0;
  while (subject.memoryIds.length < count) {
    await runLoad(subject, { connections: 16, durationMs: 500 }, async (send) => {
      if (next >= count) return new Promise((settle) => setTimeout(settle, 50));
      const number = next++;
      const path = `/notes/${number % 97}/memory-${number}.md`;
      const reply = await send("POST", `/v1/memory_stores/${subject.storeId}/memories`, {
        path,
        content: bodyOf(path),
      });
      const memory: unknown = JSON.parse(reply.text);
      if (typeof memory === "object" && memory !== null && "id" in memory) subject.memoryIds.push(String(memory.id));
      else throw new Error(`The server answered ${reply.status}.`);
    });
  }
}

async function startControl(program: string, databaseUrl: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((ready) => child.stdout.once("data", ready));
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address !== null ? address.port : 0;
}
