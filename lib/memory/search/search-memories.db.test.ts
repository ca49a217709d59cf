import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { Permission } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "../create-memory";
import { createMemoryStore } from "../create-memory-store";
import { indexStore } from "./index-store";
import { type SearchMemoriesInput, searchMemories } from "./search-memories";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, content: string, storeId = memoryStoreId) =>
  createMemory(ctx, { memoryStoreId: storeId, path, content, view: "basic" });
const search = (query: string, options: Partial<SearchMemoriesInput> = {}, reader = ctx) =>
  searchMemories(reader, {
    scope: { kind: "named", memoryStoreIds: [memoryStoreId] },
    query,
    mode: "substring",
    isCaseSensitive: false,
    pathPrefix: "/",
    limit: 20,
    ...options,
  });
const paths = async (query: string, options: Partial<SearchMemoriesInput> = {}) =>
  (await search(query, options)).data.map((hit) => hit.path);

async function index() {
  while (await indexStore(database.pool(), memoryStoreId));
}

describe("a hit", () => {
  it("says where the matches stand, the same before and after it is indexed", async () => {
    const note = await write("/a.md", "one\ntwo Deploy 🦓 deploy\n");
    for (const state of ["written", "indexed"]) {
      if (state === "indexed") await index();
      expect((await search("deploy")).data).toEqual([
        {
          type: "memory_match",
          memory_store_id: memoryStoreId,
          memory_id: note.id,
          path: "/a.md",
          content_sha256: note.content_sha256,
          match_count: 2,
          matches: [
            { line: 2, column: 5, length: 6, text: "two Deploy 🦓 deploy", text_column: 1 },
            { line: 2, column: 15, length: 6, text: "two Deploy 🦓 deploy", text_column: 1 },
          ],
        },
      ]);
      expect((await search("two & deploy", { mode: "words" })).data).toMatchObject([{ match_count: 3 }]);
      expect((await search("^T.*y$", { mode: "regex" })).data).toMatchObject([{ matches: [{ line: 2, length: 20 }] }]);
      expect((await search("Deploy", { isCaseSensitive: true })).data).toMatchObject([{ match_count: 1 }]);
    }
  });

  it("shows the first 20 matches and counts them all", async () => {
    await write("/many.md", "x".repeat(5000));
    const [hit] = (await search("x")).data;
    expect(hit?.match_count).toBe(5000);
    expect(hit?.matches).toHaveLength(20);
    expect(hit?.matches.at(-1)).toMatchObject({ line: 1, column: 20, length: 1 });
  });

  it("takes what is typed literally in a substring", async () => {
    await write("/a.md", '100%_(sure)\\ [a-z]* "quoted"\n\tnext');
    await write("/b.md", "100 per cent");
    for (const query of ["%", "_", "\\", "(sure)", "[a-z]*", '"quoted"', '"\n\tn', "***", "%_("]) {
      for (const isCaseSensitive of [true, false]) {
        const expected = query === "***" ? [] : ["/a.md"];
        expect([query, await paths(query, { isCaseSensitive })]).toEqual([query, expected]);
      }
    }
  });

  it("finds words in any order, phrases, alternatives and what lacks a word", async () => {
    await write("/a.md", "the quick brown fox <b>jumps</b> over https://example.com/x and foo-bar");
    await write("/b.md", "the brown quick fox");
    const words = (query: string) => paths(query, { mode: "words" });
    expect(await words("fox Quick")).toEqual(["/a.md", "/b.md"]);
    expect(await words('"quick brown"')).toEqual(["/a.md"]);
    expect(await words("jumps or brown")).toEqual(["/a.md", "/b.md"]);
    expect(await words("fox -jumps")).toEqual(["/b.md"]);
    expect(await words("qui")).toEqual([]);
    const [hit] = (await search("example.com", { mode: "words" })).data;
    expect(hit?.matches).toMatchObject([{ line: 1, column: 47, length: 11 }]);
  });
});

describe("pages of hits", () => {
  it("go through all stores and paths once, also when the index and the unread heads take turns", async () => {
    const other = (await createMemoryStore(ctx, { name: "other" })).id;
    const expected: string[] = [];
    for (const storeId of [memoryStoreId, other]) {
      for (let number = 10; number < 22; number++) {
        await write(`/n${number}.md`, number % 3 === 0 ? "nothing" : "needle", storeId);
        if (number % 3 !== 0) expected.push(`${storeId}/n${number}.md`);
        if (number === 15) await indexStore(database.pool(), storeId);
      }
    }
    const seen: string[] = [];
    let page: string | undefined;
    do {
      const answer = await search("needle", {
        scope: { kind: "named", memoryStoreIds: [other, memoryStoreId, other] },
        limit: 3,
        probedHeads: 4,
        page,
      });
      seen.push(...answer.data.map((hit) => hit.memory_store_id + hit.path));
      page = answer.next_page ?? undefined;
    } while (page !== undefined);
    expect(seen).toEqual([...expected].sort());
  });

  it("keep to a folder by whole segments", async () => {
    for (const path of ["/notes/a", "/notes/b/c", "/notes-archive/a", "/notes.md"]) await write(path, "needle");
    expect(await paths("needle", { pathPrefix: "/notes/" })).toEqual(["/notes/a", "/notes/b/c"]);
    await index();
    expect(await paths("needle", { pathPrefix: "/notes/", probedHeads: 1 })).toEqual(["/notes/a", "/notes/b/c"]);
  });
});

