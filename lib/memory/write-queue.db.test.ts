import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { Memory } from "@/lib/contract/memory";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { contentSha256 } from "./content-hash";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { getMemory } from "./get-memory";
import { listMemories } from "./list-memories";
import { listMemoryVersions } from "./list-memory-versions";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();
const ctx = (): Ctx => systemContext(database.pool());

const makeStore = async () => (await createMemoryStore(ctx(), { name: "queued" })).id;
const create = (memoryStoreId: string, path: string, content = path) =>
  createMemory(ctx(), { memoryStoreId, path, content, view: "full" });
const swap = (memory: Memory, expectedSha256: string | null, content: string, path: string | null = null) =>
  updateMemory(ctx(), {
    memoryStoreId: memory.memory_store_id,
    memoryId: memory.id,
    path,
    content,
    expectedSha256,
    view: "full",
  });
const current = z.object({ data: z.object({ reverie: z.object({ current_content_sha256: z.string() }) }) });
const statusOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);

async function codesOf(promises: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((result) => (result.status === "fulfilled" ? "ok" : statusOf(result.reason)));
}

async function readAll(memoryStoreId: string): Promise<Map<string, string | null>> {
  const { data } = await listMemories(ctx(), {
    memoryStoreId,
    pathPrefix: "/",
    depth: "subtree",
    view: "full",
    limit: 20,
  });
  return new Map(data.flatMap((item) => (item.type === "memory" ? [[item.path, item.content]] : [])));
}

