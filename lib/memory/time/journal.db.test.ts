import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { memoryPathPrefix } from "@/lib/contract/memory-path";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import type { Tx } from "@/lib/db/transaction";
import { type BlameVersion, blameLines } from "@/lib/text/blame-lines";
import { anyText } from "@/lib/text/testing/arbitrary-text";
import { blameMemory } from "../blame-memory";
import { createMemory } from "../create-memory";
import { createMemoryStore } from "../create-memory-store";
import { deleteMemory } from "../delete-memory";
import { listTree } from "../list-tree";
import { redactMemoryVersion } from "../redact-memory-version";
import { updateMemory } from "../update-memory";
import { compareMemoryStores } from "./compare-memory-stores";
import { differingPaths } from "./differing-paths";
import { listSnapshot } from "./list-snapshot";
import { readRecentDifferences } from "./past-differences";
import { restoreMemoryStore } from "./restore-memory-store";

const database = useTestDatabase();

const anyPath = fc.constantFrom("/a", "/b", "/a/x", "/a/y", "/a/x/deep", "/a-b", "/c/é", "/c/\u{10ffff}");
const anyOperation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant("create" as const), path: anyPath, content: anyText }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant("write" as const), pick: fc.nat(20), content: anyText }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant("rename" as const), pick: fc.nat(20), path: anyPath }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant("delete" as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("redact" as const), pick: fc.nat(50) }) },
);
type Operation = typeof anyOperation extends fc.Arbitrary<infer T> ? T : never;

interface File {
  memoryId: string;
  versionId: string;
  path: string;
  content: string;
}
interface Moment {
  at: Date;
  files: File[];
}

