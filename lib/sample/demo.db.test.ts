import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { createApi } from "@/lib/api/app";
import { systemContext } from "@/lib/auth/system-context";
import type { Demo } from "@/lib/contract/demo";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { installJobSchema } from "@/lib/jobs/install-job-schema";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { createLogger } from "@/lib/observe/logger";
import { startWorker } from "@/lib/worker/start-worker";
import { getDemo } from "./get-demo";
import { removeDemo } from "./remove-demo";
import { startDemo } from "./start-demo";

const database = useTestDatabase();
const context = (): Ctx => systemContext(database.pool());
let worker: { stop: () => Promise<void> } | null = null;

beforeAll(async () => {
  await installJobSchema(database.url());
  const api = createApi();
  const answer = async (request: Request) => api.fetch(request);
  worker = await startWorker({ connectionString: database.url(), log: createLogger("silent"), answer, demoDayMs: 0 });
});
afterAll(() => worker?.stop());

const countOf = async (table: string): Promise<number> =>
  (await database.pool().query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]?.count ?? -1;

async function until(status: Demo["status"]): Promise<Demo> {
  return expect
    .poll(async () => (await getDemo(context())).demo?.status, { timeout: 120_000, interval: 100 })
    .toBe(status)
    .then(async () => {
      const { demo } = await getDemo(context());
      if (demo === null) throw new Error("The demo is gone.");
      return demo;
    });
}

describe("the SRE demo", () => {
  it("plays through the API until its dream waits for a review", { timeout: 150_000 }, async () => {
    await createMemoryStore(context(), { name: "my own" });
    expect((await startDemo(context())).demo?.status).toBe("playing");
    const demo = await until("ready");
    expect(Object.keys(demo.memory_stores).sort()).toEqual(["incident-board", "org-runbooks", "team-sre"]);
    expect(demo.session_count).toBeGreaterThan(40);
    expect((await startDemo(context())).demo).toEqual(demo);
  });

  it("goes away whole and touches nothing else", async () => {
    expect(await removeDemo(context())).toEqual({ type: "demo_state", demo: null });
    expect(await countOf("memory_store")).toBe(1);
    for (const table of ["memory", "session", "session_event", "dream"]) expect(await countOf(table)).toBe(0);
    expect(await getDemo(context())).toEqual({ type: "demo_state", demo: null });
  });

  it("leaves nothing behind when it is taken away while it is played", { timeout: 60_000 }, async () => {
    await startDemo(context());
    await expect.poll(() => countOf("session"), { timeout: 30_000 }).toBeGreaterThan(1);
    await removeDemo(context());
    const isOver = "SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'play_demo'";
    await expect.poll(async () => (await database.pool().query(isOver)).rows[0].count, { timeout: 30_000 }).toBe(0);
    expect([await countOf("memory_store"), await countOf("session"), await countOf("memory")]).toEqual([1, 0, 0]);
    const live = await database.pool().query("SELECT 1 FROM api_key WHERE revoked_at IS NULL");
    expect(live.rowCount).toBe(0);
  });

  it("is for administrators", async () => {
    const ctx = context();
    const permissions = new Set([...ctx.actor.permissions].filter((permission) => permission !== "admin"));
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, permissions } };
    await expect(startDemo(limited)).rejects.toMatchObject({ status: 403 });
    await expect(removeDemo(limited)).rejects.toMatchObject({ status: 403 });
  });
});
