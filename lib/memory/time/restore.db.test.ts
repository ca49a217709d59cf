import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { archiveMemoryStore } from "../archive-memory-store";
import { createMemory } from "../create-memory";
import { createMemoryStore } from "../create-memory-store";
import { deleteMemory } from "../delete-memory";
import { getMemory } from "../get-memory";
import { listMemoryVersions } from "../list-memory-versions";
import { redactMemoryVersion } from "../redact-memory-version";
import { updateMemory } from "../update-memory";
import { compareMemoryStores } from "./compare-memory-stores";
import { diffMemoryVersions } from "./diff-memory-versions";
import { listSnapshot } from "./list-snapshot";
import { restoreMemory } from "./restore-memory";
import { restoreMemoryStore } from "./restore-memory-store";

const database = useTestDatabase();

let ctx: Ctx;
let now: number;
const tick = () => {
  now += 1000;
  return new Date(now);
};
let memoryStoreId: string;
beforeEach(async () => {
  now = Date.now() - 1_000_000;
  ctx = { ...systemContext(database.pool()), clock: tick };
  memoryStoreId = (await createMemoryStore(ctx, { name: "restored" })).id;
});

const write = (path: string, content = "text") => createMemory(ctx, { memoryStoreId, path, content, view: "full" });
const change = (memoryId: string, what: { path?: string; content?: string }) =>
  updateMemory(ctx, {
    memoryStoreId,
    memoryId,
    path: null,
    content: null,
    expectedSha256: null,
    view: "full",
    ...what,
  });
const remove = (memoryId: string) => deleteMemory(ctx, { memoryStoreId, memoryId, expectedSha256: null });
const redact = (memoryVersionId: string) => redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId });
const restoreOne = (memoryId: string, memoryVersionId: string, options: object = {}, by = ctx) =>
  restoreMemory(by, { memoryStoreId, memoryId, memoryVersionId, expectedSha256: null, view: "full", ...options });
const restore = (at: Date, options: object = {}, by = ctx) =>
  restoreMemoryStore(by, { memoryStoreId, at, pathPrefix: "/", isDryRun: false, ...options });
const history = async (memoryId: string) =>
  (await listMemoryVersions(ctx, { memoryStoreId, memoryId, author: {}, view: "basic", limit: 100 })).data;
const files = async (at: Date | null = null) => {
  const input = { memoryStoreId, at, pathPrefix: "/", depth: "subtree" as const, view: "full" as const, limit: 20 };
  const { data } = await listSnapshot(ctx, input);
  return data.flatMap((item) => (item.type === "memory" ? [[item.path, item.content, item.id]] : []));
};
const momentNow = () => new Date(now + 500);