/** Does operations one after the other, and writes down what was acknowledged: the whole store after each of them. */
async function keepJournal(ctx: Ctx, memoryStoreId: string, operations: readonly Operation[]) {
  const clock = { now: Date.now() - 1_000_000 };
  const at: Ctx = { ...ctx, clock: () => new Date(clock.now) };
  const journal: Moment[] = [];
  const redacted = new Set<string>();
  const versions: string[] = [];
  let files: File[] = [];
  for (const operation of operations) {
    clock.now += 1000;
    await perform(operation).catch((error: unknown) => {
      expect(error).toMatchObject({ status: expect.toBeOneOf([400, 409]) });
    });
    journal.push({ at: new Date(clock.now), files: [...files].sort((a, b) => byBytes(a.path, b.path)) });
  }
  return { journal, redacted, files };

  async function perform(operation: Operation): Promise<void> {
    if (operation.op === "create") {
      const { path, content } = operation;
      const made = await createMemory(at, { memoryStoreId, path, content, view: "basic" });
      versions.push(made.memory_version_id);
      files = [...files, { memoryId: made.id, versionId: made.memory_version_id, path, content }];
      return;
    }
    if (operation.op === "redact") {
      const versionId = versions[operation.pick % Math.max(versions.length, 1)];
      if (versionId === undefined) return;
      await redactMemoryVersion(at, { memoryStoreId, memoryVersionId: versionId });
      redacted.add(versionId);
      return;
    }
    const file = files[operation.pick % Math.max(files.length, 1)];
    if (file === undefined) return;
    const { memoryId } = file;
    const others = files.filter((other) => other !== file);
    if (operation.op === "delete") {
      await deleteMemory(at, { memoryStoreId, memoryId, expectedSha256: null });
      files = others;
      return;
    }
    const wanted = operation.op === "write" ? { content: operation.content } : { path: operation.path };
    const change = { path: null, content: null, ...wanted };
    const made = await updateMemory(at, { memoryStoreId, memoryId, expectedSha256: null, view: "basic", ...change });
    versions.push(made.memory_version_id);
    files = [...others, { ...file, ...wanted, versionId: made.memory_version_id }];
  }
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const readable = (moment: Moment, redacted: ReadonlySet<string>) =>
  moment.files.filter((file) => !redacted.has(file.versionId));
const asPairs = (files: readonly File[]) => files.map((file) => [file.path, file.content]);

async function readSnapshot(ctx: Ctx, memoryStoreId: string, at: Date | null, options: object = {}) {
  const items = [];
  let page: string | undefined;
  do {
    const input = { memoryStoreId, at, pathPrefix: "/", depth: "subtree" as const, view: "full" as const, limit: 2 };
    const answer = await listSnapshot(ctx, { ...input, ...options, page });
    items.push(...answer.data);
    page = answer.next_page ?? undefined;
  } while (page !== undefined);
  return items;
}

const filesOf = (items: Awaited<ReturnType<typeof readSnapshot>>) =>
  items.flatMap((item) => (item.type === "memory" ? [[item.path, item.content]] : []));

async function setUp(operations: readonly Operation[]) {
  const ctx = systemContext(database.pool());
  const memoryStoreId = (await createMemoryStore(ctx, { name: "journal" })).id;
  return { ctx, memoryStoreId, ...(await keepJournal(ctx, memoryStoreId, operations)) };
}

const anyJournal = fc.array(anyOperation, { minLength: 4, maxLength: 25 });

describe("the past of a store", () => {
  it("is at each acknowledged moment what the journal says, as snapshot, as tree, and folder by folder", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (operations) => {
        const { ctx, memoryStoreId, journal, redacted } = await setUp(operations);
        for (const moment of journal) {
          const expected = readable(moment, redacted);
          const items = await readSnapshot(ctx, memoryStoreId, moment.at);
          expect(filesOf(items)).toEqual(asPairs(expected));
          expect(items.flatMap((item) => (item.type === "memory_redacted" ? [item.memory_id] : []))).toEqual(
            moment.files
              .filter((file) => redacted.has(file.versionId))
              .map((file) => file.memoryId)
              .sort(),
          );
          const tree = await listTree(ctx, {
            memoryStoreId,
            pathPrefix: "/",
            at: moment.at,
            includeDeleted: false,
            limit: 100,
          });
          expect(tree.data.map((row) => [row.path, row.memory_id])).toEqual(
            expected.map((file) => [file.path, file.memoryId]),
          );
          const children = await readSnapshot(ctx, memoryStoreId, moment.at, { depth: "children" });
          expect(children.flatMap((item) => ("path" in item ? [item.path] : []))).toEqual(childrenOf(expected));
          for (const pathPrefix of ["/a/", "/c/"]) {
            expect(memoryPathPrefix.safeParse(pathPrefix).success).toBe(true);
            const inside = expected.filter((file) => file.path.startsWith(pathPrefix));
            expect(filesOf(await readSnapshot(ctx, memoryStoreId, moment.at, { pathPrefix }))).toEqual(asPairs(inside));
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("differs from now alike whether all files are walked or only those written since", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (operations) => {
        const { ctx, memoryStoreId, journal } = await setUp(operations);
        const tx: Tx = ctx.pool;
        for (const { at } of journal) {
          for (const scope of [
            { pathPrefix: "/", afterPath: "" },
            { pathPrefix: "/a/", afterPath: "/a/x" },
          ]) {
            const past = { memoryStoreId, at, pin: null };
            const sides = { from: { kind: "past", ...past }, to: { kind: "now", memoryStoreId } } as const;
            const walked = [];
            for await (const path of differingPaths(tx, sides, scope)) walked.push(path);
            expect(await readRecentDifferences(tx, past, scope)).toEqual(walked);
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("comes back by a restore, which leaves nothing to compare, touches no version, and does nothing the second time", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, fc.nat(24), async (operations, pick) => {
        const { ctx, memoryStoreId, journal, redacted } = await setUp(operations);
        const moment = journal[pick % journal.length];
        if (moment === undefined) return;
        const before = await versionsOf(memoryStoreId);
        const input = { memoryStoreId, at: moment.at, pathPrefix: "/", isDryRun: false };
        const dry = await restoreMemoryStore(ctx, { ...input, isDryRun: true }).catch((error: unknown) => error);
        expect(await versionsOf(memoryStoreId)).toEqual(before);
        const restored = await restoreMemoryStore(ctx, input).catch((error: unknown) => error);
        if (restored instanceof Error) {
          // A file whose past was redacted stands in the way of one that is to come back.
          expect(redacted.size).toBeGreaterThan(0);
          expect(restored).toMatchObject({ status: 409 });
          return;
        }
        expect(restored).toMatchObject({ ...(dry as object), dry_run: false });
        const kept = new Set(
          (restored as { skipped: { memory_id: string; path: string | null }[] }).skipped.map((s) => s.path),
        );
        const now = filesOf(await readSnapshot(ctx, memoryStoreId, null)).filter(([path]) => !kept.has(path ?? null));
        const expected = readable(moment, redacted).filter((file) => !kept.has(file.path));
        expect(now).toEqual(asPairs(expected));
        const left = await compareMemoryStores(ctx, {
          memoryStoreId,
          against: { kind: "past", at: moment.at },
          pathPrefix: "/",
          limit: 100,
        });
        expect(left.data.filter((item) => item.type === "memory_difference")).toEqual([]);
        const after = await versionsOf(memoryStoreId);
        expect(after.slice(0, before.length)).toEqual(before);
        const again = await restoreMemoryStore(ctx, input);
        expect(again.counts).toMatchObject({ created: 0, modified: 0, deleted: 0, renamed: 0 });
        expect(await versionsOf(memoryStoreId)).toEqual(after);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("comes back for one folder alone", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, fc.nat(24), async (operations, pick) => {
        const { ctx, memoryStoreId, journal, files } = await setUp(operations.filter(({ op }) => op !== "redact"));
        const moment = journal[pick % Math.max(journal.length, 1)];
        if (moment === undefined) return;
        const input = { memoryStoreId, at: moment.at, pathPrefix: "/a/", isDryRun: false };
        const restored = await restoreMemoryStore(ctx, input).catch((error: unknown) => error);
        const inside = (file: File) => file.path.startsWith("/a/");
        const outside = files.filter((file) => !inside(file));
        const wanted = moment.files.filter(inside);
        if (restored instanceof Error) {
          expect(restored).toMatchObject({ status: 409 });
          expect(outside.some((file) => file.path === "/a") && wanted.length > 0).toBe(true);
          return;
        }
        const expected = [...outside, ...wanted].sort((a, b) => byBytes(a.path, b.path));
        expect(filesOf(await readSnapshot(ctx, memoryStoreId, null))).toEqual(asPairs(expected));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it("says of each line of each version the version that brought it in, as a naive blame does", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (operations) => {
        const { ctx, memoryStoreId } = await setUp(operations);
        const { rows } = await database.pool().query<BlameVersion & { memory_id: string; is_redacted: boolean }>(
          `SELECT id, memory_id, redacted_at IS NOT NULL AS is_redacted,
             CASE WHEN redacted_at IS NULL THEN coalesce(content, '') END AS content
           FROM memory_version WHERE memory_store_id = $1 ORDER BY memory_id, sequence`,
          [memoryStoreId],
        );
        for (const version of rows) {
          const chain = rows.filter((row) => row.memory_id === version.memory_id);
          const until = chain.slice(0, chain.indexOf(version) + 1);
          const answer = await blameMemory(ctx, {
            memoryStoreId,
            memoryId: version.memory_id,
            memoryVersionId: version.id,
          });
          const naive = version.is_redacted ? [] : blameLines(until).ranges;
          expect(
            answer.ranges.map((range) => ({
              startLine: range.start_line,
              lineCount: range.line_count,
              versionId: range.memory_version_id,
              redactedVersionIds: range.redacted_versions.map((redacted) => redacted.memory_version_id),
            })),
          ).toEqual(naive);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

function childrenOf(files: readonly File[]): string[] {
  const names = files.map(({ path }) => {
    const end = path.indexOf("/", 1);
    return end === -1 ? path : path.slice(0, end + 1);
  });
  return [...new Set(names)];
}

async function versionsOf(memoryStoreId: string): Promise<unknown[]> {
  const { rows } = await database
    .pool()
    .query("SELECT * FROM memory_version WHERE memory_store_id = $1 ORDER BY created_at, id", [memoryStoreId]);
  return rows;
}
