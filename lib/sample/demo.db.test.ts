import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awaitDream } from "@/examples/sre/dream";
import { demoMark } from "@/examples/sre/stores";
import { tellStory } from "@/examples/sre/story";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { createApi } from "@/lib/api/app";
import { createApiKey } from "@/lib/auth/create-api-key";
import { revokeApiKey } from "@/lib/auth/revoke-api-key";
import { systemContext } from "@/lib/auth/system-context";
import type { Demo } from "@/lib/contract/demo";
import type { DreamInsight } from "@/lib/contract/dream-insight";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { applyDream } from "@/lib/dream/apply-dream";
import { listChanges } from "@/lib/dream/list-changes";
import { listInsights } from "@/lib/dream/list-insights";
import { reviewDream } from "@/lib/dream/review-dream";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { createLogger } from "@/lib/observe/logger";
import { createSession } from "@/lib/session/create-session";
import { startWorker } from "@/lib/worker/start-worker";
import { deleteWorld } from "./delete-world";
import { getDemo } from "./get-demo";
import { removeDemo } from "./remove-demo";
import { replayDemo } from "./replay-demo";
import { startDemo } from "./start-demo";

const database = useTestDatabase();
const context = (): Ctx => systemContext(database.pool());
let worker: { stop: () => Promise<void> } | null = null;

const api = createApi();
const answer = async (request: Request) => api.fetch(request);

/** Played beside the demo, since both wait for the database most of the time. */
let twin: ReturnType<typeof dreamOverTwin>;

async function dreamOverTwin() {
  const key = await createApiKey(context(), { name: "null twin", roles: ["admin"] });
  const fetch = (url: string | URL | Request, init?: RequestInit) => answer(new Request(url, init));
  const clientOf = (apiKey: string) => new Anthropic({ baseURL: "http://reverie.local", apiKey, fetch, maxRetries: 0 });
  const client = clientOf(key.secret);
  const told = await tellStory({ client, clientOf, eventsATime: 1_000 }, { seed: 1, isNull: true });
  await awaitDream(client, told.dreamId);
  await revokeApiKey(context(), key.id);
  return told;
}

beforeAll(async () => {
  worker = await startWorker({ connectionString: database.url(), log: createLogger("silent"), answer, demoDayMs: 0 });
  twin = dreamOverTwin();
  // It is awaited by its own test, which says what went wrong.
  twin.catch(() => undefined);
});
afterAll(() => worker?.stop());