describe("restoring one memory", () => {
  it("brings text and path of a version back as a new version, attributed, with its reason", async () => {
    const first = await write("/old", "one");
    await change(first.id, { path: "/new", content: "two" });
    const agent: Ctx = { ...ctx, actor: { ...ctx.actor, kind: "user", id: "user_1" }, reason: "The old one was right" };
    const restored = await restoreOne(first.id, first.memory_version_id, {}, agent);
    expect(restored).toMatchObject({ id: first.id, path: "/old", content: "one", created_at: first.created_at });
    const versions = await history(first.id);
    expect(versions).toHaveLength(3);
    expect(versions[0]).toMatchObject({
      operation: "modified",
      created_by: { type: "user_actor", user_id: "user_1" },
      reverie: { via: "restore", reason: "The old one was right", sequence: 3 },
    });
    await restoreOne(first.id, first.memory_version_id);
    expect(await history(first.id)).toHaveLength(3);
  });

  it("brings a deleted memory back under its own id, and its history goes on", async () => {
    const first = await write("/a", "one");
    await change(first.id, { content: "two" });
    await remove(first.id);
    const both = await Promise.all([
      restoreOne(first.id, first.memory_version_id),
      restoreOne(first.id, first.memory_version_id),
    ]);
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ id: first.id, path: "/a", content: "one", created_at: first.created_at });
    expect((await history(first.id)).map(({ operation }) => operation)).toEqual([
      "created",
      "deleted",
      "modified",
      "created",
    ]);
    expect(await getMemory(ctx, { memoryStoreId, memoryId: first.id, view: "full" })).toEqual(both[0]);
    await change(first.id, { content: "three" });
    await remove(first.id);
    expect(await history(first.id)).toHaveLength(6);
  });

  it("keeps where the text came from, so that redaction of the restored version reaches it", async () => {
    const changed = await write("/live", "the secret");
    await change(changed.id, { content: "harmless" });
    await restoreOne(changed.id, changed.memory_version_id);
    const gone = await write("/gone", "the other secret");
    await remove(gone.id);
    await restoreOne(gone.id, gone.memory_version_id);
    const together = await write("/together", "the third secret");
    const before = momentNow();
    await change(together.id, { content: "harmless" });
    await restore(before);
    for (const memory of [changed, gone, together]) await redact(memory.memory_version_id);
    expect((await files()).map(([, content]) => content)).toEqual(Array.from({ length: 3 }, () => "[redacted]\n"));
    const { rows } = await database.pool().query("SELECT 1 FROM memory_version WHERE content LIKE '%secret%'");
    expect(rows).toEqual([]);
  });

  it("is refused where the path is taken, the text is gone, or the head is another than the caller saw", async () => {
    const gone = await write("/a", "one");
    const second = await change(gone.id, { content: "two" });
    await expect(
      restoreOne(gone.id, gone.memory_version_id, { expectedSha256: gone.content_sha256 }),
    ).rejects.toMatchObject({ status: 409, code: "memory_precondition_failed_error" });
    await restoreOne(gone.id, gone.memory_version_id, { expectedSha256: second.content_sha256 });
    await remove(gone.id);
    await redact(second.memory_version_id);
    await expect(restoreOne(gone.id, second.memory_version_id)).rejects.toMatchObject({ status: 400 });
    const [deletion] = await history(gone.id);
    await expect(restoreOne(gone.id, deletion?.id ?? "")).rejects.toMatchObject({ status: 400 });
    await expect(
      restoreOne(gone.id, gone.memory_version_id, { expectedSha256: gone.content_sha256 }),
    ).rejects.toMatchObject({ status: 404 });
    const other = await write("/a/below");
    await expect(restoreOne(gone.id, gone.memory_version_id)).rejects.toMatchObject({ status: 409 });
    await expect(restoreOne(other.id, gone.memory_version_id)).rejects.toMatchObject({ status: 404 });
    await archiveMemoryStore(ctx, memoryStoreId);
    await expect(restoreOne(other.id, other.memory_version_id)).rejects.toMatchObject({ status: 400 });
  });
});

