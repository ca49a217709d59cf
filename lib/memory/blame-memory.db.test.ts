import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { keepBlame, readKeptBlame } from "./blame-cache";
import { blameMemory } from "./blame-memory";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { redactMemoryVersion } from "./redact-memory-version";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "blamed" })).id;
});

const write = (content: string) => createMemory(ctx, { memoryStoreId, path: "/a", content, view: "basic" });
const rewrite = (memoryId: string, content: string, by = ctx) =>
  updateMemory(by, { memoryStoreId, memoryId, path: null, content, expectedSha256: null, view: "basic" });
const redact = (memoryVersionId: string) => redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId });
const blame = (memoryId: string, memoryVersionId: string | null = null) =>
  blameMemory(ctx, { memoryStoreId, memoryId, memoryVersionId });
const origins = async (memoryId: string, memoryVersionId: string | null = null) =>
  (await blame(memoryId, memoryVersionId)).ranges.map((range) => [
    range.memory_version_id,
    range.line_count,
    ...range.redacted_versions.map((version) => version.memory_version_id),
  ]);

const line = (number: number, version: number) => `${number} by version ${version}, padded to fifty characters ...`;

/** Writes versions of 100 KB up to `last`, each of which changes the lines that `touched` names. */
async function writeHistory(
  memoryId: string,
  { lines, first, last }: { lines: string[]; first: number; last: number },
  touched: (version: number) => number[],
): Promise<void> {
  for (let from = first; from <= last; from += 100) {
    const batch = Array.from({ length: Math.min(100, last + 1 - from) }, (_, index) => from + index).map((version) => {
      for (const number of touched(version)) lines[number] = line(number, version);
      return { version, content: `${lines.join("\n")}\n` };
    });
    await database.pool().query(
      `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
         content_size_bytes, created_at, via)
       SELECT $1, $2 || '-' || v, $2, v, 'modified', '/a', c, repeat('a', 64), length(c), now() + v * interval '1 ms', 'api'
       FROM unnest($3::integer[], $4::text[]) AS w (v, c)`,
      [memoryStoreId, memoryId, batch.map(({ version }) => version), batch.map(({ content }) => content)],
    );
  }
  await database
    .pool()
    .query("UPDATE memory SET memory_version_id = $3, sequence = $4 WHERE memory_store_id = $1 AND id = $2", [
      memoryStoreId,
      memoryId,
      `${memoryId}-${last}`,
      last,
    ]);
}

/** Runs `work` and finds what it used of the processor, and the most before something else got its turn. */
async function watched<T>(
  name: string,
  work: () => Promise<T>,
): Promise<{ value: T; usedMs: number; longestBlockMs: number }> {
  let last = cpuMs();
  let longestBlockMs = 0;
  const timer = setInterval(() => {
    longestBlockMs = Math.max(longestBlockMs, cpuMs() - last - 1);
    last = cpuMs();
  }, 1);
  const begun = cpuMs();
  const value = await work();
  const usedMs = cpuMs() - begun;
  clearInterval(timer);
  if (process.env.SHOW_TIMES !== undefined) {
    process.stdout.write(`${name}: ${usedMs.toFixed(0)} ms, longest block ${longestBlockMs.toFixed(0)} ms\n`);
  }
  return { value, usedMs, longestBlockMs };
}

