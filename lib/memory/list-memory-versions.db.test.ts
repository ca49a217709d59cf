import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { type ListMemoryVersionsInput, listMemoryVersions } from "./list-memory-versions";
import { listTree } from "./list-tree";
import { redactMemoryVersion } from "./redact-memory-version";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();
const startMs = Date.UTC(2026, 0, 1);
const authors = [
  { kind: "user", id: "user_ann" },
  { kind: "user", id: "user_bob" },
  { kind: "session", id: "session_1" },
  { kind: "api_key", id: "user_ann" },
] as const;
const paths = ["/a.md", "/a/b.md", "/a_b.md", "/A.md", "/100%/x.md", "/b/\u00e9.md"];

let nowMs = startMs;
const ctx = (changes: Partial<Ctx> = {}, actor: Partial<Actor> = {}): Ctx => {
  const system = systemContext(database.pool());
  return { ...system, clock: () => new Date(nowMs), ...changes, actor: { ...system.actor, ...actor } };
};
const newStore = async () => (await createMemoryStore(ctx(), { name: "notes" })).id;

interface Version {
  id: string;
  memory_id: string;
  operation: string;
  path: string | null;
  via: string;
  author_kind: string;
  author_id: string;
  created_at: Date;
}

const listed = (input: Partial<ListMemoryVersionsInput> & { memoryStoreId: string }, as = ctx()) =>
  listMemoryVersions(as, { author: {}, view: "basic", limit: 100, ...input });

async function allPages(input: Partial<ListMemoryVersionsInput> & { memoryStoreId: string }): Promise<string[][]> {
  const pages: string[][] = [];
  for (let page: string | undefined; ; ) {
    const answer = await listed({ ...input, page });
    pages.push(answer.data.map((version) => version.id));
    if (answer.next_page === null) return pages;
    page = answer.next_page;
  }
}

describe("the history of a store", () => {
  let memoryStoreId: string;
  let versions: Version[];

  // Several writes of one moment, by several hands, over files that are renamed, deleted, made anew and redacted.
  beforeAll(async () => {
    nowMs = startMs;
    memoryStoreId = await newStore();
    const living = new Map<string, string>();
    for (let index = 0; index < 60; index++) {
      nowMs = startMs + Math.floor(index / 4) * 10;
      const as = ctx({ via: (["api", "mcp", "mount"] as const)[index % 3] ?? "api" }, authors[index % 4]);
      const path = paths[(index * 7) % paths.length] ?? "";
      const memoryId = living.get(path);
      const base = { memoryStoreId, view: "basic" as const };
      if (memoryId === undefined) {
        living.set(path, (await createMemory(as, { ...base, path, content: `text ${index}` })).id);
      } else if (index % 5 === 0) {
        await deleteMemory(as, { memoryStoreId, memoryId, expectedSha256: null });
        living.delete(path);
      } else {
        await updateMemory(as, { ...base, memoryId, path: null, content: `text ${index}`, expectedSha256: null });
      }
    }
    const { data } = await listed({ memoryStoreId });
    const old = data.filter((version) => version.operation === "created").at(-1);
    await redactMemoryVersion(ctx(), { memoryStoreId, memoryVersionId: old?.id ?? "" });
    await createMemory(ctx(), { memoryStoreId: await newStore(), path: "/a.md", content: "x", view: "basic" });
    const { rows } = await database
      .pool()
      .query<Version>("SELECT * FROM memory_version WHERE memory_store_id = $1", [memoryStoreId]);
    versions = rows.sort(
      (a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0),
    );
  });

  it("gives under any filter what a plain reading gives, in whole pages of any size", async () => {
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 });
    const moment = fc.integer({ min: -1, max: 16 }).map((tick) => new Date(startMs + tick * 10));
    const anyFilter = fc.record({
      memoryIndex: optional(fc.nat()),
      operation: optional(fc.constantFrom("created" as const, "modified" as const, "deleted" as const)),
      author: fc.record(
        {
          user: fc.constantFrom("user_ann", "user_bob", "nobody"),
          session: fc.constantFrom("session_1", "user_ann"),
          api_key: fc.constant("user_ann"),
        },
        { requiredKeys: [] },
      ),
      via: optional(fc.constantFrom("api" as const, "mcp" as const, "mount" as const, "dream" as const)),
      pathPrefix: optional(fc.constantFrom("/", "/a", "/a/", "/a_", "/100%/", "/b/\u00e9", "/none/")),
      createdFrom: optional(moment),
      createdUntil: optional(moment),
      limit: fc.integer({ min: 1, max: 9 }),
      view: fc.constantFrom("basic" as const, "full" as const),
    });
    await fc.assert(
      fc.asyncProperty(anyFilter, async ({ memoryIndex, limit, view, ...filter }) => {
        const memoryId = memoryIndex === undefined ? undefined : versions[memoryIndex % versions.length]?.memory_id;
        const wanted = versions.filter(
          (version) =>
            (memoryId === undefined || version.memory_id === memoryId) &&
            (filter.operation === undefined || version.operation === filter.operation) &&
            Object.entries(filter.author).every(([k, id]) => version.author_kind === k && version.author_id === id) &&
            (filter.via === undefined || version.via === filter.via) &&
            (filter.pathPrefix === undefined || (version.path?.startsWith(filter.pathPrefix) ?? false)) &&
            (filter.createdFrom === undefined || version.created_at >= filter.createdFrom) &&
            (filter.createdUntil === undefined || version.created_at <= filter.createdUntil),
        );
        const pages = await allPages({ memoryStoreId, memoryId, limit, view, ...filter });
        expect(pages.flat()).toEqual(wanted.map((version) => version.id));
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }),
      { numRuns: 120 },
    );
  });

  it("tells nothing of a redacted version but that it was, and finds it by no path", async () => {
    const { data } = await listed({ memoryStoreId, view: "full" });
    const redacted = [...data, ...(await allOf(data.length))].filter((version) => version.redacted_at !== null);
    expect(redacted.length).toBeGreaterThan(0);
    for (const version of redacted) expect(version).toMatchObject({ content: null, path: null, content_sha256: null });
    const byPath = (await allPages({ memoryStoreId, pathPrefix: "/" })).flat();
    for (const version of redacted) expect(byPath).not.toContain(version.id);
  });

  async function allOf(from: number) {
    const first = await listed({ memoryStoreId, limit: from });
    return first.next_page === null ? [] : (await listed({ memoryStoreId, page: first.next_page })).data;
  }

  it("is nobody's who cannot reach the store, whatever page they hold", async () => {
    const { next_page } = await listed({ memoryStoreId, limit: 1 });
    const other = await newStore();
    const stranger = ctx({}, { reach: { kind: "stores", access: new Map([[other, "read_write"]]) } });
    const elsewhere = ctx({}, { workspaceId: "wrkspc_other" });
    for (const as of [stranger, elsewhere]) {
      await expect(listed({ memoryStoreId, page: next_page ?? "" }, as)).rejects.toMatchObject({ status: 404 });
    }
    // A cursor is a place in time: in another store it opens nothing of this one.
    expect((await listed({ memoryStoreId: other, page: next_page ?? "" })).data).toEqual([]);
  });
});

