import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { SearchMode } from "@/lib/contract/memory-search";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "../create-memory";
import { createMemoryStore } from "../create-memory-store";
import { deleteMemory } from "../delete-memory";
import { deleteMemoryStore } from "../delete-memory-store";
import { redactMemoryVersion } from "../redact-memory-version";
import { updateMemory } from "../update-memory";
import { buildPattern } from "./build-pattern";
import { indexStore, memoriesPerTurn } from "./index-store";
import { isFarBehind } from "./is-far-behind";
import { searchMemories } from "./search-memories";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, content: string) => createMemory(ctx, { memoryStoreId, path, content, view: "basic" });
const change = (memoryId: string, wanted: { path?: string; content?: string }, writer = ctx) =>
  updateMemory(writer, {
    memoryStoreId,
    memoryId,
    path: wanted.path ?? null,
    content: wanted.content ?? null,
    expectedSha256: null,
    view: "basic",
  });
const remove = (memoryId: string) => deleteMemory(ctx, { memoryStoreId, memoryId, expectedSha256: null });
const step = () => indexStore(database.pool(), memoryStoreId);
const find = async (query: string, mode: SearchMode = "substring", isCaseSensitive = false) => {
  const { data } = await searchMemories(ctx, {
    scope: { kind: "named", memoryStoreIds: [memoryStoreId] },
    query,
    mode,
    isCaseSensitive,
    pathPrefix: "/",
    limit: 100,
    probedHeads: 1,
  });
  return data;
};
const pathsWith = async (query: string) => (await find(query)).map((hit) => hit.path);

async function index() {
  while (await step());
}

async function indexedTexts(): Promise<string[]> {
  const { rows } = await database
    .pool()
    .query<{ content: string }>("SELECT content FROM memory_search WHERE memory_store_id = $1 ORDER BY content", [
      memoryStoreId,
    ]);
  return rows.map((row) => row.content);
}

/** What a search must answer, by reading every live memory. */
async function readThrough(query: string, mode: SearchMode, isCaseSensitive: boolean): Promise<unknown[]> {
  const wanted = buildPattern(mode, query, isCaseSensitive);
  const [condition, value] =
    wanted.kind === "words"
      ? ["to_tsvector('simple', v.content) @@ websearch_to_tsquery('simple', $2)", wanted.query]
      : ["regexp_count(v.content, $2) > 0", wanted.pattern];
  const { rows } = await database.pool().query<{ path: string; content_sha256: string; content: string }>(
    `SELECT m.path, m.content_sha256, v.content FROM memory m
     JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND ${condition} ORDER BY m.path`,
    [memoryStoreId, value],
  );
  return rows.map((row) => [row.path, row.content_sha256]);
}

const letters = [
  "a",
  "A",
  "b",
  "é",
  "É",
  "ab",
  " ",
  "\n",
  "%",
  "_",
  ".",
  "🦓",
  "ſ",
  "s",
  "<b>",
  "x-y",
  "\u212a",
  "k",
  "İ",
  "i",
];
const text = (maxLength: number, minLength = 0) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((parts) => parts.join(""));
const which = fc.nat(5);
const action = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), which, content: text(12) }),
  fc.record({ kind: fc.constant("rename" as const), which, to: fc.nat(99) }),
  fc.record({ kind: fc.constant("delete" as const), which }),
  fc.record({ kind: fc.constant("redact" as const), which }),
  fc.record({ kind: fc.constant("index" as const), steps: fc.constantFrom(1, 2, 5) }),
);
const query = fc.oneof(
  fc.record({ mode: fc.constant("substring" as const), query: text(3, 1), isCaseSensitive: fc.boolean() }),
  fc.record({
    mode: fc.constant("regex" as const),
    query: fc.constantFrom("a+b", "^a", "[^a]b$", "(a|é)\\s", "b?", "ab.", "\\n", "ſ"),
    isCaseSensitive: fc.boolean(),
  }),
  fc.record({
    mode: fc.constant("words" as const),
    query: fc.constantFrom("a", "ab", "aa or b", "-a", '"a b"', "é", "x-y", "k", "I a", "1 a", "a orb"),
    isCaseSensitive: fc.constant(false),
  }),
);