describe("blame", () => {
  it("names version, author, channel and reason of each run of lines", async () => {
    const first = await write("one\ntwo\nthree\n");
    const agent: Ctx = {
      ...ctx,
      actor: { ...ctx.actor, kind: "session", id: "sesn_writer" },
      via: "mount",
      reason: "Disk moved",
    };
    const second = await rewrite(first.id, "one\n2\nthree\n", agent);
    const answer = await blame(first.id);
    expect(answer).toMatchObject({
      type: "memory_blame",
      memory_id: first.id,
      memory_version_id: second.memory_version_id,
      bounded: false,
      redacted_at: null,
    });
    expect(answer.ranges).toEqual([
      expect.objectContaining({ start_line: 1, line_count: 1, memory_version_id: first.memory_version_id }),
      {
        start_line: 2,
        line_count: 1,
        memory_version_id: second.memory_version_id,
        created_by: { type: "session_actor", session_id: "sesn_writer" },
        created_at: second.updated_at,
        via: "mount",
        reason: "Disk moved",
        dream_id: null,
        redacted: false,
        redacted_versions: [],
      },
      expect.objectContaining({ start_line: 3, line_count: 1, memory_version_id: first.memory_version_id }),
    ]);
  });

  it("tells of past versions, of a deleted memory's last text, and of a deletion that holds none", async () => {
    const first = await write("a\n");
    const second = await rewrite(first.id, "a\nb\n");
    await deleteMemory(ctx, { memoryStoreId, memoryId: first.id, expectedSha256: null });
    expect(await origins(first.id, first.memory_version_id)).toEqual([[first.memory_version_id, 1]]);
    const answer = await blame(first.id);
    expect(answer.memory_version_id).toBe(second.memory_version_id);
    expect(answer.ranges.map((range) => range.memory_version_id)).toEqual([
      first.memory_version_id,
      second.memory_version_id,
    ]);
    const { rows } = await database
      .pool()
      .query<{ id: string }>("SELECT id FROM memory_version WHERE memory_id = $1 AND operation = 'deleted'", [
        first.id,
      ]);
    expect((await blame(first.id, rows[0]?.id)).ranges).toEqual([]);
  });

  it("says which lines may come from redacted versions, at once, also where the answer was kept", async () => {
    const first = await write("a\n");
    const second = await rewrite(first.id, "a\nsecret\n");
    const third = await rewrite(first.id, "a\nsecret\nc\n");
    const [v1, v2, v3] = [first, second, third].map((memory) => memory.memory_version_id);
    expect(await origins(first.id)).toEqual([
      [v1, 1],
      [v2, 1],
      [v3, 1],
    ]);
    await redact(v2 ?? "");
    expect(await origins(first.id)).toEqual([
      [v1, 1],
      [v3, 2, v2],
    ]);
    expect((await blame(first.id)).ranges[1]).toMatchObject({
      redacted: true,
      redacted_versions: [
        { memory_version_id: v2, created_by: expect.anything(), redacted_at: expect.stringMatching(/Z$/) },
      ],
    });
    await redact(v1 ?? "");
    expect(await origins(first.id)).toEqual([[v3, 3, v1, v2]]);
    const gone = await blame(first.id, v2);
    expect(gone).toMatchObject({ memory_version_id: v2, ranges: [], redacted_at: expect.stringMatching(/Z$/) });
  });

  it("goes on from the answer kept for an earlier version, and finds what it would have found without", async () => {
    const first = await write("a\nb\n");
    await rewrite(first.id, "a\nb\nc\n");
    await blame(first.id);
    const third = await rewrite(first.id, "start\na\nc\n");
    const kept = await origins(first.id);
    for (const id of [first.memory_version_id, third.memory_version_id]) expect(readKeptBlame(id, "other")).toBeNull();
    keepBlame(third.memory_version_id, { ranges: [], bounded: false, chain: "void" });
    expect(await origins(first.id)).toEqual(kept);
  });

  it("hides stores out of reach, unknown memories, and versions of other memories", async () => {
    const memory = await write("a");
    const other = await createMemory(ctx, { memoryStoreId, path: "/b", content: "b", view: "basic" });
    await expect(blame("mem_none")).rejects.toMatchObject({ status: 404 });
    await expect(blame(memory.id, other.memory_version_id)).rejects.toMatchObject({ status: 404 });
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access: new Map() } } };
    const input = { memoryStoreId, memoryId: memory.id, memoryVersionId: null };
    await expect(blameMemory(limited, input)).rejects.toMatchObject({ status: 404 });
    await expect(blameMemory(ctx, { ...input, memoryStoreId: "memstore_none" })).rejects.toMatchObject({ status: 404 });
  });

  it("of 2,000 versions of 100 KB is quick, keeps no other request waiting, is kept, and reads no version in vain", async () => {
    const memoryId = (await write("")).id;
    const lines = Array.from({ length: 2000 }, (_, number) => line(number, 1));
    await writeHistory(memoryId, { lines, first: 2, last: 2000 }, (version) => [version % 1500]);
    const cold = await watched("cold, to the first version", () => blame(memoryId));
    expect(cold.value.ranges.reduce((sum, range) => sum + range.line_count, 0)).toBe(2000);
    expect(new Set(cold.value.ranges.map((range) => range.memory_version_id)).size).toBe(1501);
    expect(cold.usedMs).toBeLessThan(8000);
    expect(cold.longestBlockMs).toBeLessThan(250);
    const warm = await watched("warm", () => blame(memoryId));
    expect(warm.value).toEqual(cold.value);
    expect(warm.usedMs).toBeLessThan(500);
    await rewrite(memoryId, "one line\n");
    const next = await watched("next version", () => blame(memoryId));
    expect(next.usedMs).toBeLessThan(500);

    // Where every line is young, only the last versions are read.
    await writeHistory(memoryId, { lines, first: 2002, last: 2041 }, (version) =>
      Array.from({ length: 50 }, (_, index) => (version % 40) * 50 + index),
    );
    Object.assign(globalThis, { reverieBlameCache: undefined });
    const young = await watched("cold, young lines", () => blame(memoryId));
    expect(young.value.ranges).toHaveLength(40);
    expect(young.usedMs).toBeLessThan(1500);
  }, 120_000);
});

describe("the kept blames", () => {
  it("give way to newer ones when they hold too many ranges", () => {
    const ranges = Array.from({ length: 60_000 }, (_, index) => ({
      startLine: index + 1,
      lineCount: 1,
      versionId: "v",
      redactedVersionIds: [],
    }));
    for (const id of ["a", "b", "c"]) keepBlame(id, { ranges, bounded: false, chain: "1:0" });
    expect(readKeptBlame("a", "1:0")).not.toBeNull();
    keepBlame("d", { ranges, bounded: false, chain: "1:0" });
    expect(readKeptBlame("b", "1:0")).toBeNull();
    expect(readKeptBlame("a", "1:0")).not.toBeNull();
    expect(readKeptBlame("a", "1:1")).toBeNull();
  });
});
