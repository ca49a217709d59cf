import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MemoryListItem } from "@/lib/contract/memory";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Follows the cursors to the end, as the SDK does. */
async function listAll(storeId: string, query: Record<string, string>): Promise<MemoryListItem[]> {
  const items: MemoryListItem[] = [];
  let page = "";
  do {
    const answer = await stores.list(storeId, `?${new URLSearchParams({ ...query, page })}`);
    expect(answer.data.length).toBeLessThanOrEqual(Number(query.limit ?? 20));
    items.push(...answer.data);
    page = answer.next_page ?? "";
  } while (page !== "");
  return items;
}

/** What a list should hold, computed without a database. */
function expected(paths: readonly string[], prefix: string, depth: string): string[] {
  const below = paths.filter((path) => path.startsWith(prefix));
  if (depth !== "1") return [...below].sort(byBytes);
  const children = below.map((path) => {
    const rest = path.slice(prefix.length);
    const slash = rest.indexOf("/");
    return slash < 0 ? path : prefix + rest.slice(0, slash + 1);
  });
  return [...new Set(children)].sort(byBytes);
}

const segment = fc.string({
  unit: fc.constantFrom("a", "b", "0", ".", "-", "~", "!", "%", "_", "\\", "é", "漢", "\uffee", "😀", "\u{10ffff}"),
  minLength: 1,
  maxLength: 3,
});
const tree = fc
  .array(fc.array(segment, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 14 })
  .map((all) => withoutOverlap(all.map((segments) => `/${segments.join("/")}`)));

function withoutOverlap(paths: string[]): string[] {
  const kept: string[] = [];
  for (const path of paths) {
    const overlaps = kept.some((other) => `${other}/`.startsWith(`${path}/`) || `${path}/`.startsWith(`${other}/`));
    if (memoryPathProblem(path) === null && !overlaps) kept.push(path);
  }
  return kept;
}

