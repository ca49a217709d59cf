import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { listMemoryVersions } from "@/lib/memory/list-memory-versions";
import { getSession } from "@/lib/session/get-session";
import { makeRecorded } from "@/lib/session/testing/session-world";
import { getSample } from "./get-sample";
import { makeSample } from "./make-sample";
import { removeSample } from "./remove-sample";

const database = useTestDatabase();
const context = (): Ctx => systemContext(database.pool());
const countOf = async (table: string): Promise<number> => {
  const { rows } = await database.pool().query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]?.count ?? -1;
};

describe("the sample world", () => {
  it("has a history by three agents' sessions that reaches back weeks, and a dream", async () => {
    const made = await makeSample(context());
    const versions = await listMemoryVersions(context(), {
      memoryStoreId: made.memory_store_id,
      author: {},
      view: "basic",
      limit: 100,
    });
    const authors = new Set(versions.data.map((version) => JSON.stringify(version.created_by)));
    expect(authors.size).toBeGreaterThanOrEqual(3);
    expect(versions.data.every((version) => version.created_by?.type === "session_actor")).toBe(true);
    const oldest = versions.data.at(-1);
    expect(Date.now() - Date.parse(oldest?.created_at ?? "")).toBeGreaterThan(14 * 24 * 3_600_000);
    expect(made.session_ids.length).toBeGreaterThanOrEqual(6);
    expect(await getSample(context())).toEqual({ type: "sample_state", sample: made });
  });

  it("is made once, whoever asks again", async () => {
    const again = await Promise.all([makeSample(context()), makeSample(context())]);
    expect(again[0]).toEqual(again[1]);
    expect(await countOf("memory_store")).toBe(1);
  });

  it("goes away whole and leaves the record of it", async () => {
    await removeSample(context());
    for (const table of ["memory_store", "memory", "memory_version", "session", "session_event", "dream"]) {
      expect(await countOf(table)).toBe(0);
    }
    expect(await countOf("audit_event")).toBeGreaterThan(0);
    expect(await getSample(context())).toEqual({ type: "sample_state", sample: null });
  });
});

describe("the sample beside what is one's own", () => {
  it("comes and goes without a trace in it, also when both are asked for at once", async () => {
    const ctx = context();
    const own = await createMemoryStore(ctx, { name: "my own" });
    const base = { memoryStoreId: own.id, view: "basic" as const };
    await createMemory(ctx, { ...base, path: "/mine.md", content: "mine" });
    const made = await makeSample(ctx);
    const attached = await makeRecorded(ctx, {
      resources: [own.id, made.memory_store_id].map((memory_store_id) => ({ type: "memory_store", memory_store_id })),
    });
    await Promise.all([removeSample(ctx), removeSample(ctx)]);
    expect(await countOf("memory_store")).toBe(1);
    expect(await countOf("memory")).toBe(1);
    expect((await getSession(ctx, attached.id)).id).toBe(attached.id);
    expect(await countOf("session")).toBe(1);

    const [again] = await Promise.all([makeSample(ctx), removeSample(ctx), makeSample(ctx)]);
    const { sample } = await getSample(ctx);
    // Whichever came last, what is said to be there is there, whole.
    expect(await countOf("memory_store")).toBe(sample === null ? 1 : 2);
    expect(await countOf("session")).toBe(1 + (sample?.session_ids.length ?? 0));
    expect(await countOf("dream")).toBe(sample === null ? 0 : 1);
    expect(again.session_ids.length).toBe(made.session_ids.length);
    await removeSample(ctx);
    expect(await countOf("memory_store")).toBe(1);
  });

  it("is made by nobody who lacks a right that it takes, and removed by administrators only", async () => {
    const ctx = context();
    const before = await countOf("audit_event");
    const needed = ["memory:write", "session:write", "dream:write"] as const;
    for (const lacking of needed) {
      const permissions = new Set([...ctx.actor.permissions].filter((permission) => permission !== lacking));
      const limited: Ctx = { ...ctx, actor: { ...ctx.actor, permissions } };
      await expect(makeSample(limited)).rejects.toMatchObject({ status: 403 });
    }
    const permissions = new Set([...ctx.actor.permissions].filter((permission) => permission !== "admin"));
    await expect(removeSample({ ...ctx, actor: { ...ctx.actor, permissions } })).rejects.toMatchObject({ status: 403 });
    expect(await getSample(ctx)).toEqual({ type: "sample_state", sample: null });
    expect(await countOf("audit_event")).toBe(before);
  });

  it("leaves nothing of a try that broke off", async () => {
    const ctx = context();
    const before = await countOf("audit_event");
    await database.pool().query("ALTER TABLE dream ADD CONSTRAINT broken CHECK (false) NOT VALID");
    await expect(makeSample(ctx)).rejects.toThrow("broken");
    await database.pool().query("ALTER TABLE dream DROP CONSTRAINT broken");
    expect([await countOf("memory_store"), await countOf("session"), await countOf("audit_event")]).toEqual([
      1,
      1,
      before,
    ]);
    expect((await makeSample(ctx)).session_ids.length).toBeGreaterThan(0);
  });
});
