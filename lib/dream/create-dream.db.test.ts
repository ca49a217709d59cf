import { describe, expect, it } from "vitest";
import type { CreateDreamBody } from "@/lib/contract/dream";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { createSession } from "@/lib/session/create-session";
import { archiveDream } from "./archive-dream";
import { cancelDream } from "./cancel-dream";
import { createDream } from "./create-dream";
import { deterministicModelId } from "./dream-models";
import { getDream } from "./get-dream";
import { listDreams } from "./list-dreams";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

function body(storeId: string, sessionIds: string[], more: Partial<CreateDreamBody> = {}): CreateDreamBody {
  return {
    inputs: [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: sessionIds },
    ],
    model: deterministicModelId,
    ...more,
  };
}

const none = { includeArchived: false, statuses: [], limit: 20 };

describe("creating a dream", () => {
  it("answers a pending dream with sorted sessions, and queues its job in the same transaction", async () => {
    const storeId = await world.makeStore();
    const sessions = [await world.makeSession(), await world.makeSession()];
    const dream = await createDream(world.ctx(), body(storeId, [...sessions].reverse()));
    expect(dream).toMatchObject({
      type: "dream",
      status: "pending",
      inputs: [
        { type: "memory_store", memory_store_id: storeId },
        { type: "sessions", session_ids: sessions },
      ],
      outputs: [],
      model: { id: deterministicModelId, speed: "standard" },
      instructions: null,
      output_behavior: { type: "create_new" },
      session_id: null,
      usage: { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 },
      error: null,
      ended_at: null,
      archived_at: null,
    });
    expect(dream.id).toMatch(/^drm_/);
    const { rows } = await world
      .pool()
      .query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [`dream:${dream.id}`]);
    expect(rows).toHaveLength(1);
    const audit = await world.pool().query("SELECT action FROM audit_event WHERE target_id = $1", [dream.id]);
    expect(audit.rows).toEqual([{ action: "dream.create" }]);
  });

  it("refuses an unknown store, an unknown session and one of a hidden store alike, with 404", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.makeSession();
    await expect(createDream(world.ctx(), body("memstore_none", [sessionId]))).rejects.toMatchObject({ status: 404 });
    await expect(createDream(world.ctx(), body(storeId, ["sesn_none"]))).rejects.toMatchObject({ status: 404 });
    const hidden = await createSession(world.ctx(), {
      agent: "a",
      environment_id: "e",
      reverie: { recorded: true },
      resources: [{ type: "memory_store", memory_store_id: await world.makeStore() }],
    });
    const limited = world.ctx({ reach: { kind: "stores", access: new Map([[storeId, "read_write"]]) } });
    await expect(createDream(limited, body(storeId, [hidden.id]))).rejects.toMatchObject({ status: 404 });
    expect((await createDream(limited, body(storeId, [sessionId]))).status).toBe("pending");
  });

  it("refuses an archived store and names the models there are for one that is not", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.makeSession();
    await expect(createDream(world.ctx(), body(storeId, [sessionId], { model: "claude-x" }))).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(deterministicModelId),
    });
    await archiveMemoryStore(world.ctx(), storeId);
    await expect(createDream(world.ctx(), body(storeId, [sessionId]))).rejects.toMatchObject({ status: 400 });
  });

  it("needs dream:write, and memory:write to write into the input store", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.makeSession();
    const reader = world.ctx({ permissions: new Set(["memory:read", "session:read", "dream:read"]) });
    await expect(createDream(reader, body(storeId, [sessionId]))).rejects.toMatchObject({ status: 403 });
    const dreamer = world.ctx({ permissions: new Set(["memory:read", "session:read", "dream:write"]) });
    const into = body(storeId, [sessionId], {
      output_behavior: { type: "update_existing", memory_store_id: storeId },
    });
    await expect(createDream(dreamer, into)).rejects.toMatchObject({ status: 403 });
    expect((await createDream(dreamer, body(storeId, [sessionId]))).status).toBe("pending");
    const other = await world.makeStore();
    const wrong = { ...into, output_behavior: { type: "update_existing" as const, memory_store_id: other } };
    await expect(createDream(world.ctx(), wrong)).rejects.toMatchObject({ status: 400 });
  });

  it("lets one dream at a time hold a store, also among many at once, and names the holder", async () => {
    const storeId = await world.makeStore();
    const sessionIds = [await world.makeSession()];
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => world.makeDream({ storeId, sessionIds, behavior: "update_existing" })),
    );
    const made = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(made).toHaveLength(1);
    const refusal = tries.find((one) => one.status === "rejected")?.reason;
    expect(refusal).toMatchObject({ status: 409, code: "conflict_error", shouldRetry: false });
    expect(String(refusal)).toContain(made[0]?.id);
    expect((await world.makeDream({ storeId, sessionIds })).status).toBe("pending");
    await cancelDream(world.ctx(), made[0]?.id ?? "");
    expect((await world.makeDream({ storeId, sessionIds, behavior: "update_existing" })).status).toBe("pending");
  });
});

