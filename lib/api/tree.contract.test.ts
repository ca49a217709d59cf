import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { memoryTreeRow } from "@/lib/contract/memory-tree";
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

  it("refuses what it cannot read, and hides what the caller may not", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    for (const query of ["?limit=5001", "?path_prefix=/a", "?at=yesterday", "?include_deleted=maybe", "?page=page_x"]) {
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
