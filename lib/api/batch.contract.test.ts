import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type MemoryBatch, memoryBatch } from "@/lib/contract/memory-batch";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const client = () => memoryClient(api);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const send = (storeId: string, operations: unknown, apiKey?: string) =>
  memoryClient(api, apiKey).send("POST", `/${storeId}/memories/batch`, { operations });
const ok = async (storeId: string, operations: object[]): Promise<MemoryBatch["data"]> => {
  const answer = await send(storeId, operations);
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: 200 });
  return memoryBatch.parse(JSON.parse(text)).data;
};
const filesOf = async (storeId: string) => {
  const { data } = await client().list(storeId, "?view=full&limit=100");
  return Object.fromEntries(data.map((item) => [item.path, "content" in item ? item.content : null]));
};

describe("a batch", () => {
  it("carries out all operations in order and answers each", async () => {
    const store = await client().store();
    const [kept, gone] = [await client().create(store.id, "/kept", "1"), await client().create(store.id, "/gone", "1")];
    const data = await ok(store.id, [
      { op: "create", path: "/new", content: "n" },
      {
        op: "update",
        memory_id: kept.id,
        path: "/moved",
        content: "2",
        precondition: { type: "content_sha256", content_sha256: sha256("1") },
      },
      { op: "delete", memory_id: gone.id, expected_content_sha256: sha256("1") },
    ]);
    expect(data).toMatchObject([
      { op: "create", status: "ok", memory: { type: "memory", path: "/new", content: null } },
      { op: "update", status: "ok", memory: { id: kept.id, path: "/moved", content_sha256: sha256("2") } },
      { op: "delete", status: "ok", memory: { id: gone.id, type: "memory_deleted" } },
    ]);
    expect(await filesOf(store.id)).toEqual({ "/new": "n", "/moved": "2" });
    const { data: versions } = await client().versions(store.id);
    expect(versions.filter((version) => version.operation !== "created")).toHaveLength(2);
  });

  it("lets each operation see those before it", async () => {
    const store = await client().store();
    const old = await client().create(store.id, "/a", "1");
    const other = await client().create(store.id, "/other", "x");
    const data = await ok(store.id, [
      { op: "delete", memory_id: old.id },
      { op: "create", path: "/a/below", content: "the path is free" },
      { op: "update", memory_id: other.id, content: "y" },
      {
        op: "update",
        memory_id: other.id,
        content: "z",
        precondition: { type: "content_sha256", content_sha256: sha256("y") },
      },
    ]);
    expect(data).toHaveLength(4);
    expect(await filesOf(store.id)).toEqual({ "/a/below": "the path is free", "/other": "z" });
  });

  it("writes nothing when operations fail, and says which and why", async () => {
    const store = await client().store();
    const made = await client().create(store.id, "/a", "1");
    const error = await expectError(
      await send(store.id, [
        { op: "create", path: "/fine", content: "1" },
        {
          op: "update",
          memory_id: made.id,
          content: "2",
          precondition: { type: "content_sha256", content_sha256: sha256("?") },
        },
        { op: "create", path: "/a/b", content: "1" },
        { op: "delete", memory_id: "mem_unknown" },
        { op: "create", path: "/fine too", content: "1" },
      ]),
      409,
      "memory_precondition_failed_error",
    );
    expect(error.failures).toMatchObject([
      {
        index: 1,
        op: "update",
        error: {
          type: "memory_precondition_failed_error",
          message: expect.any(String),
          reverie: { current_content_sha256: sha256("1"), current_memory_version_id: made.memory_version_id },
        },
      },
      {
        index: 2,
        op: "create",
        error: { type: "memory_path_conflict_error", conflicting_path: "/a", conflicting_memory_id: made.id },
      },
      { index: 3, op: "delete", error: { type: "not_found_error" } },
    ]);
    expect(await filesOf(store.id)).toEqual({ "/a": "1" });
    expect((await client().versions(store.id)).data).toHaveLength(1);
  });

  it("fails with the status of its only failure: 404, 409 or 400", async () => {
    const store = await client().store();
    const made = await client().create(store.id, "/a", "1");
    await expectError(await send(store.id, [{ op: "delete", memory_id: "mem_x" }]), 404, "not_found_error");
    await expectError(
      await send(store.id, [{ op: "create", path: "/a", content: "" }]),
      409,
      "memory_path_conflict_error",
    );
    await client().archive(store.id);
    const update = { op: "update", memory_id: made.id, content: "2" };
    await expectError(await send(store.id, [update]), 400, "invalid_request_error");
    expect(await ok(store.id, [{ op: "delete", memory_id: made.id }])).toHaveLength(1);
  });

  it("refuses what is malformed before it begins, and names the place", async () => {
    const store = await client().store();
    const bad = [
      undefined,
      [],
      [{ op: "move", memory_id: "mem_1" }],
      [{ op: "create", path: "relative", content: "" }],
      [{ op: "create", path: "/a" }],
      [{ op: "create", path: "/a", content: "", memory_id: "mem_1" }],
      [{ op: "delete", memory_id: "mem_1", expected_content_sha256: "short" }],
      Array.from({ length: 1001 }, (_, index) => ({ op: "create", path: `/${index}`, content: "" })),
    ];
    for (const operations of bad) {
      await expectError(await send(store.id, operations), 400, "invalid_request_error");
    }
    const error = await expectError(
      await send(store.id, [
        { op: "create", path: "/a", content: "" },
        { op: "create", path: "b", content: "" },
      ]),
      400,
      "invalid_request_error",
    );
    expect(error.message).toContain("operations.1.path");
    expect(await filesOf(store.id)).toEqual({});
  });

  it("keeps to the rights of its caller", async () => {
    const [store, other] = [await client().store(), await client().store()];
    const operations = [{ op: "create", path: "/a", content: "" }];
    const key = (access: "read_only" | "read_write") =>
      api.makeKey({
        permissions: ["memory:read", "memory:write"],
        memory_stores: [{ memory_store_id: store.id, access }],
      });
    await expectError(await send(store.id, operations, await key("read_only")), 403, "permission_error");
    await expectError(await send(other.id, operations, await key("read_write")), 404, "not_found_error");
    await expectError(await send("memstore_unknown", operations), 404, "not_found_error");
    await expectError(
      await api.send(`/v1/memory_stores/${store.id}/memories/batch`, { method: "POST", body: "{}", apiKey: null }),
      401,
      "authentication_error",
    );
    expect((await send(store.id, operations, await key("read_write"))).status).toBe(200);
  });

  it("may be large: a thousand memories of 30 KB in one body", async () => {
    const store = await client().store();
    const operations = Array.from({ length: 1000 }, (_, index) => ({
      op: "create",
      path: `/folder-${index % 20}/file-${index}.md`,
      content: `${index}\n${"x".repeat(30_000)}`,
    }));
    const data = await ok(store.id, operations);
    expect(data.map((result) => (result.op === "create" ? result.memory.path : ""))).toEqual(
      operations.map((operation) => operation.path),
    );
    expect((await client().getStore(store.id)).reverie.memory_count).toBe(1000);
  });

  it("races single writers without losing a write or leaving half a batch", async () => {
    const store = await client().store();
    const made = await client().create(store.id, "/counter", "0");
    const batchOf = (round: number) => [
      { op: "create", path: `/batch/${round}/a`, content: "" },
      { op: "update", memory_id: made.id, content: `batch ${round}` },
      { op: "create", path: `/batch/${round}/b`, content: "" },
    ];
    await Promise.all(
      Array.from({ length: 10 }, (_, round) => [
        ok(store.id, batchOf(round)),
        client().create(store.id, `/single/${round}`, ""),
        client().update(store.id, made.id, { content: `single ${round}` }),
      ]).flat(),
    );
    expect((await client().getStore(store.id)).reverie.memory_count).toBe(31);
    const { data } = await client().versions(store.id, `?memory_id=${made.id}&limit=100`);
    expect(data.map((version) => version.reverie.sequence)).toEqual(Array.from({ length: 21 }, (_, n) => 21 - n));
  });

  it("is carried out once under an Idempotency-Key", async () => {
    const store = await client().store();
    const body = JSON.stringify({ operations: [{ op: "create", path: "/a", content: "1" }] });
    const twice = () =>
      api.send(`/v1/memory_stores/${store.id}/memories/batch`, {
        method: "POST",
        body,
        headers: { "idempotency-key": "batch" },
      });
    expect(await (await twice()).text()).toBe(await (await twice()).text());
    expect((await client().versions(store.id)).data).toHaveLength(1);
  });
});