describe("restoring a store", () => {
  it("says first what it would do, then does it: back come texts, names and deleted files under their ids", async () => {
    const [edited, moved, gone] = [await write("/edited", "1"), await write("/old", "2"), await write("/gone", "3")];
    await write("/untouched");
    const at = momentNow();
    const before = await files();
    await change(edited.id, { content: "changed" });
    await change(moved.id, { path: "/new", content: "moved" });
    await remove(gone.id);
    const fresh = await write("/gone/below");
    const dry = await restore(at, { isDryRun: true });
    expect(dry.restored.map(({ operation, path, previous_path }) => [operation, path, previous_path])).toEqual([
      ["modified", "/edited", null],
      ["created", "/gone", null],
      ["deleted", "/gone/below", null],
      ["renamed", "/old", "/new"],
    ]);
    expect(dry.restored[0]).toMatchObject({
      from: { memory_id: edited.id, content_size_bytes: 7 },
      to: { memory_version_id: edited.memory_version_id, content_sha256: edited.content_sha256 },
    });
    expect(await files()).not.toEqual(before);
    const done = await restore(at, {}, { ...ctx, reason: "A bad import" });
    expect(done).toEqual({ ...dry, dry_run: false });
    expect(done.counts).toEqual({ created: 1, modified: 1, deleted: 1, renamed: 1, skipped: 0 });
    expect(await files()).toEqual(before);
    const { rows } = await database.pool().query(
      `SELECT v.reason, v.via, count(DISTINCT a.id)::integer AS recorded FROM memory_version v
       LEFT JOIN audit_event a ON a.details->>'memory_version_id' = v.id
       WHERE v.memory_store_id = $1 AND v.via = 'restore' GROUP BY v.id, v.reason, v.via`,
      [memoryStoreId],
    );
    expect(rows).toEqual(Array.from({ length: 4 }, () => ({ reason: "A bad import", via: "restore", recorded: 1 })));
    expect((await history(fresh.id))[0]).toMatchObject({ operation: "deleted" });
    const audit = await database
      .pool()
      .query("SELECT details FROM audit_event WHERE action = 'memory_store.restore' AND memory_store_id = $1", [
        memoryStoreId,
      ]);
    expect(audit.rows).toEqual([{ details: expect.objectContaining({ renamed: 1, modified: 1 }) }]);
  });

  it("leaves files alone whose past was redacted, and says so", async () => {
    const [live, deleted] = [await write("/live", "secret"), await write("/deleted", "secret")];
    const plain = await write("/plain", "1");
    const at = momentNow();
    await change(live.id, { content: "clean", path: "/renamed" });
    await change(plain.id, { content: "2" });
    await remove(deleted.id);
    await redact(live.memory_version_id);
    await redact(deleted.memory_version_id);
    const done = await restore(at);
    expect(done.skipped).toEqual([
      { memory_id: live.id, path: "/renamed", reason: "redacted" },
      { memory_id: deleted.id, path: null, reason: "redacted" },
    ]);
    expect(done.counts).toMatchObject({ modified: 1, skipped: 2, deleted: 0 });
    expect((await files()).map(([path, content]) => [path, content])).toEqual([
      ["/plain", "1"],
      ["/renamed", "clean"],
    ]);
    const against = { kind: "past" as const, at };
    const left = await compareMemoryStores(ctx, { memoryStoreId, against, pathPrefix: "/", limit: 1 });
    const rest = await compareMemoryStores(ctx, {
      memoryStoreId,
      against,
      pathPrefix: "/",
      limit: 1,
      page: left.next_page ?? undefined,
    });
    expect([...left.data, ...rest.data].map((item) => [item.type, "memory_id" in item && item.memory_id])).toEqual([
      ["memory_redacted", live.id],
      ["memory_redacted", deleted.id],
    ]);
    expect(rest.next_page).toBeNull();
  });

  it("keeps to its folder: a file that moved out stays where it is, and one that stands in the way stops it all", async () => {
    const moved = await write("/in/a", "1");
    const at = momentNow();
    await change(moved.id, { path: "/out" });
    const done = await restore(at, { pathPrefix: "/in/" });
    expect(done.restored.map(({ operation, path }) => [operation, path])).toEqual([["created", "/in/a"]]);
    const [inside, outside] = await files();
    expect(inside?.slice(0, 2)).toEqual(["/in/a", "1"]);
    expect(outside).toEqual(["/out", "1", moved.id]);
    expect(inside?.[2]).not.toBe(moved.id);
    await remove(String(inside?.[2]));
    await write("/in");
    await expect(restore(at, { pathPrefix: "/in/", isDryRun: true })).rejects.toMatchObject({ status: 409 });
    await expect(restore(at, { pathPrefix: "/in/" })).rejects.toMatchObject({ status: 409 });
    expect((await files()).map(([path]) => path)).toEqual(["/in", "/out"]);
  });

  it("needs the right to write and an open store, and does nothing at all to a store that is as it was", async () => {
    await write("/a");
    const at = momentNow();
    expect((await restore(at)).restored).toEqual([]);
    const reader: Ctx = { ...ctx, actor: { ...ctx.actor, permissions: new Set(["memory:read"] as const) } };
    await expect(restore(at, {}, reader)).rejects.toMatchObject({ status: 403 });
    await expect(restore(at, { memoryStoreId: "memstore_none" })).rejects.toMatchObject({ status: 404 });
    await archiveMemoryStore(ctx, memoryStoreId);
    await expect(restore(at)).rejects.toMatchObject({ status: 400 });
    await expect(restore(at, { isDryRun: true })).rejects.toMatchObject({ status: 400 });
  });

  it("waits for writers, so that no write of before is lost to it", async () => {
    const at = momentNow();
    let finish: () => void = () => {};
    const open = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const writer = withTransaction(database.pool(), async (tx) => {
      await createMemory({ ...ctx, tx }, { memoryStoreId, path: "/late", content: "", view: "basic" });
      await open;
    });
    await expect
      .poll(async () => (await database.pool().query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).rowCount)
      .toBeGreaterThan(0);
    const restoring = restore(at);
    finish();
    await writer;
    expect((await restoring).restored.map(({ operation, path }) => [operation, path])).toEqual([["deleted", "/late"]]);
  });
});

