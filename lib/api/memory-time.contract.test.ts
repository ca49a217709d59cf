import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { memory } from "@/lib/contract/memory";
import { memoryBlame } from "@/lib/contract/memory-blame";
import { memoryDiff } from "@/lib/contract/memory-diff";
import { memoryComparisonItem } from "@/lib/contract/memory-difference";
import { memoryRestore } from "@/lib/contract/memory-restore";
import { memorySnapshotItem } from "@/lib/contract/memory-snapshot";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const exact = <S extends z.ZodRawShape>(schema: z.ZodObject<S>) => z.strictObject(schema.shape);
const ok = async <T extends z.ZodType>(schema: T, response: Promise<Response>): Promise<z.infer<T>> => {
  const answer = await response;
  const body: unknown = await answer.json();
  expect({ status: answer.status, body }).toMatchObject({ status: 200 });
  return schema.parse(body);
};
const get = <T extends z.ZodType>(schema: T, path: string) => ok(schema, stores.send("GET", path));
const snapshot = (storeId: string, query: string) => get(pageOf(memorySnapshotItem), `/${storeId}/snapshot${query}`);
const compare = (storeId: string, query: string) => get(pageOf(memoryComparisonItem), `/${storeId}/compare${query}`);
const at = (time: string) => encodeURIComponent(time);
const nextMillisecond = async () => {
  const time = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(time);
};

/** A store whose first state, at `then`, was changed, renamed and deleted away. */
async function buildPast() {
  const store = await stores.store();
  const edited = await stores.create(store.id, "/docs/a.md", "one\ntwo\n");
  const moved = await stores.create(store.id, "/docs/b.md", "moved\n");
  const gone = await stores.create(store.id, "/gone.md", "gone\n");
  await nextMillisecond();
  const then = new Date().toISOString();
  await nextMillisecond();
  const changed = await stores.update(store.id, edited.id, { content: "one\n2\n" });
  await stores.update(store.id, moved.id, { path: "/docs/c.md" });
  await stores.delete(store.id, gone.id);
  return { store, then, edited, changed, moved, gone };
}

describe("GET /v1/memory_stores/{id}/snapshot", () => {
  it("answers the items of the memory list as they were, flat, by folders, in full and page by page", async () => {
    const { store, then, edited, gone } = await buildPast();
    const flat = await snapshot(store.id, `?at=${at(then)}`);
    expect(flat.data[0]).toEqual(edited);
    expect(flat.data[2]).toEqual(gone);
    expect(flat.data.map((item) => "path" in item && item.path)).toEqual(["/docs/a.md", "/docs/b.md", "/gone.md"]);
    const folders = await snapshot(store.id, `?at=${at(then)}&depth=1`);
    expect(folders.data).toEqual([{ type: "memory_prefix", path: "/docs/" }, gone]);
    const full = await snapshot(store.id, `?at=${at(then)}&path_prefix=/docs/&view=full&limit=1`);
    expect(full.data).toEqual([expect.objectContaining({ content: "one\ntwo\n", content_size_bytes: 8 })]);
    const rest = await snapshot(
      store.id,
      `?at=${at(then)}&path_prefix=/docs/&view=full&limit=1&page=${full.next_page}`,
    );
    expect(rest.data).toEqual([expect.objectContaining({ path: "/docs/b.md" })]);
    expect(rest.next_page).toBeNull();
    const list = await stores.list(store.id);
    for (const query of ["", `?at=${at("2999-01-01T00:00:00Z")}`]) {
      expect((await snapshot(store.id, query)).data).toEqual(list.data);
    }
    expect(await snapshot(store.id, `?at=${at("2020-01-01T00:00:00+02:00")}`)).toEqual({ data: [], next_page: null });
  });

  it("shows redacted states without their paths, after all others, and only for the whole store", async () => {
    const { store, then, edited } = await buildPast();
    await stores.redact(store.id, edited.memory_version_id);
    const { data } = await snapshot(store.id, `?at=${at(then)}`);
    expect(data.map((item) => item.type)).toEqual(["memory", "memory", "memory_redacted"]);
    expect(data[2]).toEqual({
      type: "memory_redacted",
      memory_id: edited.id,
      redacted_at: expect.stringMatching(/Z$/),
    });
    const first = await snapshot(store.id, `?at=${at(then)}&limit=2`);
    expect((await snapshot(store.id, `?at=${at(then)}&limit=2&page=${first.next_page}`)).data).toEqual([data[2]]);
    expect((await snapshot(store.id, `?at=${at(then)}&path_prefix=/docs/`)).data.map((item) => item.type)).toEqual([
      "memory",
    ]);
  });

  it("refuses what it cannot read, forged cursors too, and hides what the caller may not", async () => {
    const { store, then } = await buildPast();
    const forge = (key: unknown) => `page_${Buffer.from(JSON.stringify(key)).toString("base64url")}`;
    const forged = [
      ["snapshot:path", "/a", "", "9:1:"],
      ["snapshot:path", "/a", "", "1); --"],
      ["tree", "/a"],
    ].map(forge);
    for (const query of ["?at=yesterday", "?limit=1001", "?depth=2", "?path_prefix=/a", "?page=page_x"]) {
      await expectError(await stores.send("GET", `/${store.id}/snapshot${query}`), 400, "invalid_request_error");
    }
    for (const page of forged) {
      const path = `/${store.id}/snapshot?at=${at(then)}&page=${page}`;
      await expectError(await stores.send("GET", path), 400, "invalid_request_error");
    }
    await expectError(await stores.send("GET", "/memstore_none/snapshot"), 404, "not_found_error");
    const apiKey = await api.makeKey({ permissions: ["session:read"] });
    await expectError(await memoryClient(api, apiKey).send("GET", `/${store.id}/snapshot`), 404, "not_found_error");
  });
});