describe("who may search what", () => {
  const actingWith = (permissions: Permission[], stores?: string[]): Ctx => ({
    ...ctx,
    actor: {
      ...ctx.actor,
      permissions: new Set(permissions),
      reach:
        stores === undefined
          ? { kind: "workspace" }
          : { kind: "stores", access: new Map(stores.map((id) => [id, "read_only" as const])) },
    },
  });
  const everywhere = { scope: { kind: "reachable", includeProposals: true } } as const;

  it("is what the actor can reach", async () => {
    const other = (await createMemoryStore(ctx, { name: "other" })).id;
    const mark = `mark ${memoryStoreId}`;
    await write("/here.md", mark);
    await write("/there.md", mark, other);
    const found = async (reader: Ctx) => (await search(mark, everywhere, reader)).data.map((hit) => hit.path);
    expect((await found(ctx)).sort()).toEqual(["/here.md", "/there.md"]);
    expect(await found(actingWith(["memory:read"], [other]))).toEqual(["/there.md"]);
    expect(await found(actingWith(["memory:read"], []))).toEqual([]);
    await expect(search(mark, everywhere, actingWith([]))).rejects.toMatchObject({ status: 403 });
    await expect(search(mark, {}, actingWith(["memory:read"], [other]))).rejects.toMatchObject({ status: 404 });
    await expect(search(mark, {}, actingWith([]))).rejects.toMatchObject({ status: 404 });
    const elsewhere: Ctx = { ...ctx, actor: { ...ctx.actor, workspaceId: "wrkspc_other" } };
    await expect(search(mark, {}, elsewhere)).rejects.toMatchObject({ status: 404 });
    expect(await found(elsewhere)).toEqual([]);
  });

  it("leaves out what dreams propose where asked to", async () => {
    await database.pool().query("UPDATE memory_store SET proposal_of = 'drm_1' WHERE id = $1", [memoryStoreId]);
    const mark = `proposed ${memoryStoreId}`;
    await write("/here.md", mark);
    expect((await search(mark, everywhere)).data).toHaveLength(1);
    expect((await search(mark, { scope: { kind: "reachable", includeProposals: false } })).data).toEqual([]);
  });
});

describe("a query that cannot be answered", () => {
  it("is refused with the reason", async () => {
    for (const pattern of ["(", "[a", "a{2,1}", "*a", "\\"]) {
      await expect(search(pattern, { mode: "regex" })).rejects.toMatchObject({
        code: "invalid_request_error",
        message: expect.stringContaining("invalid regular expression"),
      });
    }
    await expect(search("&&&", { mode: "words" })).rejects.toMatchObject({ message: "q: holds no word." });
    await expect(search("a", { mode: "words", isCaseSensitive: true })).rejects.toMatchObject({ status: 400 });
    await expect(search("a", { page: "page_x" })).rejects.toMatchObject({ status: 400 });
  });

  it("is cut off when it is too costly, and holds up neither reads nor other searches", async () => {
    for (let number = 0; number < 20; number++)
      await write(`/${number}.md`, `${"a".repeat(5_000)}c${"a".repeat(4_999)}!`);
    const started = Date.now();
    const costly = Array.from({ length: 20 }, () =>
      search("^(a+)(a+)(a+)(a+)c\\1\\2\\3\\4!$", { mode: "regex" }).then(
        () => "answered",
        (error: unknown) => (error instanceof Error ? error.message : "lost"),
      ),
    );
    const first = Promise.race(costly).then(() => Date.now() - started);
    const readsMs: number[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const begun = Date.now();
      await database.pool().query("SELECT count(*) FROM memory WHERE memory_store_id = $1", [memoryStoreId]);
      expect(await paths("nowhere")).toEqual([]);
      readsMs.push(Date.now() - begun);
    }
    const answers = await Promise.all(costly);
    expect(new Set(answers)).toEqual(new Set(["q: this search is too costly and was cut off. Make it more specific."]));
    expect(await first).toBeLessThan(6_000);
    expect(Date.now() - started).toBeLessThan(25_000);
    expect(readsMs.sort((a, b) => a - b)[5]).toBeLessThan(1_500);
    expect(await paths("a!$", { mode: "regex", limit: 1 })).toEqual(["/0.md"]);
  });
});