describe("pages read while others write", () => {
  it("show each file that stood all the while once, in order, whatever comes, goes and moves around them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(), { maxLength: 8 }), async (limit, picks) => {
        const memoryStoreId = await newStore();
        const write = (path: string) => createMemory(ctx(), { memoryStoreId, path, content: "x", view: "basic" });
        const still: string[] = [];
        const moving: string[] = [];
        for (let index = 0; index < 12; index++) {
          const path = `/${["a", "a/b", "a-b", "b"][index % 4]}/${index}.md`;
          const { id } = await write(path);
          if (index % 3 === 0) moving.push(id);
          else still.push(path);
        }
        const seen: string[] = [];
        const turns = [...picks];
        for (let page: string | undefined; ; ) {
          const answer = await listTree(ctx(), { memoryStoreId, pathPrefix: "/", includeDeleted: false, limit, page });
          seen.push(...answer.data.map((row) => row.path));
          if (answer.next_page === null) break;
          page = answer.next_page;
          const pick = turns.pop() ?? 0;
          const memoryId = moving[pick % moving.length];
          if (pick % 3 === 0) await write(`/${["0", "a", "z"][pick % 2]}/new-${seen.length}-${pick}.md`);
          else if (memoryId !== undefined && pick % 3 === 1) {
            moving.splice(moving.indexOf(memoryId), 1);
            await deleteMemory(ctx(), { memoryStoreId, memoryId, expectedSha256: null });
          } else if (memoryId !== undefined) {
            const path = `/${["0", "z"][pick % 2]}/moved-${seen.length}-${pick}.md`;
            const base = { memoryStoreId, memoryId, content: null, expectedSha256: null, view: "basic" as const };
            await updateMemory(ctx(), { ...base, path });
          }
        }
        expect(seen.filter((path) => still.includes(path))).toEqual([...still].sort());
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual([...seen].sort());
      }),
      { numRuns: 8 },
    );
  });
});
