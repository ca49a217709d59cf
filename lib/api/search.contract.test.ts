import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pageOf } from "@/lib/contract/common";
import { memoryActivity } from "@/lib/contract/memory-activity";
import { foundPath, memoryMatch } from "@/lib/contract/memory-search";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const hits = pageOf(z.strictObject(memoryMatch.shape));
const encode = (query: Record<string, string>) => `?${new URLSearchParams(query)}`;
const search = async (storeId: string, query: Record<string, string>) =>
  hits.parse(await (await api.send(`/v1/memory_stores/${storeId}/search${encode(query)}`)).json());
const everywhere = async (query: string, apiKey?: string) =>
  hits.parse(await (await api.send(`/v1/search${query}`, apiKey === undefined ? {} : { apiKey })).json());

describe("GET /v1/memory_stores/{id}/search", () => {
  it("answers hits with their places straight after a write, page by page", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const note = await client.create(store.id, "/b.md", "first\nDeploy on Friday\n");
    await client.create(store.id, "/a.md", "deploy\tdeploy");
    await client.create(store.id, "/c/d.md", "other");
    const first = await search(store.id, { q: "DEPLOY", limit: "1" });
    expect(first.data.map((hit) => [hit.path, hit.match_count])).toEqual([["/a.md", 2]]);
    const second = await search(store.id, { q: "DEPLOY", limit: "1", page: first.next_page ?? "" });
    expect(second).toEqual({
      data: [
        {
          type: "memory_match",
          memory_store_id: store.id,
          memory_id: note.id,
          path: "/b.md",
          content_sha256: note.content_sha256,
          matches: [{ line: 2, column: 1, length: 6, text: "Deploy on Friday", text_column: 1 }],
          match_count: 1,
        },
      ],
      next_page: null,
    });
    const paths = async (query: Record<string, string>) => (await search(store.id, query)).data.map((hit) => hit.path);
    expect(await paths({ q: "DEPLOY", case: "true" })).toEqual([]);
    expect(await paths({ q: "^(deploy|other)\\M", mode: "regex" })).toEqual(["/a.md", "/b.md", "/c/d.md"]);
    expect(await paths({ q: "friday deploy", mode: "words" })).toEqual(["/b.md"]);
    expect(await paths({ q: "e", path_prefix: "/c/" })).toEqual(["/c/d.md"]);
  });

  it("follows updates, renames, deletions and redactions at once", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const note = await client.create(store.id, "/a.md", "secret");
    await client.update(store.id, note.id, { content: "harmless", path: "/b.md" });
    await client.redact(store.id, note.memory_version_id);
    expect((await search(store.id, { q: "secret" })).data).toEqual([]);
    expect((await search(store.id, { q: "harmless" })).data).toMatchObject([{ path: "/b.md" }]);
    await client.delete(store.id, note.id);
    expect((await search(store.id, { q: "harmless" })).data).toEqual([]);
  });

  it("refuses what it cannot read, and hides what the caller may not", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const refused = [
      { q: "" },
      { q: "x".repeat(1001) },
      { q: "a", mode: "fuzzy" },
      { q: "a", limit: "101" },
      { q: "a", path_prefix: "/a" },
      { q: "a", case: "maybe" },
      { q: "a", page: "page_x" },
      { q: "(", mode: "regex" },
      { q: "a{2,1}", mode: "regex" },
      { q: "??", mode: "words" },
    ];
    for (const query of refused) {
      const answer = await api.send(`/v1/memory_stores/${store.id}/search${encode(query)}`);
      expect((await expectError(answer, 400, "invalid_request_error")).message).toMatch(
        /^(q|mode|limit|path_prefix|case|page): /,
      );
    }
    await expectError(await api.send(`/v1/memory_stores/${store.id}/search`), 400, "invalid_request_error");
    await expectError(await api.send("/v1/memory_stores/memstore_none/search?q=a"), 404, "not_found_error");
    await expectError(await api.send("/v1/search?q=a", { apiKey: null }), 401, "authentication_error");
    const apiKey = await api.makeKey({ permissions: ["session:read"] });
    await expectError(await api.send(`/v1/memory_stores/${store.id}/search?q=a`, { apiKey }), 404, "not_found_error");
    await expectError(await api.send("/v1/search?q=a", { apiKey }), 403, "permission_error");
  });

  it("answers a pattern that would never end with 400 in a few seconds", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const note = await client.create(store.id, "/a.md", `${"a".repeat(9_000)}c${"a".repeat(8_999)}!`);
    const q = "^(a+)(a+)(a+)(a+)c\\1\\2\\3\\4!$";
    const started = Date.now();
    const costly = Array.from({ length: 6 }, () =>
      api.send(`/v1/memory_stores/${store.id}/search${encode({ q, mode: "regex" })}`),
    );
    expect((await client.get(store.id, note.id)).path).toBe("/a.md");
    for (const answer of await Promise.all(costly)) await expectError(answer, 400, "invalid_request_error");
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});