describe("GET /v1/memory_stores/{id}/compare", () => {
  it("leads from then to now, with renames as one item", async () => {
    const { store, then, edited, changed, moved, gone } = await buildPast();
    const { data, next_page } = await compare(store.id, `?at=${at(then)}`);
    expect(next_page).toBeNull();
    const state = (of: typeof edited) => ({
      memory_id: of.id,
      memory_version_id: of.memory_version_id,
      path: of.path,
      content_sha256: of.content_sha256,
      content_size_bytes: of.content_size_bytes,
    });
    expect(data).toEqual([
      {
        type: "memory_difference",
        path: "/docs/a.md",
        operation: "modified",
        previous_path: null,
        from: state(edited),
        to: state(changed),
      },
      expect.objectContaining({
        path: "/docs/c.md",
        operation: "renamed",
        previous_path: "/docs/b.md",
        from: state(moved),
      }),
      expect.objectContaining({ path: "/gone.md", operation: "deleted", from: state(gone), to: null }),
    ]);
    const first = await compare(store.id, `?at=${at(then)}&limit=1&path_prefix=/docs/`);
    const second = await compare(store.id, `?at=${at(then)}&limit=1&path_prefix=/docs/&page=${first.next_page}`);
    expect([...first.data, ...second.data]).toEqual(data.slice(0, 2));
    expect(second.next_page).toBeNull();
  });

  it("leads from this store to the other, which the caller must be able to read", async () => {
    const { store } = await buildPast();
    const other = await stores.store();
    await stores.create(other.id, "/docs/a.md", "one\n2\n");
    await stores.create(other.id, "/docs/new.md");
    const { data } = await compare(store.id, `?with=${other.id}`);
    expect(data.map((item) => "path" in item && [item.operation, item.path])).toEqual([
      ["deleted", "/docs/c.md"],
      ["created", "/docs/new.md"],
    ]);
    const apiKey = await api.makeKey({
      permissions: ["memory:read"],
      memory_stores: [{ memory_store_id: store.id, access: "read_only" }],
    });
    const limited = memoryClient(api, apiKey);
    await expectError(await limited.send("GET", `/${store.id}/compare?with=${other.id}`), 404, "not_found_error");
    await expectError(await limited.send("GET", `/${other.id}/compare?with=${store.id}`), 404, "not_found_error");
    for (const query of ["", `?with=${other.id}&at=${at("2026-01-01T00:00:00Z")}`, `?with=${other.id}&page=page_x`]) {
      await expectError(await stores.send("GET", `/${store.id}/compare${query}`), 400, "invalid_request_error");
    }
  });
});

describe("POST /v1/memory_stores/{id}/restore", () => {
  it("brings the store back after a dry run that said how, with the caller's reason", async () => {
    const { store, then, gone } = await buildPast();
    const before = await snapshot(store.id, `?at=${at(then)}`);
    const send = (body: object) =>
      api.send(`/v1/memory_stores/${store.id}/restore`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "x-reverie-reason": "A bad week" },
      });
    const dry = await ok(exact(memoryRestore), send({ at: then, dry_run: true }));
    expect(dry).toMatchObject({
      dry_run: true,
      path_prefix: "/",
      counts: { created: 1, modified: 1, deleted: 0, renamed: 1 },
    });
    expect((await compare(store.id, `?at=${at(then)}`)).data).toHaveLength(3);
    expect(await ok(exact(memoryRestore), send({ at: then }))).toEqual({ ...dry, dry_run: false });
    expect((await compare(store.id, `?at=${at(then)}`)).data).toEqual([]);
    const texts = (page: typeof before) =>
      page.data.map((item) => item.type === "memory" && [item.id, item.path, item.content_sha256, item.created_at]);
    expect(texts(await snapshot(store.id, ""))).toEqual(texts(before));
    const { data } = await stores.versions(store.id, "?via=restore");
    expect(data.map((version) => version.reverie.reason)).toEqual(["A bad week", "A bad week", "A bad week"]);
    expect((await stores.get(store.id, gone.id)).content).toBe("gone\n");
  });

  it("refuses readers, archived stores, unknown fields and bad times, and writes nothing", async () => {
    const { store, then } = await buildPast();
    const body = { at: then };
    const reader = memoryClient(api, await api.makeKey({ permissions: ["memory:read"] }));
    await expectError(await reader.send("POST", `/${store.id}/restore`, body), 403, "permission_error");
    await expectError(await stores.send("POST", "/memstore_none/restore", body), 404, "not_found_error");
    for (const bad of [{}, { at: "then" }, { ...body, path_prefix: "/a" }, { ...body, force: true }]) {
      await expectError(await stores.send("POST", `/${store.id}/restore`, bad), 400, "invalid_request_error");
    }
    await stores.archive(store.id);
    await expectError(await stores.send("POST", `/${store.id}/restore`, body), 400, "invalid_request_error");
    expect((await stores.versions(store.id, "?via=restore")).data).toEqual([]);
  });
});

