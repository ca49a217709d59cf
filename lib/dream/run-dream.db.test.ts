import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { dream as dreamSchema } from "@/lib/contract/dream";
import { dreamChange } from "@/lib/contract/dream-change";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { getMemoryStore } from "@/lib/memory/get-memory-store";
import { listMemoryVersions } from "@/lib/memory/list-memory-versions";
import { deleteSession } from "@/lib/session/delete-session";
import { getSession } from "@/lib/session/get-session";
import { listSessionEvents } from "@/lib/session/list-session-events";
import { cancelDream } from "./cancel-dream";
import { DreamInterrupted } from "./dream-failure";
import { listChanges } from "./list-changes";
import { listInsights } from "./list-insights";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

const files = { "/a.md": "one\ntwo\nthree\n", "/b.md": "old\n", "/keep.md": "kept\n" };
const engine = proposing(
  { path: "/a.md", content: "one\nTWO\nthree\n" },
  { path: "/b.md", content: null },
  { path: "/new.md", content: "fresh\n" },
);

describe("a dream that makes a new store", () => {
  it("completes with a clone that holds every proposed change, and leaves the input alone", async () => {
    const storeId = await world.makeStore(files, "Team notes");
    const dream = await world.dreamt(storeId, engine);
    expect(dreamSchema.parse(dream)).toMatchObject({
      status: "completed",
      error: null,
      reverie: {
        progress: { phase: "finished" },
        review: { state: "unreviewed", approved: 0, rejected: 0, pending: 3 },
        engine: "test-engine-1",
        resumable: false,
        report: { sessions: 1, memories: 3 },
      },
    });
    expect(dream.ended_at).not.toBeNull();
    const outputId = dream.outputs[0]?.memory_store_id ?? "";
    expect(outputId).not.toBe(storeId);
    expect(await world.filesOf(outputId)).toEqual({
      "/a.md": "one\nTWO\nthree\n",
      "/keep.md": "kept\n",
      "/new.md": "fresh\n",
    });
    expect(await world.filesOf(storeId)).toEqual(files);
    expect(await getMemoryStore(world.ctx(), outputId)).toMatchObject({
      name: `Team notes (dream ${dream.id.slice(-6)})`,
      description: "What we know",
      metadata: { dream_id: dream.id },
      reverie: { proposal_of: dream.id },
    });
  });

  it("attributes what it wrote to its own session, with the dream, the change and the claim as the reason", async () => {
    const dream = await world.dreamt(await world.makeStore(files), engine);
    const outputId = dream.outputs[0]?.memory_store_id ?? "";
    const { data } = await listMemoryVersions(world.ctx(), {
      memoryStoreId: outputId,
      author: {},
      view: "full",
      limit: 20,
    });
    const edit = data.find((version) => version.operation === "modified");
    expect(edit).toMatchObject({
      created_by: { type: "session_actor", session_id: dream.session_id },
      reverie: { via: "dream", dream_id: dream.id, reason: "There is something to learn about /a.md" },
    });
    expect(edit?.reverie.change_id).toMatch(/^dchg_/);
    expect(data.filter((version) => version.operation === "created")).toHaveLength(4);
  });

  it("shows its run as a session that is archived at the end", async () => {
    const dream = await world.dreamt(await world.makeStore(files), engine);
    const sessionId = dream.session_id ?? "";
    expect(await getSession(world.ctx(), sessionId)).toMatchObject({
      status: "terminated",
      metadata: { dream_id: dream.id },
      reverie: { dream_id: dream.id },
    });
    const { data } = await listSessionEvents(world.ctx(), sessionId, {
      order: "asc",
      view: "full",
      limit: 100,
    });
    expect(data.map((event) => event.type)).toEqual([
      "session.status_running",
      "agent.message",
      "agent.message",
      "agent.message",
      "session.status_idle",
      "session.status_terminated",
    ]);
  });

  it("keeps insights and changes in the form of the contract", async () => {
    const dream = await world.dreamt(await world.makeStore(files), engine);
    const insights = await listInsights(world.ctx(), { dreamId: dream.id, limit: 100 });
    const changes = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 100 });
    expect(insights.data.map((insight) => dreamInsight.parse(insight))).toHaveLength(3);
    const [first] = changes.data.map((change) => dreamChange.parse(change));
    expect(first).toMatchObject({
      operation: "modified",
      state: "pending",
      proposed: { content: "one\nTWO\nthree\n" },
    });
    expect(insights.data[0]?.change_ids).toEqual([first?.id]);
    expect(first?.hunks[0]?.insight_ids).toEqual([insights.data[0]?.id]);
    expect(changes.review_digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a dream that cannot go on", () => {
  it("fails when the input store was archived or an input session deleted after its creation", async () => {
    const archivedId = await world.makeStore(files);
    const first = await world.makeDream({ storeId: archivedId });
    await archiveMemoryStore(world.ctx(), archivedId);
    expect(await world.attempt(first.id)).toMatchObject({
      status: "failed",
      error: { type: "input_memory_store_unavailable" },
      outputs: [],
    });
    const sessionId = await world.makeSession();
    const second = await world.makeDream({ storeId: await world.makeStore(files), sessionIds: [sessionId] });
    await deleteSession(world.ctx(), sessionId);
    expect(await world.attempt(second.id)).toMatchObject({
      status: "failed",
      error: { type: "input_session_unavailable" },
    });
  });

  it("keeps nothing of a session that is deleted while the engine reads it", async () => {
    const sessionId = await world.makeSession();
    const dream = await world.makeDream({ storeId: await world.makeStore(files), sessionIds: [sessionId] });
    const ended = await world.attempt(dream.id, {
      runEngine: async (input, run) => {
        await deleteSession(world.ctx(), sessionId);
        return engine(input, run);
      },
    });
    expect(ended).toMatchObject({ status: "failed", error: { type: "input_session_unavailable" } });
    expect((await listInsights(world.ctx(), { dreamId: dream.id, limit: 10 })).data).toEqual([]);
  });

  it("fails with a timeout when the engine takes too long", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const ended = await world.attempt(dream.id, { timeLimitMs: 50, runEngine: waiting });
    expect(ended).toMatchObject({ status: "failed", error: { type: "timeout" } });
  });

  it("gives up as internal_error after three attempts, without saying what broke", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const broken = () => Promise.reject(new Error("secret content"));
    expect(await world.attempt(dream.id, { runEngine: broken })).toMatchObject({ status: "running" });
    expect(await world.attempt(dream.id, { runEngine: broken })).toMatchObject({ status: "running" });
    const ended = await world.attempt(dream.id, { runEngine: broken });
    expect(ended).toMatchObject({ status: "failed", error: { type: "internal_error" } });
    expect(JSON.stringify(ended)).not.toContain("secret");
    expect(await world.attempt(dream.id)).toEqual(ended);
  });

  it("stops at a cancel, keeps the clone, and never completes afterwards", async () => {
    const storeId = await world.makeStore(files);
    const dream = await world.makeDream({ storeId });
    const ended = await world.attempt(dream.id, {
      runEngine: async (input, run) => {
        expect(await cancelDream(world.ctx(), dream.id)).toMatchObject({ status: "canceled" });
        return waiting(input, run);
      },
    });
    expect(ended).toMatchObject({ status: "canceled", error: null });
    expect(await world.filesOf(ended.outputs[0]?.memory_store_id ?? "")).toEqual(files);
    expect((await getSession(world.ctx(), ended.session_id ?? "")).archived_at).not.toBeNull();
  });
});