const countOf = async (table: string): Promise<number> =>
  (await database.pool().query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`)).rows[0]?.count ?? -1;

const storeNames = async (): Promise<string[]> =>
  (await database.pool().query<{ name: string }>("SELECT name FROM memory_store ORDER BY name")).rows.map(
    ({ name }) => name,
  );

const versionsOf = async (name: string): Promise<number> => {
  const counted = `SELECT count(*)::int AS count FROM memory_version v JOIN memory_store s ON s.id = v.memory_store_id
    WHERE s.name = $1`;
  return (await database.pool().query<{ count: number }>(counted, [name])).rows[0]?.count ?? -1;
};

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
  it("plays ten days through the API, and stops where its dream waits for a review", { timeout: 150_000 }, async () => {
    await createMemoryStore(context(), { name: "my own" });
    await createMemoryStore(context(), { name: "my notes", metadata: demoMark });
    await createSession(context(), {
      agent: "mine",
      environment_id: "mine",
      metadata: demoMark,
      reverie: { recorded: true },
    });
    expect((await startDemo(context())).demo?.status).toBe("playing");
    const demo = await until("ready");
    const names = [
      "incident-board",
      "incident-board-without-dream",
      "org-runbooks",
      "team-sre",
      "team-sre-without-dream",
    ];
    expect(Object.keys(demo.memory_stores).sort()).toEqual(names);
    expect(demo).toMatchObject({ day: 10, days: 10, dream_status: "ready" });
    expect(demo.session_count).toBeGreaterThan(100);
    const metSomebody =
      "SELECT count(*)::int AS count FROM session_event WHERE session_id = $1 AND payload::text LIKE '%409: %'";
    const { rows } = await database.pool().query(metSomebody, [demo.conflict_session_id]);
    expect(rows).toEqual([{ count: 1 }]);
    await expect(replayDemo(context())).rejects.toMatchObject({ status: 409 });
    expect((await startDemo(context())).demo).toEqual(demo);
  });

  it("has a dream that finds what the story holds, and proposes nothing of what only looks like it", async () => {
    const { demo } = await getDemo(context());
    const insights = (await listInsights(context(), { dreamId: demo?.dream_id ?? "", limit: 100 })).data;
    const proposed = insights.filter(({ state }) => state === "proposed");
    const of = (kind: DreamInsight["kind"]) => proposed.filter((insight) => insight.kind === kind);
    // The namespace, the owner, the fix that arrived, the cache notes.
    expect(of("correction").map(({ subject }) => subject)).toMatchObject([{ wrong: "payments", right: "pay-prod" }]);
    expect(of("contradiction").map(({ subject }) => subject)).toMatchObject([{ survivor: "payments-core" }]);
    expect(of("staleness").map(({ subject }) => subject)).toMatchObject([{ path: "/alerts/search-disk-filling.md" }]);
    // Of six wordings one stands, and the one for staging is another advice.
    const copies = of("duplicate").flatMap(({ subject }) => ("lines" in subject ? [subject] : []));
    expect(new Set(copies.map(({ kept_path, kept }) => `${kept_path}:${kept[0]}`)).size).toBe(1);
    expect(copies.flatMap(({ lines }) => lines)).toHaveLength(5);
    expect(of("repeated_discovery").some(({ claim }) => claim.includes("svcctl owner payments-api"))).toBe(true);
    expect(of("index")).toHaveLength(1);
    // The lag between the ledger's load and the payments' latency, the two alerts of one incident, the file that grew too long.
    expect(of("temporal_association").map(({ subject, support }) => ({ ...subject, ...support }))).toMatchObject([
      { antecedent: "LedgerCPUHigh", consequent: "PaymentsLatencyP99", occurrences: 7, opportunities: 8 },
    ]);
    // The miss and the extra, shown as what they are.
    const against = of("temporal_association").flatMap(({ evidence }) =>
      evidence.filter(({ role }) => role === "against"),
    );
    expect(against.map(({ quote }) => quote.split(" ")[0]).sort()).toEqual(["LedgerCPUHigh", "PaymentsLatencyP99"]);
    expect(of("co_occurrence").map(({ subject }) => subject)).toMatchObject([
      { members: ["CheckoutErrorRate", "PaymentsLatencyP99"] },
    ]);
    expect(of("structure").map(({ subject }) => subject)).toMatchObject([{ path: "/learnings.md" }]);
    const flagged = insights.filter(({ state }) => state === "flagged");
    expect(flagged.map(({ subject }) => subject)).toContainEqual(expect.objectContaining({ target: "db-failover.md" }));
    const drift = /read-only store "org-runbooks", file \/runbooks\/payments-api\.md: .*`payments` does not exist/;
    expect(flagged.map(({ claim }) => claim)).toContainEqual(expect.stringMatching(drift));
    for (const { claim } of proposed) expect(claim).not.toMatch(/Inventory|Heartbeat|flushall|ReplicaLag/);
  });

  it("has a dream that takes what agents only repeat from memory for nothing new, and no order from a log", async () => {
    const { demo } = await getDemo(context());
    const repeats = await database.pool().query<{ count: number }>(
      `SELECT count(DISTINCT session_id)::int AS count FROM session_event
       WHERE type = 'agent.message' AND payload::text LIKE '%What is noted: Latency target%'`,
    );
    expect(repeats.rows[0]?.count).toBeGreaterThan(4);
    const insights = (await listInsights(context(), { dreamId: demo?.dream_id ?? "", limit: 100 })).data;
    expect(insights.filter(({ claim }) => claim.includes("450 ms"))).toEqual([]);
    const changes = (await listChanges(context(), { dreamId: demo?.dream_id ?? "", view: "full", limit: 100 })).data;
    // Indexes and splits carry the words of the notes; everything else that is put in is the dream's own.
    const own = changes.filter(({ path }) => path !== "/INDEX.md" && !path.startsWith("/learnings"));
    const added = own.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines.filter(({ op }) => op === "+")));
    expect(added.length).toBeGreaterThan(5);
    for (const { text } of added)
      expect(text).not.toMatch(/450 ms|flushall|InventoryQueueDepth|NotifyHeartbeat|ReplicaLag/);
  });

  it("has a null twin in which the dream links no alerts", { timeout: 150_000 }, async () => {
    const { dreamId, stores, sessionIds } = await twin;
    const insights = (await listInsights(context(), { dreamId, limit: 100 })).data;
    const proposed = insights.filter(({ state }) => state === "proposed").map(({ kind }) => kind);
    expect(proposed).toContain("correction");
    for (const kind of ["temporal_association", "co_occurrence", "scheduled"]) expect(proposed).not.toContain(kind);
    const storeIds = [stores.runbooks, stores.team, stores.board];
    await inTransaction(context(), (tx) => deleteWorld(tx, context(), { storeIds, sessionIds }));
  });

  it("applies whole once everything is approved, moves between files included", async () => {
    const { demo } = await getDemo(context());
    const dreamId = demo?.dream_id ?? "";
    const { data } = await listChanges(context(), { dreamId, view: "basic", limit: 100 });
    const decisions = data.map(({ id }) => ({ change_id: id, decision: "approve" as const }));
    const { review_digest } = await reviewDream(context(), dreamId, { decisions });
    const { applied, conflicts, skipped } = await applyDream(context(), dreamId, { review_digest });
    expect({ conflicts, skipped }).toEqual({ conflicts: [], skipped: [] });
    expect(applied).toHaveLength(data.length);
    expect((await getDemo(context())).demo?.status).toBe("reviewed");
  });

  it("plays the last five days once more with what was approved, and says what that changed", {
    timeout: 60_000,
  }, async () => {
    const before = (await getDemo(context())).demo;
    const notes = await versionsOf("team-sre");
    expect((await replayDemo(context())).demo).toMatchObject({ status: "replaying", day: 6 });
    const demo = await until("compared");
    const better = demo.comparison.map(({ name, without_dream, with_dream }) => ({
      name,
      change: Math.sign((with_dream ?? Number.NaN) - (without_dream ?? Number.NaN)),
    }));
    expect(better).toContainEqual({ name: "mitigate", change: -1 });
    expect(better).toContainEqual({ name: "errors", change: -1 });
    expect(better).toContainEqual({ name: "avoided", change: 1 });
    const withoutDream = ({ comparison }: Demo) => comparison.map(({ without_dream }) => without_dream);
    expect(withoutDream(demo)).toEqual(before && withoutDream(before));
    // What was reviewed stays as it was: the days are lived in copies.
    expect(await versionsOf("team-sre")).toBe(notes);
    expect(demo.memory_stores).toHaveProperty("incident-board-with-dream");
  });

  it("goes away whole and touches nothing else, even what somebody gave the same mark", async () => {
    expect(await removeDemo(context())).toEqual({ type: "demo_state", demo: null });
    expect(await storeNames()).toEqual(["my notes", "my own"]);
    expect(await countOf("session")).toBe(1);
    for (const table of ["memory", "session_event", "dream"]) expect(await countOf(table)).toBe(0);
    expect(await getDemo(context())).toEqual({ type: "demo_state", demo: null });
  });

  it("leaves nothing behind when it is taken away while it is played", { timeout: 60_000 }, async () => {
    await startDemo(context());
    await expect.poll(() => countOf("session"), { timeout: 30_000 }).toBeGreaterThan(2);
    await removeDemo(context());
    const isOver = "SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'play_demo'";
    await expect.poll(async () => (await database.pool().query(isOver)).rows[0].count, { timeout: 30_000 }).toBe(0);
    expect([await countOf("memory_store"), await countOf("session"), await countOf("memory")]).toEqual([2, 1, 0]);
    const live = await database.pool().query("SELECT 1 FROM api_key WHERE revoked_at IS NULL");
    expect(live.rowCount).toBe(0);
  });

  it("is for administrators", async () => {
    const ctx = context();
    const permissions = new Set([...ctx.actor.permissions].filter((permission) => permission !== "admin"));
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, permissions } };
    await expect(startDemo(limited)).rejects.toMatchObject({ status: 403 });
    await expect(replayDemo(limited)).rejects.toMatchObject({ status: 403 });
    await expect(removeDemo(limited)).rejects.toMatchObject({ status: 403 });
  });
});