describe("one memory's past", () => {
  it("is told as a diff, which says which side was redacted", async () => {
    const { store, edited, changed } = await buildPast();
    const path = `/${store.id}/memories/${edited.id}/diff?from=${edited.memory_version_id}&to=${changed.memory_version_id}`;
    const diff = await get(exact(memoryDiff), path);
    expect(diff).toMatchObject({ type: "memory_diff", from: edited.memory_version_id, bounded: false, redacted: [] });
    expect(diff.hunks?.[0]?.lines).toEqual([
      { op: " ", text: "one" },
      { op: "-", text: "two" },
      { op: "+", text: "2" },
    ]);
    await stores.redact(store.id, edited.memory_version_id);
    expect(await get(exact(memoryDiff), path)).toMatchObject({ hunks: null, redacted: ["from"] });
    await expectError(
      await stores.send("GET", `/${store.id}/memories/${edited.id}/diff?from=x`),
      400,
      "invalid_request_error",
    );
    await expectError(await stores.send("GET", `${path}x`), 404, "not_found_error");
  });

  it("is told as blame, of the head, of past versions and after deletion", async () => {
    const { store, edited, changed } = await buildPast();
    const path = `/${store.id}/memories/${edited.id}/blame`;
    const read = (query = "") => get(exact(memoryBlame), path + query);
    const { ranges } = await read();
    expect(
      ranges.map((range) => [range.start_line, range.line_count, range.memory_version_id, range.redacted]),
    ).toEqual([
      [1, 1, edited.memory_version_id, false],
      [2, 1, changed.memory_version_id, false],
    ]);
    expect(ranges[0]).toMatchObject({
      created_by: { type: "api_actor" },
      via: "api",
      reason: null,
      created_at: edited.updated_at,
    });
    expect((await read(`?version_id=${edited.memory_version_id}`)).ranges).toHaveLength(1);
    await stores.delete(store.id, edited.id);
    expect(await read()).toMatchObject({ memory_version_id: changed.memory_version_id, ranges });
    await stores.redact(store.id, edited.memory_version_id);
    expect((await read()).ranges).toEqual([expect.objectContaining({ line_count: 2, redacted: true })]);
    await expectError(await stores.send("GET", `${path}?version_id=memver_none`), 404, "not_found_error");
    await expectError(await stores.send("GET", `/${store.id}/memories/mem_none/blame`), 404, "not_found_error");
  });

  it("comes back as a new version, also from deletion under its own id", async () => {
    const { store, edited, changed, gone } = await buildPast();
    const restore = (id: string, body: object, query = "") =>
      stores.send("POST", `/${store.id}/memories/${id}/restore${query}`, body);
    const exactMemory = exact(memory);
    const back = await ok(exactMemory, restore(gone.id, { memory_version_id: gone.memory_version_id }, "?view=full"));
    expect(back).toMatchObject({ id: gone.id, path: "/gone.md", content: "gone\n", created_at: gone.created_at });
    const stale = { type: "content_sha256", content_sha256: edited.content_sha256 };
    const body = { memory_version_id: edited.memory_version_id, precondition: stale };
    await expectError(await restore(edited.id, body), 409, "memory_precondition_failed_error");
    const fresh = { ...stale, content_sha256: changed.content_sha256 };
    const restored = await ok(exactMemory, restore(edited.id, { ...body, precondition: fresh }));
    expect(restored).toMatchObject({ id: edited.id, content: null, content_sha256: edited.content_sha256 });
    expect((await stores.version(store.id, restored.memory_version_id)).reverie).toMatchObject({
      via: "restore",
      sequence: 3,
    });
    await expectError(await restore(edited.id, {}), 400, "invalid_request_error");
    await expectError(await restore(edited.id, { memory_version_id: gone.memory_version_id }), 404, "not_found_error");
    await stores.redact(store.id, changed.memory_version_id);
    await expectError(
      await restore(edited.id, { memory_version_id: changed.memory_version_id }),
      400,
      "invalid_request_error",
    );
  });
});