describe("search behind any history of writes", () => {
  it("answers what a reading of every live memory does, wherever the indexer is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 1, maxLength: 14 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (actions, queries) => {
          memoryStoreId = (await createMemoryStore(ctx, { name: "history" })).id;
          const live = new Map<number, { id: string; versions: string[] }>();
          for (const done of actions) {
            if (done.kind === "index") {
              for (let count = 0; count < done.steps; count++) await step();
              continue;
            }
            const memory = live.get(done.which);
            if (done.kind === "write") {
              const written = memory
                ? await change(memory.id, { content: done.content })
                : await write(`/${done.which}.md`, done.content);
              const versions = new Set([...(memory?.versions ?? []), written.memory_version_id]);
              live.set(done.which, { id: written.id, versions: [...versions] });
            } else if (memory !== undefined && done.kind === "rename") {
              const renamed = await change(memory.id, { path: `/${done.which}-${done.to}.md` });
              if (!memory.versions.includes(renamed.memory_version_id)) memory.versions.push(renamed.memory_version_id);
            } else if (memory !== undefined && done.kind === "delete") {
              await remove(memory.id);
              live.delete(done.which);
            } else if (memory !== undefined && memory.versions.length > 1) {
              await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: memory.versions[0] ?? "" });
              memory.versions.shift();
            }
          }
          for (const state of ["as it is", "indexed"]) {
            if (state === "indexed") await index();
            for (const asked of queries) {
              const hits = await find(asked.query, asked.mode, asked.isCaseSensitive);
              expect(hits.map((hit) => [hit.path, hit.content_sha256])).toEqual(
                await readThrough(asked.query, asked.mode, asked.isCaseSensitive),
              );
              for (const hit of hits) expect(hit.matches.length).toBe(Math.min(20, hit.match_count));
            }
          }
          expect(await indexedTexts()).toHaveLength(live.size);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("finds substrings and counts them as a reader with a pencil does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text(12), { minLength: 1, maxLength: 4 }), text(2, 1), async (contents, wanted) => {
        memoryStoreId = (await createMemoryStore(ctx, { name: "pencil" })).id;
        for (const [place, content] of contents.entries()) await write(`/${place}.md`, content);
        await step();
        await index();
        const hits = await find(wanted, "substring", true);
        const expected = contents.flatMap((content, place) => {
          const count = content.split(wanted).length - 1;
          const before = content.slice(0, content.indexOf(wanted)).split("\n");
          return count === 0 ? [] : [[`/${place}.md`, count, before.length, (before.at(-1) ?? "").length + 1]];
        });
        expect(hits.map((hit) => [hit.path, hit.match_count, hit.matches[0]?.line, hit.matches[0]?.column])).toEqual(
          expected,
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("the rows behind a search", () => {
  it("lose a redacted text in the redaction itself, whether or not the indexer comes by again", async () => {
    const note = await write("/a.md", "the secret");
    await index();
    await change(note.id, { content: "harmless" });
    expect(await indexedTexts()).toEqual(["the secret"]);
    await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: note.memory_version_id });
    expect(await indexedTexts()).toEqual([]);
    expect(await pathsWith("secret")).toEqual([]);
    expect(await pathsWith("harmless")).toEqual(["/a.md"]);
    await index();
    expect(await indexedTexts()).toEqual(["harmless"]);
  });

  it("follow a text that is masked where it stands", async () => {
    const note = await write("/a.md", "the secret");
    await index();
    await database
      .pool()
      .query("UPDATE memory_version SET content = 'the mask' WHERE id = $1", [note.memory_version_id]);
    expect(await indexedTexts()).toEqual(["the mask"]);
    expect(await pathsWith("secret")).toEqual([]);
    expect(await pathsWith("mask")).toEqual(["/a.md"]);
  });

  it("never get a text whose redaction is under way", async () => {
    const note = await write("/a.md", "the secret");
    const erased = await withTransaction(database.pool(), async (tx) => {
      await tx.query("UPDATE memory_version SET content = NULL WHERE id = $1", [note.memory_version_id]);
      await step();
      await step();
      return indexedTexts();
    });
    expect(erased).toEqual([]);
    await index();
    expect(await indexedTexts()).toEqual([]);
  });

  it("wait for no transaction in flight, and miss nothing that it writes", async () => {
    await write("/a.md", "before");
    await withTransaction(database.pool(), async (tx) => {
      await createMemory({ ...ctx, tx }, { memoryStoreId, path: "/late.md", content: "late", view: "basic" });
      await write("/b.md", "meanwhile");
      await index();
      expect(await indexedTexts()).toEqual(["before", "meanwhile"]);
      expect(await pathsWith("late")).toEqual([]);
    });
    expect(await pathsWith("late")).toEqual(["/late.md"]);
    await index();
    expect(await indexedTexts()).toEqual(["before", "late", "meanwhile"]);
  });

  it("go with a deleted memory and with a deleted store", async () => {
    const note = await write("/a.md", "text");
    await index();
    await remove(note.id);
    expect(await pathsWith("text")).toEqual([]);
    await index();
    expect(await indexedTexts()).toEqual([]);
    await write("/b.md", "more");
    await index();
    await deleteMemoryStore(ctx, memoryStoreId);
    expect(await indexedTexts()).toEqual([]);
    expect(await step()).toBe(false);
  });

  it("are made a few at a time, in the order of writing, by one worker at a time", async () => {
    const each = memoriesPerTurn - 25;
    for (const first of [0, each]) {
      await database.pool().query(
        `WITH v AS (
           INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
             content_size_bytes, created_at, via)
           SELECT $1, 'memver_' || n, 'mem_' || n, 1, 'created', '/' || n, 'note ' || n, repeat('a', 64), 6, now(), 'api'
           FROM generate_series($2::int + 1, $2 + ${each}) n RETURNING *)
         INSERT INTO memory
         SELECT memory_store_id, memory_id, path, id, content_sha256, content_size_bytes, 1, created_at, created_at FROM v`,
        [memoryStoreId, first],
      );
    }
    await step();
    expect(await step()).toBe(true);
    expect(await indexedTexts()).toHaveLength(memoriesPerTurn);
    const { rows } = await database.pool().query<{ left: number }>(
      `SELECT count(*)::int AS left FROM memory_version v JOIN memory_search_progress p USING (memory_store_id)
       WHERE memory_store_id = $1 AND (v.written_xid, v.id) > (p.indexed_before, p.indexed_through)`,
      [memoryStoreId],
    );
    // What one transaction wrote, such as an import, is not gone through again from its beginning.
    const left = 2 * each - memoriesPerTurn;
    expect(rows[0]?.left).toBe(left);
    expect(await isFarBehind(database.pool(), memoryStoreId, left - 1)).toBe(true);
    expect(await isFarBehind(database.pool(), memoryStoreId, left)).toBe(false);
    expect(await find(`note ${each * 2}`)).toHaveLength(1);
    await Promise.all([index(), index(), index()]);
    await index();
    expect(await indexedTexts()).toHaveLength(each * 2);
    expect(await find(`note ${each * 2}`)).toHaveLength(1);
  });
});