describe("a snapshot", () => {
  it("shows on all its pages what was written when the first was read, also what is being written meanwhile", async () => {
    for (const path of ["/b", "/d", "/f"]) await write(path);
    const [a, , c] = [await write("/a"), await write("/c1"), await write("/c2")];
    const read = (page?: string) =>
      listSnapshot(ctx, { memoryStoreId, at: null, pathPrefix: "/", depth: "subtree", view: "basic", limit: 2, page });
    const seen: string[] = [];
    let page: string | undefined;
    let turn = 0;
    do {
      const answer = await read(page);
      seen.push(...answer.data.flatMap((item) => (item.type === "memory" ? [item.path] : [])));
      page = answer.next_page ?? undefined;
      turn += 1;
      await write(`/c${turn}-new`);
      if (turn === 1) await change(a.id, { path: "/z" });
      if (turn === 1) await remove(c.id);
    } while (page !== undefined);
    expect(seen).toEqual(["/a", "/b", "/c1", "/c2", "/d", "/f"]);
  });

  it("shows an acknowledged write at once, whatever other transactions are open", async () => {
    const open = await database.pool().connect();
    await open.query("BEGIN");
    await open.query("SELECT pg_current_xact_id()");
    await write("/a");
    expect((await files(momentNow())).map(([path]) => path)).toEqual(["/a"]);
    await open.query("ROLLBACK");
    open.release();
  });
});

describe("a comparison", () => {
  it("leads from the first store to the other, by path and text, page by page", async () => {
    const other = (await createMemoryStore(ctx, { name: "other" })).id;
    const writeOther = (path: string, content: string) =>
      createMemory(ctx, { memoryStoreId: other, path, content, view: "basic" });
    for (const [path, content] of [
      ["/a", "1"],
      ["/b", "2"],
      ["/c", "3"],
      ["/é", "4"],
    ] as const)
      await write(path, content);
    for (const [path, content] of [
      ["/b", "2"],
      ["/c", "other"],
      ["/d", "5"],
      ["/\u{10000}", "6"],
      ["/\uffee", "7"],
    ] as const) {
      await writeOther(path, content);
    }
    const seen: unknown[] = [];
    let page: string | undefined;
    do {
      const against = { kind: "store" as const, memoryStoreId: other };
      const answer = await compareMemoryStores(ctx, { memoryStoreId, against, pathPrefix: "/", limit: 2, page });
      expect(answer.data.length).toBeLessThanOrEqual(2);
      seen.push(...answer.data.map((item) => ("operation" in item ? [item.operation, item.path] : item)));
      page = answer.next_page ?? undefined;
    } while (page !== undefined);
    expect(seen).toEqual([
      ["deleted", "/a"],
      ["modified", "/c"],
      ["created", "/d"],
      ["deleted", "/é"],
      ["created", "/\uffee"],
      ["created", "/\u{10000}"],
    ]);
  });

  it("needs both stores to be readable", async () => {
    const other = (await createMemoryStore(ctx, { name: "hidden" })).id;
    const access = new Map([[memoryStoreId, "read_only" as const]]);
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access } } };
    const input = {
      memoryStoreId,
      against: { kind: "store" as const, memoryStoreId: other },
      pathPrefix: "/",
      limit: 2,
    };
    await expect(compareMemoryStores(limited, input)).rejects.toMatchObject({ status: 404 });
    await expect(compareMemoryStores(ctx, { ...input, page: "page_x" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("the difference of two versions", () => {
  it("shows hunks with the end of the text, takes a deletion as empty, and says which side was redacted", async () => {
    const first = await write("/a", "one\ntwo");
    const second = await change(first.id, { content: "one\n2\n" });
    await remove(first.id);
    const [deletion] = await history(first.id);
    const diff = (from: string, to: string) => diffMemoryVersions(ctx, { memoryStoreId, memoryId: first.id, from, to });
    expect(await diff(first.memory_version_id, second.memory_version_id)).toEqual({
      type: "memory_diff",
      memory_id: first.id,
      from: first.memory_version_id,
      to: second.memory_version_id,
      hunks: [
        {
          old_start: 1,
          old_count: 2,
          new_start: 1,
          new_count: 2,
          lines: [
            { op: " ", text: "one" },
            { op: "-", text: "two" },
            { op: "+", text: "2" },
          ],
          no_newline_at_end: { old: true, new: false },
        },
      ],
      bounded: false,
      redacted: [],
    });
    expect((await diff(second.memory_version_id, deletion?.id ?? "")).hunks?.[0]).toMatchObject({
      old_count: 2,
      new_count: 0,
    });
    expect((await diff(first.memory_version_id, first.memory_version_id)).hunks).toEqual([]);
    await redact(first.memory_version_id);
    expect(await diff(first.memory_version_id, second.memory_version_id)).toMatchObject({
      hunks: null,
      redacted: ["from"],
    });
    expect(await diff(second.memory_version_id, first.memory_version_id)).toMatchObject({
      hunks: null,
      redacted: ["to"],
    });
    await expect(diff(first.memory_version_id, "memver_none")).rejects.toMatchObject({ status: 404 });
  });
});