describe("cancel and archive", () => {
  it("cancels a pending dream at once and answers a second cancel alike", async () => {
    const { id } = await world.makeDream({ storeId: await world.makeStore() });
    await expect(archiveDream(world.ctx(), id)).rejects.toMatchObject({ status: 400 });
    const canceled = await cancelDream(world.ctx(), id);
    expect(canceled).toMatchObject({ status: "canceled", error: null });
    expect(canceled.ended_at).not.toBeNull();
    expect(await cancelDream(world.ctx(), id)).toEqual(canceled);
    expect(await world.attempt(id)).toEqual(canceled);
    const archived = await archiveDream(world.ctx(), id);
    expect(archived).toMatchObject({ status: "canceled" });
    expect(archived.archived_at).not.toBeNull();
    expect(await archiveDream(world.ctx(), id)).toEqual(archived);
  });

  it("refuses to cancel what completed", async () => {
    const dream = await world.dreamt(await world.makeStore(), proposing());
    await expect(cancelDream(world.ctx(), dream.id)).rejects.toMatchObject({ status: 400 });
  });

  it("hides a dream whose input is out of reach, and tells a reader that it may not", async () => {
    const storeId = await world.makeStore();
    const { id } = await world.makeDream({ storeId });
    const limited = world.ctx({ reach: { kind: "stores", access: new Map([["memstore_x", "read_write"]]) } });
    for (const use of [cancelDream, archiveDream])
      await expect(use(limited, id)).rejects.toMatchObject({ status: 404 });
    await expect(getDream(limited, { dreamId: id, abilities: false })).rejects.toMatchObject({ status: 404 });
    const reader = world.ctx({ permissions: new Set(["dream:read"]) });
    await expect(cancelDream(reader, id)).rejects.toMatchObject({ status: 403 });
    const stranger = world.ctx({ permissions: new Set(["memory:read"]) });
    await expect(cancelDream(stranger, id)).rejects.toMatchObject({ status: 404 });
    expect((await listDreams(limited, none)).data).toEqual([]);
  });

  it("says what the caller may do", async () => {
    const { id } = await world.makeDream({ storeId: await world.makeStore() });
    const dream = await getDream(world.ctx(), { dreamId: id, abilities: true });
    expect(dream.reverie.abilities).toEqual(["cancel"]);
  });
});

describe("listing dreams", () => {
  it("goes newest first through pages, filters by status, time and store, and leaves archived ones out", async () => {
    const storeId = await world.makeStore();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.push((await world.makeDream({ storeId })).id);
    const of = { ...none, memoryStoreId: storeId };
    const first = await listDreams(world.ctx(), { ...of, limit: 2 });
    expect(first.data.map((dream) => dream.id)).toEqual([ids[2], ids[1]]);
    const second = await listDreams(world.ctx(), { ...of, limit: 2, page: first.next_page ?? "" });
    expect(second.data.map((dream) => dream.id)).toEqual([ids[0]]);
    expect(second.next_page).toBeNull();
    await cancelDream(world.ctx(), ids[0] ?? "");
    await archiveDream(world.ctx(), ids[0] ?? "");
    expect((await listDreams(world.ctx(), of)).data).toHaveLength(2);
    const all = await listDreams(world.ctx(), { ...of, includeArchived: true, statuses: ["canceled", "failed"] });
    expect(all.data.map((dream) => dream.id)).toEqual([ids[0]]);
    const createdAt = new Date(first.data[1]?.created_at ?? "");
    const later = await listDreams(world.ctx(), { ...of, createdAfter: createdAt });
    expect(later.data.some((dream) => dream.id === ids[1])).toBe(false);
    const earlier = await listDreams(world.ctx(), { ...of, includeArchived: true, createdBefore: createdAt });
    expect(earlier.data.some((dream) => dream.id === ids[1])).toBe(false);
  });
});
