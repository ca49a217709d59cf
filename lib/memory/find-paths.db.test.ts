import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { findPaths } from "./find-paths";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, writer = ctx) =>
  createMemory(writer, { memoryStoreId, path, content: "text", view: "basic" });
const rename = (memoryId: string, path: string) =>
  updateMemory(ctx, { memoryStoreId, memoryId, path, content: null, expectedSha256: null, view: "basic" });
const find = async (query: string) => (await findPaths(ctx, { memoryStoreId, query })).data;
const paths = async (query: string) => (await find(query)).map((found) => found.path);

describe("the path finder", () => {
  it("puts letters that stand together, begin a word, or are in the name first", async () => {
    for (const path of [
      "/guides/deploy.md",
      "/deploy/a-rather-long-name.md",
      "/d/e/x/p/l/o/w/y.md",
      "/notes/daily-experience-log-yes.md",
    ]) {
      await write(path);
    }
    expect((await paths("deploy"))[0]).toBe("/guides/deploy.md");
    expect((await paths("deploy"))[1]).toBe("/deploy/a-rather-long-name.md");
    expect(await paths("deploy")).toContain("/notes/daily-experience-log-yes.md");
    expect((await paths("GUIDE dep"))[0]).toBe("/guides/deploy.md");
    expect(await paths("zz")).toEqual([]);
  });

  it("says which letters of the path were meant", async () => {
    const note = await write("/notes/Übung-🦓.md");
    for (const query of ["nts", "note md"]) {
      const [found] = await find(query);
      expect(found).toMatchObject({ path: "/notes/Übung-🦓.md", memory_id: note.id });
      const letters = found?.positions.map((position) => found.path[position]).join("");
      expect(letters).toBe(query.replace(" ", ""));
      expect(found?.positions).toEqual([...(found?.positions ?? [])].sort((a, b) => a - b));
    }
  });

  it("knows every write at once, also those of others and those that were long in flight", async () => {
    const note = await write("/one.md");
    expect(await paths("md")).toEqual(["/one.md"]);
    await withTransaction(database.pool(), async (tx) => {
      await write("/late.md", { ...ctx, tx });
      await write("/two.md");
      expect((await paths("md")).sort()).toEqual(["/one.md", "/two.md"]);
    });
    expect((await paths("md")).sort()).toEqual(["/late.md", "/one.md", "/two.md"]);
    await rename(note.id, "/renamed.md");
    expect(await paths("one")).toEqual([]);
    expect(await paths("rename")).toEqual(["/renamed.md"]);
    await deleteMemory(ctx, { memoryStoreId, memoryId: note.id, expectedSha256: null });
    expect(await paths("rename")).toEqual([]);
  });

  it("stays right when many ask and write at once", async () => {
    const asked = Array.from({ length: 30 }, async (_, number) => {
      await write(`/note-${number}.md`);
      expect(await paths(`note-${number}.md`)).toContain(`/note-${number}.md`);
    });
    await Promise.all(asked);
    expect(await paths("note")).toHaveLength(30);
  });

  it("gives the first paths for no query and never more than 50", async () => {
    for (let number = 100; number < 160; number++) await write(`/n${number}.md`);
    expect(await paths(" ")).toHaveLength(50);
    expect((await paths(""))[0]).toBe("/n100.md");
    expect(await paths("n")).toHaveLength(50);
  });

  it("hides stores out of reach", async () => {
    const limited: Ctx = { ...ctx, actor: { ...ctx.actor, reach: { kind: "stores", access: new Map() } } };
    await expect(findPaths(limited, { memoryStoreId, query: "a" })).rejects.toMatchObject({ status: 404 });
    await expect(findPaths(ctx, { memoryStoreId: "memstore_none", query: "a" })).rejects.toMatchObject({ status: 404 });
  });
});
