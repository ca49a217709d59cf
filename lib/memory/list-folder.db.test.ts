import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import type { Permission } from "@/lib/contract/permission";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { type ListFolderInput, listFolder } from "./list-folder";
import { listTree } from "./list-tree";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, writer = ctx) =>
  createMemory(writer, { memoryStoreId, path, content: "text", view: "basic" });
const remove = (memoryId: string) => deleteMemory(ctx, { memoryStoreId, memoryId, expectedSha256: null });
const folder = (options: Partial<ListFolderInput> = {}, reader = ctx) =>
  listFolder(reader, { memoryStoreId, pathPrefix: "/", includeDeleted: false, limit: 1000, ...options });
/** Files as their path, folders as where they lead and how many files are below. */
const outline = async (options: Partial<ListFolderInput> = {}) =>
  (await folder(options)).data.map((item) =>
    "type" in item ? [item.path, item.joined_path, item.file_count] : item.path,
  );

describe("one folder of a store", () => {
  it("gives its files, and each folder in it once with the number of files below", async () => {
    for (const path of ["/a/1.md", "/a/b/2.md", "/a.md", "/z/3.md", "/z/4.md"]) await write(path);
    expect(await outline()).toEqual(["/a.md", ["/a/", "/a/", 2], ["/z/", "/z/", 2]]);
    expect(await outline({ pathPrefix: "/a/" })).toEqual(["/a/1.md", ["/a/b/", "/a/b/", 1]]);
    expect(await outline({ pathPrefix: "/none/" })).toEqual([]);
  });

  it("says where a chain of folders leads that hold one folder only", async () => {
    for (const path of ["/prefs/ui/dark/a.md", "/prefs/ui/dark/ab/c.md", "/one/deep/file.md"]) await write(path);
    expect(await outline()).toEqual([
      ["/one/", "/one/deep/", 1],
      ["/prefs/", "/prefs/ui/dark/", 2],
    ]);
    await write("/prefs/x.md");
    expect((await outline())[1]).toEqual(["/prefs/", "/prefs/", 3]);
  });

  it("shows what the full tree shows of a file, and when a folder was last written in", async () => {
    await write("/a/old.md", { ...ctx, clock: () => new Date(Date.now() - 60_000) });
    const newest = await write("/a/new.md");
    const [row] = (await folder({ pathPrefix: "/a/" })).data;
    const tree = await listTree(ctx, { memoryStoreId, pathPrefix: "/", includeDeleted: false, limit: 10 });
    expect(row).toEqual(tree.data[0]);
    expect((await folder()).data[0]).toMatchObject({ updated_at: newest.updated_at });
  });

  it("pages without loss or repetition, wherever a page ends and whatever comes in between", async () => {
    for (const path of ["/a", "/b/1", "/b/2", "/c", "/d/1", "/d0", "/e"]) await write(path);
    await remove((await write("/c2")).id);
    await remove((await write("/c2")).id);
    for (const includeDeleted of [false, true]) {
      for (const at of [undefined, new Date(Date.now() + 60_000)]) {
        const seen: string[] = [];
        let page: string | undefined;
        do {
          const answer = await folder({ includeDeleted, at, limit: 2, page });
          seen.push(...answer.data.map((item) => item.path));
          page = answer.next_page ?? undefined;
        } while (page !== undefined);
        const deleted = includeDeleted ? ["/c2", "/c2"] : [];
        expect(seen).toEqual(["/a", "/b/", "/c", ...deleted, "/d/", "/d0", "/e"]);
      }
    }
    const first = await folder({ limit: 1 });
    await write("/A-behind-the-reader");
    expect((await folder({ limit: 1, page: first.next_page ?? "" })).data.map((item) => item.path)).toEqual(["/b/"]);
  });

  it("shows deleted files and folders that hold nothing else only where asked for", async () => {
    await remove((await write("/gone/a.md")).id);
    await remove((await write("/here/old.md")).id);
    await write("/here/new.md");
    const again = await write("/back.md");
    await remove(again.id);
    await write("/back.md");
    expect(await outline()).toEqual(["/back.md", ["/here/", "/here/", 1]]);
    expect(await outline({ includeDeleted: true })).toEqual([
      "/back.md",
      "/back.md",
      ["/gone/", "/gone/", 1],
      ["/here/", "/here/", 2],
    ]);
  });

  it("goes back to a moment, where folders are named without being counted", async () => {
    const gone = await write("/a/gone.md");
    const at = new Date();
    const later: Ctx = { ...ctx, clock: () => new Date(at.getTime() + 60_000) };
    await write("/b/later.md", later);
    await deleteMemory(later, { memoryStoreId, memoryId: gone.id, expectedSha256: null });
    expect(await outline()).toEqual([["/b/", "/b/", 1]]);
    expect(await outline({ at })).toEqual([["/a/", null, null]]);
    const [row] = (await folder({ at, pathPrefix: "/a/" })).data;
    expect(row).toMatchObject({ path: "/a/gone.md", memory_id: gone.id, flags: [] });
  });

  it("marks the folders in which an open dream would change a file, for readers of dreams alone", async () => {
    const note = await write("/team/owners.md");
    await write("/teams/other.md");
    await proposeChange(note.id);
    const flags = async (reader = ctx) => (await folder({}, reader)).data.map((item) => item.flags);
    expect(await flags()).toEqual([["proposed"], []]);
    const permissions = new Set<Permission>(["memory:read"]);
    expect(await flags({ ...ctx, actor: { ...ctx.actor, permissions } })).toEqual([[], []]);
  });

  it("hides stores out of reach, and refuses cursors that are not its own", async () => {
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access: new Map() } } };
    await expect(folder({}, limited)).rejects.toMatchObject({ status: 404 });
    await expect(folder({ memoryStoreId: "memstore_none" })).rejects.toMatchObject({ status: 404 });
    await expect(folder({ page: "page_x" })).rejects.toMatchObject({ status: 400 });
  });
});