describe("an attempt after another", () => {
  it("goes on from the copy that the first attempt froze, in the same store", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const first = await world.attempt(dream.id, { runEngine: () => Promise.reject(new Error("crash")) });
    const second = await world.attempt(dream.id, { runEngine: engine });
    expect(second).toMatchObject({ status: "completed", outputs: first.outputs, session_id: first.session_id });
    expect(Object.keys(await world.filesOf(second.outputs[0]?.memory_store_id ?? ""))).toHaveLength(3);
    const { rows } = await world.pool().query("SELECT 1 FROM memory_store WHERE proposal_of = $1", [dream.id]);
    expect(rows).toHaveLength(1);
  });

  it("is not counted when the worker stopped and gave the dream back", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    for (let stop = 0; stop < 4; stop++) {
      const signal = AbortSignal.abort();
      expect(await world.attempt(dream.id, { signal, runEngine: engine })).toMatchObject({ status: "running" });
    }
    expect(await world.attempt(dream.id, { runEngine: engine })).toMatchObject({ status: "completed" });
  });

  it("may begin as soon as the one before gave the dream back, however long that took", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const holder = await world.pool().connect();
    let isHeld = false;
    const given = world.attempt(dream.id, {
      runEngine: async (_input, { onProgress }) => {
        await holder.query("BEGIN");
        await holder.query("SELECT FROM dream WHERE id = $1 FOR UPDATE", [dream.id]);
        isHeld = true;
        onProgress({ phase: "reading", done: 1, total: 1 });
        throw new DreamInterrupted("stopping");
      },
    });
    await expect.poll(() => isHeld, { timeout: 20_000 }).toBe(true);
    // Twice as long as an attempt that works keeps its news to itself.
    await sleep(500);
    await holder.query("COMMIT");
    holder.release();
    expect(await given).toMatchObject({ status: "running" });
    expect(await world.attempt(dream.id, { runEngine: engine })).toMatchObject({ status: "completed" });
  });

  it("leaves a dream alone that another worker is at", async () => {
    const dream = await world.makeDream({ storeId: await world.makeStore(files) });
    const ended = await world.attempt(dream.id, {
      runEngine: async (input, run) => {
        await world.attempt(dream.id, { runEngine: () => Promise.reject(new Error("must not run")) });
        return engine(input, run);
      },
    });
    expect(ended).toMatchObject({ status: "completed" });
  });
});

/** Runs until it is stopped. */
const waiting: ReturnType<typeof proposing> = (_input, { signal }) =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason));
  });