describe("list of memories", () => {
  it("equals, page by page, what sorting by UTF-8 bytes gives, for any tree, prefix, depth and page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom("0", "1"),
        fc.integer({ min: 1, max: 6 }),
        async (paths, pick, up, depth, limit) => {
          const store = await stores.store();
          await Promise.all(paths.map((path) => stores.create(store.id, path, "")));
          const chosen = (paths[pick % Math.max(paths.length, 1)] ?? "/").split("/");
          const prefix = `${chosen.slice(0, Math.max(1, chosen.length - up)).join("/")}/`;
          const items = await listAll(store.id, { path_prefix: prefix, depth, limit: String(limit) });
          expect(items.map((item) => item.path)).toEqual(expected(paths, prefix, depth));
          const live = new Set(paths);
          for (const item of items) expect(item.type).toBe(live.has(item.path) ? "memory" : "memory_prefix");
        },
      ),
      { numRuns: 60 },
    );
  });

  it("sorts astral characters by bytes, not as JavaScript would", async () => {
    const store = await stores.store();
    const paths = ["/\u{1f600}", "/\uffee", "/~", "/z"];
    expect([...paths].sort()).not.toEqual([...paths].sort(byBytes));
    for (const path of paths) await stores.create(store.id, path);
    expect((await listAll(store.id, { limit: "1" })).map((item) => item.path)).toEqual([
      "/z",
      "/~",
      "/\uffee",
      "/\u{1f600}",
    ]);
  });

  it("with depth 1 mixes memories and folders in path order, each folder once over all pages", async () => {
    const store = await stores.store();
    for (const path of ["/foo/a", "/foo/b/c", "/foo.md", "/foo-bar/x", "/foo0", "/a", "/z/1", "/z/2"])
      await stores.create(store.id, path);
    const order = ["/a", "/foo-bar/", "/foo.md", "/foo/", "/foo0", "/z/"];
    for (const limit of ["1", "2", "3", "100"]) {
      const items = await listAll(store.id, { depth: "1", limit });
      expect(items.map((item) => item.path)).toEqual(order);
      expect(items[3]).toEqual({ type: "memory_prefix", path: "/foo/" });
    }
    const below = await listAll(store.id, { depth: "1", path_prefix: "/foo/" });
    expect(below.map((item) => item.path)).toEqual(["/foo/a", "/foo/b/"]);
  });

  it("matches whole segments, case-sensitive and literal", async () => {
    const store = await stores.store();
    for (const path of ["/notes/todo.md", "/notes-archive/todo.md", "/Notes/x", "/n%/x", "/notes_/x"])
      await stores.create(store.id, path);
    const paths = async (prefix: string) => (await listAll(store.id, { path_prefix: prefix })).map((item) => item.path);
    expect(await paths("/notes/")).toEqual(["/notes/todo.md"]);
    expect(await paths("/n%/")).toEqual(["/n%/x"]);
    expect(await paths("/note/")).toEqual([]);
    expect(await paths("/notes/todo.md/")).toEqual([]);
    expect(await paths("/")).toHaveLength(5);
    expect(await stores.list(store.id, "?path_prefix=/none/&depth=1")).toEqual({ data: [], next_page: null });
  });

  it("refuses other depths, prefixes that end within a segment, and limits out of range", async () => {
    const store = await stores.store();
    for (const query of [
      "depth=2",
      "depth=-1",
      "depth=",
      "depth=all",
      "path_prefix=/a",
      "path_prefix=",
      "path_prefix=a/",
      "limit=0",
      "limit=101",
    ]) {
      await expectError(await stores.send("GET", `/${store.id}/memories?${query}`), 400, "invalid_request_error");
    }
    expect((await stores.send("GET", `/${store.id}/memories?depth=0`)).status).toBe(200);
  });

  it("holds 20 a page by default, 100 at most, and 20 with contents whatever the limit", async () => {
    const store = await stores.store();
    await Promise.all(Array.from({ length: 25 }, (_, index) => stores.create(store.id, `/f${index}`, `text ${index}`)));
    expect((await stores.list(store.id)).data).toHaveLength(20);
    expect((await stores.list(store.id, "?limit=100")).data).toHaveLength(25);
    const full = await stores.list(store.id, "?limit=100&view=full");
    expect(full.data).toHaveLength(20);
    expect(full.next_page).not.toBeNull();
    const seen = [];
    for await (const item of api.client().beta.memoryStores.memories.list(store.id, { view: "full", limit: 100 })) {
      seen.push(item.type === "memory" ? item.content : null);
    }
    expect(seen).toHaveLength(25);
    expect(seen).not.toContain(null);
  });

  it("goes on where it was when memories appear and vanish between two pages", async () => {
    const store = await stores.store();
    const made = new Map<string, string>();
    for (const path of ["/b", "/d", "/f", "/h"]) made.set(path, (await stores.create(store.id, path)).id);
    const first = await stores.list(store.id, "?limit=2");
    expect(first.data.map((item) => item.path)).toEqual(["/b", "/d"]);
    await stores.delete(store.id, made.get("/d") ?? "");
    await stores.create(store.id, "/a");
    await stores.create(store.id, "/e");
    const second = await stores.list(store.id, `?page=${first.next_page}`);
    expect(second.data.map((item) => item.path)).toEqual(["/e", "/f", "/h"]);
  });

  it("lets prefix, depth, view and limit change between pages, and takes only its own cursors", async () => {
    const store = await stores.store();
    for (const path of ["/a/1", "/a/2", "/b/1", "/b/2"]) await stores.create(store.id, path);
    const first = await stores.list(store.id, "?limit=1");
    const next = await stores.list(store.id, `?page=${first.next_page}&depth=1&path_prefix=/b/&view=full`);
    expect(next.data.map((item) => item.path)).toEqual(["/b/1", "/b/2"]);
    const storesPage = (await (await stores.send("GET", "?limit=1")).json()) as { next_page: string | null };
    await stores.update(store.id, (await stores.create(store.id, "/c")).id, { content: "2" });
    const versionsPage = (await stores.versions(store.id, "?limit=1")).next_page;
    for (const foreign of [storesPage.next_page, versionsPage, "page_e30", "x"]) {
      await expectError(
        await stores.send("GET", `/${store.id}/memories?page=${foreign}`),
        400,
        "invalid_request_error",
      );
    }
    await expectError(
      await stores.send("GET", `/${store.id}/memory_versions?page=${first.next_page}`),
      400,
      "invalid_request_error",
    );
  });

  it("pages past the longest paths that there can be, whose cursors are long too", async () => {
    const store = await stores.store();
    const longest = [`/${"\\".repeat(1023)}`, `/${'"'.repeat(1023)}`, `/${"漢".repeat(341)}`];
    for (const path of longest) await stores.create(store.id, path);
    expect((await listAll(store.id, { limit: "1" })).map((item) => item.path)).toEqual([...longest].sort(byBytes));
  });
});
