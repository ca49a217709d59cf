import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { Permission } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { type ListTreeInput, listTree } from "./list-tree";
import { redactMemoryVersion } from "./redact-memory-version";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, content = "text") => createMemory(ctx, { memoryStoreId, path, content, view: "basic" });
const rewrite = (memoryId: string, content: string) =>
  updateMemory(ctx, { memoryStoreId, memoryId, path: null, content, expectedSha256: null, view: "basic" });
const remove = (memoryId: string) => deleteMemory(ctx, { memoryStoreId, memoryId, expectedSha256: null });
const tree = (options: Partial<ListTreeInput> = {}, reader = ctx) =>
  listTree(reader, { memoryStoreId, pathPrefix: "/", includeDeleted: false, limit: 1000, ...options });
const paths = async (options: Partial<ListTreeInput> = {}) => (await tree(options)).data.map((row) => row.path);

function actingWith(permissions: Permission[]): Ctx {
  return { ...ctx, actor: { ...ctx.actor, permissions: new Set(permissions) } };
}

describe("the tree of a store", () => {
  it("gives each file as one compact row in byte order, with its last author", async () => {
    const note = await write("/b.md", "four");
    await write("/B.md");
    await write("/a/é.md");
    const author: Ctx = { ...ctx, actor: { ...ctx.actor, kind: "session", id: "sesn_late" } };
    await updateMemory(author, {
      memoryStoreId,
      memoryId: note.id,
      path: null,
      content: "fives",
      expectedSha256: null,
      view: "basic",
    });
    const { data, next_page } = await tree();
    expect(next_page).toBeNull();
    expect(data.map((row) => row.path)).toEqual(["/B.md", "/a/é.md", "/b.md"]);
    expect(data[2]).toEqual({
      path: "/b.md",
      memory_id: note.id,
      size: 5,
      updated_at: expect.any(String),
      last_actor: { type: "session_actor", session_id: "sesn_late" },
      flags: [],
    });
    expect(data[0]?.last_actor).toEqual({ type: "service_account_actor", service_account_id: "svac_system" });
  });

  it("keeps to a folder by whole segments", async () => {
    for (const path of ["/notes/a", "/notes/b/c", "/notes-archive/a", "/notes.md"]) await write(path);
    expect(await paths({ pathPrefix: "/notes/" })).toEqual(["/notes/a", "/notes/b/c"]);
    expect(await paths({ pathPrefix: "/none/" })).toEqual([]);
  });

  it("pages without loss or repetition, also where deleted files share a path and files come in between", async () => {
    for (const path of ["/a", "/b", "/c", "/d", "/e"]) await write(path);
    const again = await write("/c2");
    await remove(again.id);
    await remove((await write("/c2")).id);
    await write("/c2");
    const seen: string[] = [];
    let page: string | undefined;
    do {
      const answer = await tree({ includeDeleted: true, limit: 2, page });
      expect(answer.data.length).toBeLessThanOrEqual(2);
      seen.push(...answer.data.map((row) => row.path));
      if (page === undefined) await write("/A-behind-the-reader");
      page = answer.next_page ?? undefined;
    } while (page !== undefined);
    expect(seen).toEqual(["/a", "/b", "/c", "/c2", "/c2", "/c2", "/d", "/e"]);
  });

  it("shows deleted files only where asked for, at the path and time of their end", async () => {
    const gone = await write("/gone.md");
    await write("/here.md");
    await remove(gone.id);
    expect(await paths()).toEqual(["/here.md"]);
    const { data } = await tree({ includeDeleted: true });
    expect(data.map((row) => [row.path, row.flags])).toEqual([
      ["/gone.md", ["deleted"]],
      ["/here.md", []],
    ]);
    expect(data[0]).toMatchObject({ memory_id: gone.id, size: 0 });
  });

  it("says which files have redacted versions, and forgets the path of a redacted end", async () => {
    const note = await write("/secret.md");
    await rewrite(note.id, "masked");
    await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: note.memory_version_id });
    await write("/plain.md");
    expect((await tree()).data.map((row) => [row.path, row.flags])).toEqual([
      ["/plain.md", []],
      ["/secret.md", ["redacted"]],
    ]);
    await remove(note.id);
    const { rows } = await database
      .pool()
      .query<{ id: string }>("SELECT id FROM memory_version WHERE memory_id = $1 AND operation = 'deleted'", [note.id]);
    await redactMemoryVersion(ctx, { memoryStoreId, memoryVersionId: rows[0]?.id ?? "" });
    expect(await paths({ includeDeleted: true })).toEqual(["/plain.md"]);
  });

  it("goes back to a moment: contents, deletions and renames undone", async () => {
    const moved = await write("/old-name.md", "1");
    const gone = await write("/gone.md");
    const at = new Date();
    const later: Ctx = { ...ctx, clock: () => new Date(at.getTime() + 60_000) };
    await updateMemory(later, {
      memoryStoreId,
      memoryId: moved.id,
      path: "/new-name.md",
      content: "longer",
      expectedSha256: null,
      view: "basic",
    });
    await deleteMemory(later, { memoryStoreId, memoryId: gone.id, expectedSha256: null });
    expect((await tree({ at })).data.map((row) => [row.path, row.size])).toEqual([
      ["/gone.md", 4],
      ["/old-name.md", 1],
    ]);
    expect(await paths()).toEqual(["/new-name.md"]);
    expect(await paths({ at: new Date(at.getTime() + 120_000) })).toEqual(["/new-name.md"]);
    expect(await paths({ at: new Date(at.getTime() + 120_000), includeDeleted: true })).toEqual([
      "/gone.md",
      "/new-name.md",
    ]);
  });

  it("marks what an open dream would change, for readers of dreams alone, until it is decided", async () => {
    const note = await write("/owners.md");
    await write("/other.md");
    const dreamId = await proposeChange(note.id);
    const flags = async (reader = ctx) =>
      (await tree({}, reader)).data.flatMap((row) => (row.flags.length > 0 ? [[row.path, row.flags]] : []));
    expect(await flags()).toEqual([["/owners.md", ["proposed"]]]);
    expect(await flags(actingWith(["memory:read"]))).toEqual([]);
    await database.pool().query("UPDATE dream SET review_state = 'discarded' WHERE id = $1", [dreamId]);
    expect(await flags()).toEqual([]);
  });

  it("hides stores out of reach, and refuses cursors that are not its own", async () => {
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access: new Map() } } };
    await expect(tree({}, limited)).rejects.toMatchObject({ status: 404 });
    await expect(tree({}, actingWith([]))).rejects.toMatchObject({ status: 404 });
    await expect(tree({ memoryStoreId: "memstore_none" })).rejects.toMatchObject({ status: 404 });
    await expect(tree({ page: "page_x" })).rejects.toMatchObject({ status: 400 });
  });
});

async function proposeChange(memoryId: string): Promise<string> {
  const dreamId = `drm_${memoryId}`;
  await database.pool().query(
    `INSERT INTO dream (id, workspace_id, status, memory_store_id, session_ids, model, engine, output_behavior, usage,
       progress, review_state, created_by_kind, created_by_id, created_at)
     VALUES ($1, $2, 'completed', $3, '{}', '{}', 'deterministic', 'create_new', '{}', '{}', 'unreviewed', 'user', 'user_1', now())`,
    [dreamId, ctx.actor.workspaceId, memoryStoreId],
  );
  await database.pool().query(
    `INSERT INTO dream_change (dream_id, id, position, operation, path, base_memory_id, hunks, risk, risk_reasons,
       insight_ids, decision)
     VALUES ($1, $2, 0, 'modified', '/owners.md', $3, '[]', 'low', '{}', '{}', 'pending')`,
    [dreamId, `dchg_${memoryId}`, memoryId],
  );
  return dreamId;
}