describe("writes that arrive together", () => {
  it("each get their own answer and their own version", async () => {
    const storeId = await makeStore();
    const made = await Promise.all(Array.from({ length: 150 }, (_, index) => create(storeId, `/n/${index}`)));
    expect(new Set(made.map((memory) => memory.id)).size).toBe(150);
    for (const [index, memory] of made.entries()) {
      expect(memory).toMatchObject({ path: `/n/${index}`, content: `/n/${index}`, memory_store_id: storeId });
      expect(memory.content_sha256).toBe(contentSha256(`/n/${index}`));
    }
    const { rows } = await database
      .pool()
      .query("SELECT count(*) AS versions FROM memory_version WHERE memory_store_id = $1", [storeId]);
    expect(rows).toEqual([{ versions: 150 }]);
  });

  it("are recorded one by one in the audit record", async () => {
    const storeId = await makeStore();
    const made = await Promise.all(Array.from({ length: 12 }, (_, index) => create(storeId, `/${index}`)));
    await Promise.all(made.map((memory) => swap(memory, memory.content_sha256, "next")));
    const { rows } = await database.pool().query<{ target_id: string; actions: string[] }>(
      `SELECT target_id, array_agg(action ORDER BY created_at, id) AS actions FROM audit_event
       WHERE memory_store_id = $1 AND target_type = 'memory' GROUP BY 1`,
      [storeId],
    );
    expect(rows).toHaveLength(12);
    for (const { actions } of rows) expect([...actions].sort()).toEqual(["memory.create", "memory.update"]);
  });

  it("to one path succeed once, and the others are told which memory stands there", async () => {
    const storeId = await makeStore();
    const settled = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) => create(storeId, "/same", `text ${n}`)),
    );
    const won = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    for (const result of settled) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 409 });
    }
    expect(await readAll(storeId)).toEqual(new Map([["/same", won[0]?.content]]));
  });

  it("never put one memory below another, whichever comes first", async () => {
    for (let round = 0; round < 5; round++) {
      const storeId = await makeStore();
      const codes = await codesOf(["/a", "/a/b", "/a/b/c", "/a/x", "/a/b"].map((path) => create(storeId, path)));
      expect(codes).toContain("ok");
      const paths = [...(await readAll(storeId)).keys()];
      for (const path of paths) {
        expect(paths.some((other) => other.startsWith(`${path}/`))).toBe(false);
      }
    }
  });

  it("with one precondition change a memory once, and the losers learn the hash that won", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/hot", "first");
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) => swap(memory, memory.content_sha256, `by ${n}`)),
    );
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          code: "memory_precondition_failed_error",
          data: { reverie: { current_content_sha256: won[0]?.content_sha256 } },
        });
      }
    }
  });

  it("that bring the same new text as the winner succeed without a version of their own", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/hot", "first");
    const results = await Promise.all(Array.from({ length: 6 }, () => swap(memory, memory.content_sha256, "agreed")));
    expect(new Set(results.map((result) => result.memory_version_id)).size).toBe(1);
  });

  it("without a precondition all happen, one after the other", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/log", "0");
    const written = await Promise.all(Array.from({ length: 20 }, (_, n) => swap(memory, null, `unique ${n}`)));
    expect(new Set(written.map((result) => result.memory_version_id)).size).toBe(20);
    const { data } = await listMemoryVersions(ctx(), { memoryStoreId: storeId, author: {}, limit: 50, view: "basic" });
    expect(data.map((version) => version.reverie.sequence)).toEqual(Array.from({ length: 21 }, (_, n) => 21 - n));
    const times = data.map((version) => Date.parse(version.created_at));
    for (let n = 1; n < times.length; n++) expect(times[n - 1]).toBeGreaterThan(times[n] ?? 0);
  });

  it("fail for what is wrong with each alone", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/there");
    const gone = await create(storeId, "/gone");
    await deleteMemory(ctx(), { memoryStoreId: storeId, memoryId: gone.id, expectedSha256: null });
    const codes = await codesOf([
      create(storeId, "/fresh"),
      create(storeId, "/there/below"),
      swap(gone, null, "back"),
      swap(memory, contentSha256("never was"), "changed"),
    ]);
    expect(codes).toEqual(["ok", "memory_path_conflict_error", "not_found_error", "memory_precondition_failed_error"]);
    expect(await readAll(storeId)).toEqual(
      new Map([
        ["/fresh", "/fresh"],
        ["/there", "/there"],
      ]),
    );
  });

  it("that a row of the database refuses do not fail the others", async () => {
    const storeId = await makeStore();
    const spoiled = { ...ctx(), via: "\0" as Ctx["via"] };
    const results = await codesOf([
      create(storeId, "/one"),
      createMemory(spoiled, { memoryStoreId: storeId, path: "/bad", content: "", view: "basic" }),
      create(storeId, "/two"),
    ]);
    expect([results[0], results[2]]).toEqual(["ok", "ok"]);
    expect(results[1]).not.toBe("ok");
    expect([...(await readAll(storeId)).keys()]).toEqual(["/one", "/two"]);
  });

  it("wait for a transaction that holds the store, while another store goes on", async () => {
    const [held, free] = [await makeStore(), await makeStore()];
    const order: string[] = [];
    await withTransaction(database.pool(), async (tx) => {
      await tx.query("SELECT lock_memory_store($1)", [held]);
      const waiting = create(held, "/a").then(() => order.push("held"));
      await create(free, "/a").then(() => order.push("free"));
      order.push("released");
      void waiting;
    });
    await expect.poll(() => order).toEqual(["free", "released", "held"]);
  });

  it("are of the time when their turn came, not of when they began to wait", async () => {
    const storeId = await makeStore();
    let releasedAt = new Date(0);
    let waiting: Promise<Memory> | undefined;
    await withTransaction(database.pool(), async (tx) => {
      await tx.query("SELECT lock_memory_store($1)", [storeId]);
      waiting = create(storeId, "/a");
      await new Promise((settle) => setTimeout(settle, 300));
      releasedAt = new Date();
    });
    const memory = await waiting;
    expect(Date.parse(memory?.created_at ?? "")).toBeGreaterThanOrEqual(releasedAt.getTime() - 50);
  });

  it("read, append and swap from twenty writers lose nothing", async () => {
    const storeId = await makeStore();
    const memory = await create(storeId, "/list", "");
    const append = async (line: string): Promise<void> => {
      let seen = await getMemory(ctx(), { memoryStoreId: storeId, memoryId: memory.id, view: "full" });
      for (;;) {
        try {
          await swap(memory, seen.content_sha256, `${seen.content}${line}\n`);
          return;
        } catch (error) {
          if (statusOf(error) !== "memory_precondition_failed_error") throw error;
          seen = await getMemory(ctx(), { memoryStoreId: storeId, memoryId: memory.id, view: "full" });
        }
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(`line ${n}`)));
    const { content } = await getMemory(ctx(), { memoryStoreId: storeId, memoryId: memory.id, view: "full" });
    expect(content?.split("\n").slice(0, -1).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `line ${n}`).sort());
  });

  it("let every one of those that contend for a memory win in its turn", async () => {
    const memory = await create(await makeStore(), "/hot.md", "0");
    const wins = new Map<number, number>();
    let left = 160;
    const contend = async (writer: number) => {
      let expected = memory.content_sha256;
      while (left > 0) {
        const content = `${writer} ${left} ${Math.random()}`;
        try {
          expected = (await swap(memory, expected, content)).content_sha256;
          wins.set(writer, (wins.get(writer) ?? 0) + 1);
          left--;
        } catch (error) {
          expected = current.parse(error).data.reverie.current_content_sha256;
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, writer) => contend(writer)));
    expect(wins.size).toBe(8);
    expect(Math.min(...wins.values())).toBeGreaterThanOrEqual(5);
  });

  it("that compete for a memory hear of the winner together, also those that came while it was written", async () => {
    const memory = await create(await makeStore(), "/hot.md", "0");
    const answered = new Set<string>();
    const compete = async (name: string) => {
      await Promise.allSettled([swap(memory, memory.content_sha256, `by ${name}`)]);
      answered.add(name);
      await nextTurn();
      return answered.size;
    };
    const early = [compete("a"), compete("b")];
    // Their statement was sent in this turn, and nothing can have come back yet.
    await nextTurn();
    expect(await Promise.all([...early, compete("c")])).toEqual([3, 3, 3]);
  });

  it("by who is a little farther away win as well, since those that lost are awaited", async () => {
    const memory = await create(await makeStore(), "/hot.md", "0");
    const rounds = 14;
    let expected = memory.content_sha256;
    const winners = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      const attempt = async (name: string, awayMs: number) => {
        if (round > 0) await sleep(awayMs);
        const [result] = await Promise.allSettled([swap(memory, expected, `${name} ${round}`)]);
        if (result.status === "fulfilled") winners.add(name);
        return result.status === "fulfilled" ? result.value.content_sha256 : null;
      };
      const [near, far] = await Promise.all([attempt("near", 0), attempt("far", 5)]);
      expected = near ?? far ?? "";
    }
    expect(winners).toEqual(new Set(["near", "far"]));
  });

  it("end in a state that some order of the acknowledged ones gives", async () => {
    const path = fc.constantFrom("/a", "/a/b", "/c", "/d/e");
    const step = fc.oneof(
      fc.record({ kind: fc.constant("create" as const), path }),
      fc.record({ kind: fc.constant("change" as const), index: fc.nat(3), path: fc.option(path) }),
      fc.record({ kind: fc.constant("delete" as const), index: fc.nat(3) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        const storeId = await makeStore();
        const first = await Promise.all(["/c", "/d/x"].map((at) => create(storeId, at)));
        await Promise.allSettled(
          steps.map((each, number) => {
            if (each.kind === "create") return create(storeId, each.path, `created ${number}`);
            const memory = first[each.index % first.length] as Memory;
            if (each.kind === "change") return swap(memory, null, `changed ${number}`, each.path);
            return deleteMemory(ctx(), { memoryStoreId: storeId, memoryId: memory.id, expectedSha256: null });
          }),
        );
        await expectConsistent(storeId);
      }),
      { numRuns: 25 },
    );
  });
});

/** Each head is its memory's newest version, sequences have no gap, and no path stands above another. */
async function expectConsistent(storeId: string): Promise<void> {
  const { rows } = await database.pool().query<{ faults: string }>(
    `SELECT 'head' AS faults FROM memory m
     LEFT JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND (v.id IS NULL OR v.path <> m.path OR v.content_sha256 <> m.content_sha256
       OR v.sequence <> m.sequence OR encode(sha256(convert_to(v.content, 'UTF8')), 'hex') <> m.content_sha256
       OR EXISTS (SELECT 1 FROM memory_version l WHERE l.memory_store_id = $1 AND l.memory_id = m.id AND l.sequence > m.sequence))
     UNION ALL
     SELECT 'gap' FROM memory_version WHERE memory_store_id = $1 GROUP BY memory_id HAVING max(sequence) <> count(*)
     UNION ALL
     SELECT 'overlap' FROM memory a JOIN memory b ON b.memory_store_id = $1 AND starts_with(b.path, a.path || '/')
     WHERE a.memory_store_id = $1`,
    [storeId],
  );
  expect(rows).toEqual([]);
}