describe("named paths and parts of paths", () => {
  const tree = async (options: object) => {
    const input = { memoryStoreId, pathPrefix: "/", includeDeleted: false, limit: 100, ...options };
    return (await listTree(ctx, input)).data.map((row) => row.path);
  };

  it("finds the files at exactly these paths, now and then, deleted ones where asked for", async () => {
    for (const path of ["/a.md", "/a.md.bak", "/b/c.md"]) await write(path);
    const gone = await write("/gone.md");
    const at = new Date();
    await deleteMemory(
      { ...ctx, clock: () => new Date(at.getTime() + 60_000) },
      {
        memoryStoreId,
        memoryId: gone.id,
        expectedSha256: null,
      },
    );
    const paths = ["/b/c.md", "/a.md", "/gone.md", "/never.md"];
    expect(await tree({ paths })).toEqual(["/a.md", "/b/c.md"]);
    expect(await tree({ paths, includeDeleted: true })).toEqual(["/a.md", "/b/c.md", "/gone.md"]);
    expect(await tree({ paths, at })).toEqual(["/a.md", "/b/c.md", "/gone.md"]);
    expect(await tree({ paths: [] })).toEqual([]);
  });

  it("finds a text anywhere in a path, whatever its capitals, signs of patterns being only themselves", async () => {
    for (const path of ["/Äpfel/a.md", "/b/100%_done.md", "/c/plain.md"]) await write(path);
    expect(await tree({ contains: "äPFEL" })).toEqual(["/Äpfel/a.md"]);
    expect(await tree({ contains: "%_" })).toEqual(["/b/100%_done.md"]);
    expect(await tree({ contains: "l/a", at: new Date(Date.now() + 1000) })).toEqual(["/Äpfel/a.md"]);
    expect(await tree({ contains: ".*" })).toEqual([]);
  });
});

async function proposeChange(memoryId: string): Promise<void> {
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
}
