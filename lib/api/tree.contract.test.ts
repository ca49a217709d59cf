import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { memoryTreeItem, memoryTreeRow } from "@/lib/contract/memory-tree";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const answer = pageOf(z.strictObject(memoryTreeRow.shape));
const read = async (storeId: string, query = "") =>
  answer.parse(await (await api.send(`/v1/memory_stores/${storeId}/tree${query}`)).json());

describe("GET /v1/memory_stores/{id}/tree", () => {
  it("answers compact rows in byte order, page by page", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    for (const path of ["/b.md", "/a/c.md", "/a.md"]) await client.create(store.id, path);
    const first = await read(store.id, "?limit=2");
    expect(first.data.map((row) => row.path)).toEqual(["/a.md", "/a/c.md"]);
    const second = await read(store.id, `?limit=2&page=${first.next_page}`);
    expect(second.data.map((row) => row.path)).toEqual(["/b.md"]);
    expect(second.next_page).toBeNull();
    expect((await read(store.id, "?path_prefix=/a/")).data.map((row) => row.path)).toEqual(["/a/c.md"]);
  });

  it("lists deleted files and past moments where asked to", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const gone = await client.create(store.id, "/gone.md");
    await client.delete(store.id, gone.id);
    expect((await read(store.id)).data).toEqual([]);
    expect((await read(store.id, "?include_deleted=true")).data.map((row) => row.flags)).toEqual([["deleted"]]);
    expect((await read(store.id, "?at=2020-01-01T00:00:00Z")).data).toEqual([]);
  });

  it("answers one folder at depth=1, named paths, and parts of paths", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    for (const path of ["/b.md", "/a/x/c.md", "/a/x/d.md"]) await client.create(store.id, path);
    const body: unknown = await (await api.send(`/v1/memory_stores/${store.id}/tree?depth=1`)).json();
    const [folder, file] = pageOf(memoryTreeItem).parse(body).data;
    expect(folder).toMatchObject({ type: "memory_prefix", path: "/a/", joined_path: "/a/x/", file_count: 2 });
    expect(file).toMatchObject({ path: "/b.md", size: expect.any(Number) });
    const named = await read(store.id, "?path=/b.md&path=/a/x/d.md&path=/none");
    expect(named.data.map((row) => row.path)).toEqual(["/a/x/d.md", "/b.md"]);
    expect((await read(store.id, "?path[]=/b.md")).data.map((row) => row.path)).toEqual(["/b.md"]);
    expect((await read(store.id, "?contains=X/C")).data.map((row) => row.path)).toEqual(["/a/x/c.md"]);
  });

  it("refuses what it cannot read, and hides what the caller may not", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const folders = ["?depth=2", "?depth=1&path=/a", "?depth=1&contains=a", "?contains=", `?${"path=/a&".repeat(101)}`];
    for (const query of [
      ...folders,
      "?limit=5001",
      "?path_prefix=/a",
      "?at=yesterday",
      "?include_deleted=maybe",
      "?page=page_x",
    ]) {
      await expectError(await api.send(`/v1/memory_stores/${store.id}/tree${query}`), 400, "invalid_request_error");
    }
    await expectError(await api.send("/v1/memory_stores/memstore_none/tree"), 404, "not_found_error");
    const other = await client.store();
    const apiKey = await api.makeKey({
      permissions: ["memory:read"],
      memory_stores: [{ memory_store_id: other.id, access: "read_only" }],
    });
    await expectError(await api.send(`/v1/memory_stores/${store.id}/tree`, { apiKey }), 404, "not_found_error");
  });
});