describe("GET /v1/search", () => {
  it("searches the stores that the key can reach, or those that are named", async () => {
    const client = memoryClient(api);
    const [here, there, hidden] = [await client.store(), await client.store(), await client.store()];
    const mark = `mark-${here.id}`;
    for (const store of [here, there, hidden]) await client.create(store.id, "/a.md", mark);
    const memory_stores = [here, there].map(({ id }) => ({ memory_store_id: id, access: "read_only" as const }));
    const apiKey = await api.makeKey({ permissions: ["memory:read"], memory_stores });
    const stores = async (query: string, key?: string) =>
      (await everywhere(`?q=${mark}${query}`, key)).data.map((hit) => hit.memory_store_id).sort();
    expect(await stores("")).toEqual([here.id, there.id, hidden.id].sort());
    expect(await stores("", apiKey)).toEqual([here.id, there.id].sort());
    expect(await stores(`&memory_store_ids=${there.id}`, apiKey)).toEqual([there.id]);
    expect(await stores(`&memory_store_ids[]=${there.id}`, apiKey)).toEqual([there.id]);
    expect(await stores(`&memory_store_ids=${there.id}&memory_store_ids=${hidden.id}`)).toEqual(
      [there.id, hidden.id].sort(),
    );
    const answer = await api.send(`/v1/search?q=${mark}&memory_store_ids=${hidden.id}`, { apiKey });
    await expectError(answer, 404, "not_found_error");
  });
});

describe("GET /v1/memory_stores/{id}/paths", () => {
  it("answers the best paths with the letters that were meant", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const note = await client.create(store.id, "/guides/deploy.md");
    await client.create(store.id, "/other.txt");
    const answer = await api.send(`/v1/memory_stores/${store.id}/paths?q=gdep`);
    expect(z.object({ data: z.array(z.strictObject(foundPath.shape)) }).parse(await answer.json())).toEqual({
      data: [{ path: "/guides/deploy.md", memory_id: note.id, positions: [1, 8, 9, 10] }],
    });
    await expectError(await api.send(`/v1/memory_stores/${store.id}/paths`), 400, "invalid_request_error");
    await expectError(await api.send("/v1/memory_stores/memstore_none/paths?q=a"), 404, "not_found_error");
  });
});

describe("GET /v1/memory_stores/{id}/activity", () => {
  it("answers counts by actor, path and day", async () => {
    const client = memoryClient(api);
    const store = await client.store();
    const note = await client.create(store.id, "/a.md");
    await client.update(store.id, note.id, { content: "more" });
    for (const by of ["actor", "path", "day"]) {
      const answer = await api.send(`/v1/memory_stores/${store.id}/activity?by=${by}`);
      const summary = memoryActivity.parse(await answer.json());
      expect(summary).toMatchObject({ by, data: [{ created: 1, modified: 1, deleted: 0 }] });
    }
    for (const query of ["", "?by=week", "?by=day&from=yesterday", "?by=day&from=2000-01-01T00:00:00Z"]) {
      const answer = await api.send(`/v1/memory_stores/${store.id}/activity${query}`);
      await expectError(answer, 400, "invalid_request_error");
    }
    await expectError(await api.send("/v1/memory_stores/memstore_none/activity?by=day"), 404, "not_found_error");
  });
});
