import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { updateMemory } from "@/lib/memory/update-memory";
import { listAuditEvents } from "./list-audit-events";

const database = useTestDatabase();
const ctx = (): Ctx => ({ ...systemContext(database.pool()), requestId: "req_1", address: "192.0.2.1" });
const actionsOf = async (target: string) =>
  (await listAuditEvents(ctx(), { target, limit: 100 })).data.map((event) => event.action);

describe("the record", () => {
  it("holds every change with who, what, where from and the request, and never content or a path", async () => {
    const store = await createMemoryStore(ctx(), { name: "a secret name" });
    const base = { memoryStoreId: store.id, view: "basic" as const };
    const memory = await createMemory(ctx(), { ...base, path: "/secret-path", content: "secret content" });
    const change = { ...base, memoryId: memory.id, path: null, content: "more secrets", expectedSha256: null };
    await updateMemory(ctx(), change);
    // Nothing to change, nothing to record.
    await updateMemory(ctx(), change);
    await redactMemoryVersion(ctx(), { memoryStoreId: store.id, memoryVersionId: memory.memory_version_id });
    await redactMemoryVersion(ctx(), { memoryStoreId: store.id, memoryVersionId: memory.memory_version_id });
    await deleteMemory(ctx(), { memoryStoreId: store.id, memoryId: memory.id, expectedSha256: null });
    await deleteMemoryStore(ctx(), store.id);
    expect(await actionsOf(store.id)).toEqual([
      "memory_store.delete",
      "memory.delete",
      "memory_version.redact",
      "memory.update",
      "memory.create",
      "memory_store.create",
    ]);
    const { data } = await listAuditEvents(ctx(), { target: memory.id, limit: 1 });
    expect(data[0]).toMatchObject({
      id: expect.stringMatching(/^aud_/),
      type: "audit_event",
      action: "memory.delete",
      actor: { type: "service_account_actor", service_account_id: "svac_system" },
      target: { type: "memory", id: memory.id },
      memory_store_id: store.id,
      outcome: "success",
      request_id: "req_1",
      address: "192.0.2.1",
    });
    const { rows } = await database.pool().query("SELECT t::text FROM audit_event t");
    expect(JSON.stringify(rows)).not.toContain("secret");
  });

  it("holds nothing of a change that failed", async () => {
    const store = await createMemoryStore(ctx(), { name: "n" });
    const base = { memoryStoreId: store.id, view: "basic" as const, content: "" };
    await createMemory(ctx(), { ...base, path: "/a" });
    await expect(createMemory(ctx(), { ...base, path: "/a" })).rejects.toMatchObject({ status: 409 });
    expect(await actionsOf(store.id)).toEqual(["memory.create", "memory_store.create"]);
  });

  it("filters by actor, action or family, target, outcome and time, and pages newest first", async () => {
    const store = await createMemoryStore(ctx(), { name: "n" });
    for (const path of ["/a", "/b", "/c"]) {
      await createMemory(ctx(), { memoryStoreId: store.id, path, content: "", view: "basic" });
    }
    const count = async (filter: object) =>
      (await listAuditEvents(ctx(), { target: store.id, limit: 100, ...filter })).data.length;
    expect(await count({})).toBe(4);
    expect(await count({ action: "memory.create" })).toBe(3);
    expect(await count({ action: "memory." })).toBe(3);
    expect(await count({ action: "memory" })).toBe(0);
    expect(await count({ actor: "svac_system" })).toBe(4);
    expect(await count({ actor: "user_none" })).toBe(0);
    expect(await count({ outcome: "refused" })).toBe(0);
    expect(await count({ createdFrom: new Date(Date.now() + 60_000) })).toBe(0);
    expect(await count({ createdUntil: new Date(Date.now() + 60_000) })).toBe(4);
    const seen: string[] = [];
    for (let page: string | undefined; ; ) {
      const answer = await listAuditEvents(ctx(), { target: store.id, limit: 1, page });
      seen.push(...answer.data.map((event) => event.id));
      if (answer.next_page === null) break;
      page = answer.next_page;
    }
    expect(seen).toHaveLength(4);
    expect([...seen].sort().reverse()).toEqual(seen);
  });

  it("shows a reader who is limited to some stores only what was done there", async () => {
    const [mine, other] = [
      await createMemoryStore(ctx(), { name: "mine" }),
      await createMemoryStore(ctx(), { name: "other" }),
    ];
    const actor = {
      ...ctx().actor,
      reach: { kind: "stores" as const, access: new Map([[mine.id, "read_only" as const]]) },
    };
    const { data } = await listAuditEvents({ ...ctx(), actor }, { limit: 100 });
    expect(data.map(({ memory_store_id }) => memory_store_id)).toEqual([mine.id]);
    expect((await listAuditEvents({ ...ctx(), actor }, { target: other.id, limit: 100 })).data).toEqual([]);
  });

  it("refuses a cursor that it did not give", async () => {
    for (const page of ["forged", Buffer.from('["audit_events:desc","x","y"]').toString("base64url")]) {
      await expect(listAuditEvents(ctx(), { limit: 1, page })).rejects.toMatchObject({ status: 400 });
    }
  });

  it("is read only with audit:read", async () => {
    const blind = { ...ctx(), actor: { ...ctx().actor, permissions: new Set(["memory:read" as const]) } };
    await expect(listAuditEvents(blind, { limit: 10 })).rejects.toMatchObject({ status: 403 });
  });
});
