import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import type { ExportFormat, ImportFormat } from "@/lib/contract/transfer";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { isAppError } from "@/lib/errors/app-error";
import { createMemory } from "@/lib/memory/create-memory";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { updateMemory } from "@/lib/memory/update-memory";
import { anyCodePoint } from "@/lib/text/testing-code-points";
import { exportMemoryStore } from "./export-memory-store";
import { importMemoryStore } from "./import-memory-store";

const database = useTestDatabase();
const context = (): Ctx => systemContext(database.pool());

const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("a", "b", "c", ".git", "redacted", "漢") },
  { weight: 1, arbitrary: fc.string({ unit: anyCodePoint, minLength: 1, maxLength: 5 }) },
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join("/")}`)
  .filter((text) => memoryPathProblem(text) === null);
const content = fc
  .string({ unit: anyCodePoint, maxLength: 40 })
  .filter((text) => !text.includes("\0") && text.isWellFormed());
const step = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), path, content }),
  fc.record({ kind: fc.constant("change" as const), at: fc.nat(), path: fc.option(path), content: fc.option(content) }),
  fc.record({ kind: fc.constant("delete" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("redact" as const), at: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A store to which the steps happened, but for those that the rules refuse. */
async function live(steps: readonly Step[]): Promise<string> {
  const ctx = context();
  const { id: memoryStoreId } = await createMemoryStore(ctx, { name: "random" });
  const memories: string[] = [];
  const versions: string[] = [];
  const pick = (list: readonly string[], at: number) => list[at % Math.max(1, list.length)] ?? "none";
  for (const next of steps) {
    try {
      if (next.kind === "create") {
        const memory = await createMemory(ctx, {
          memoryStoreId,
          path: next.path,
          content: next.content,
          view: "basic",
        });
        memories.push(memory.id);
        versions.push(memory.memory_version_id);
      } else if (next.kind === "change") {
        const { path, content } = next;
        const input = { memoryStoreId, memoryId: pick(memories, next.at), path, content, expectedSha256: null };
        versions.push((await updateMemory(ctx, { ...input, view: "basic" })).memory_version_id);
      } else if (next.kind === "delete") {
        await deleteMemory(ctx, { memoryStoreId, memoryId: pick(memories, next.at), expectedSha256: null });
      } else await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: pick(versions, next.at) });
    } catch (error) {
      if (!isAppError(error)) throw error;
    }
  }
  return memoryStoreId;
}

const bytesOf = async (memoryStoreId: string, format: ExportFormat, ctx = context()) =>
  buffer((await exportMemoryStore(ctx, { memoryStoreId, format, pathPrefix: "/", at: null, history: null })).stream);

const intoNewStore = async (bytes: Buffer, format: ImportFormat, ctx = context()) => {
  const { id } = await createMemoryStore(ctx, { name: "random" });
  const body = Readable.from([bytes]);
  const input = { memoryStoreId: id, format, body, onConflict: "fail" as const, dryRun: false, history: null };
  return { id, outcome: await importMemoryStore(ctx, input) };
};

const headsOf = async (memoryStoreId: string, columns: string) => {
  const { rows } = await database.pool().query(
    `SELECT ${columns} FROM memory m JOIN memory_version v ON v.memory_store_id = m.memory_store_id
       AND v.id = m.memory_version_id WHERE m.memory_store_id = $1 ORDER BY m.path`,
    [memoryStoreId],
  );
  return rows;
};

describe("any store, exported and brought into an empty one", () => {
  it("is the same history, byte for byte, and the same heads", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const source = await live(steps);
        const first = await bytesOf(source, "jsonl");
        const { id, outcome } = await intoNewStore(first, "jsonl");
        expect(outcome.history).toBe(true);
        const second = await bytesOf(id, "jsonl");
        const behindHeader = (bytes: Buffer) => bytes.subarray(bytes.indexOf(10)).toString("utf8");
        expect(behindHeader(second)).toBe(behindHeader(first));
        const columns = "m.id, m.path, m.memory_version_id, m.content_sha256, m.sequence, m.created_at, m.updated_at";
        expect(await headsOf(id, columns)).toEqual(await headsOf(source, columns));
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it("has the same files after any archive, and the same archive after that", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const source = await live(steps);
        for (const format of ["zip", "tar.gz"] as const) {
          const { id } = await intoNewStore(await bytesOf(source, format), format);
          expect(await headsOf(id, "m.path, v.content")).toEqual(await headsOf(source, "m.path, v.content"));
        }
      }),
      { numRuns: 20 },
    );
  }, 120_000);
});

describe("an import", () => {
  it("leaves other writers of the store either before it or behind it", async () => {
    const ctx = context();
    const { id: memoryStoreId } = await createMemoryStore(ctx, { name: "busy" });
    const source = await live([{ kind: "create", path: "/shared/file", content: "imported" }]);
    const bytes = await bytesOf(source, "zip");
    const body = Readable.from([bytes]);
    const settled = await Promise.allSettled([
      importMemoryStore(ctx, { memoryStoreId, format: "zip", body, onConflict: "fail", dryRun: false, history: null }),
      createMemory(ctx, { memoryStoreId, path: "/shared", content: "written", view: "basic" }),
    ]);
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await headsOf(memoryStoreId, "m.path")).toHaveLength(1);
  });

  it("refuses a third at a time, and is there again afterwards", async () => {
    const ctx = context();
    const { id: memoryStoreId } = await createMemoryStore(ctx, { name: "many" });
    const bytes = await bytesOf(await live([{ kind: "create", path: "/a", content: "x" }]), "zip");
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* slow() {
      await gate;
      yield bytes;
    }
    const bring = (body: AsyncIterable<Uint8Array>) =>
      importMemoryStore(ctx, { memoryStoreId, format: "zip", body, onConflict: "skip", dryRun: false, history: null });
    const two = [bring(slow()), bring(slow())];
    // Both have looked for the store by then.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect
      .poll(() =>
        bring(Readable.from([bytes])).then(
          () => 200,
          (error) => error.status,
        ),
      )
      .toBe(429);
    release();
    const outcomes = await Promise.all(two);
    expect(outcomes.map((outcome) => outcome.created + outcome.unchanged)).toEqual([1, 1]);
    expect(await bring(Readable.from([bytes]))).toMatchObject({ unchanged: 1 });
  });
});

describe("redaction after an import", () => {
  const contentsOf = async (memoryStoreId: string) =>
    (
      await database.pool().query("SELECT content FROM memory_version WHERE memory_store_id = $1", [memoryStoreId])
    ).rows.map((row: { content: string | null }) => row.content);
  const twoVersions: Step[] = [
    { kind: "create", path: "/a", content: "secret" },
    { kind: "change", at: 0, path: null, content: "harmless" },
  ];
  const firstVersionOf = async (memoryStoreId: string): Promise<string> =>
    (
      await database
        .pool()
        .query("SELECT id FROM memory_version WHERE memory_store_id = $1 AND sequence = 1", [memoryStoreId])
    ).rows[0].id;

  it("in the source reaches the history that was made of it, and the export stays the same but for that", async () => {
    const source = await live(twoVersions);
    const { id } = await intoNewStore(await bytesOf(source, "jsonl"), "jsonl");
    await redactMemoryVersion(context(), { memoryStoreId: source, memoryVersionId: await firstVersionOf(source) });
    expect(await contentsOf(id)).not.toContain("secret");
    expect(await contentsOf(id)).toContain("harmless");
  });

  it("ends also where a history claims to be a copy of itself", async () => {
    const source = await live(twoVersions);
    const versionId = await firstVersionOf(source);
    const text = (await bytesOf(source, "jsonl")).toString("utf8");
    const copy = JSON.stringify({ memory_store_id: source, memory_version_id: versionId });
    const { id } = await intoNewStore(Buffer.from(text.replaceAll('"copy_of":null', `"copy_of":${copy}`)), "jsonl");
    await redactMemoryVersion(context(), { memoryStoreId: id, memoryVersionId: versionId });
    expect(await contentsOf(id)).not.toContain("secret");
  });
});

describe("an export of a past moment", () => {
  it("holds what was acknowledged by then, whatever else is still open in the database", async () => {
    const open = await database.pool().connect();
    try {
      await open.query("BEGIN; SELECT pg_current_xact_id()");
      const ctx = context();
      const { id: memoryStoreId } = await createMemoryStore(ctx, { name: "beside an open transaction" });
      const memory = await createMemory(ctx, { memoryStoreId, path: "/note.md", content: "written", view: "basic" });
      const selection = { memoryStoreId, pathPrefix: "/", at: new Date(memory.updated_at) };
      for (const history of [true, false]) {
        const { stream } = await exportMemoryStore(ctx, { ...selection, format: "jsonl", history });
        expect((await buffer(stream)).toString()).toContain(memory.memory_version_id);
      }
    } finally {
      await open.query("ROLLBACK");
      open.release();
    }
  });
});
