import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemory } from "../create-memory";
import { createMemoryStore } from "../create-memory-store";
import { indexStore } from "./index-store";
import { type SearchMemoriesInput, searchMemories } from "./search-memories";

const database = useTestDatabase();

let ctx: Ctx;
let memoryStoreId: string;
beforeEach(async () => {
  ctx = systemContext(database.pool());
  memoryStoreId = (await createMemoryStore(ctx, { name: "notes" })).id;
});

const write = (path: string, content = "text") => createMemory(ctx, { memoryStoreId, path, content, view: "basic" });
const search = (query: string, options: Partial<SearchMemoriesInput> = {}, reader = ctx) =>
  searchMemories(reader, {
    scope: { kind: "named", memoryStoreIds: [memoryStoreId] },
    query,
    mode: "substring",
    isCaseSensitive: false,
    pathPrefix: "/",
    limit: 20,
    ...options,
  });

describe("search", () => {
  it("says where the text stands", async () => {
    await write("/a.md", "one\ntwo Deploy 🦓 deploy\n");
    for (const _ of [1, 2]) {
      const { data } = await search("deploy");
      expect(data).toMatchObject([
        {
          path: "/a.md",
          match_count: 2,
          matches: [
            { line: 2, column: 5, length: 6, text: "two Deploy 🦓 deploy", text_column: 1 },
            { line: 2, column: 15, length: 6 },
          ],
        },
      ]);
      expect((await search("two & deploy", { mode: "words" })).data).toMatchObject([{ match_count: 3 }]);
      expect((await search("^T.*y$", { mode: "regex" })).data).toMatchObject([{ matches: [{ line: 2, length: 20 }] }]);
      expect((await search("Deploy", { isCaseSensitive: true })).data).toMatchObject([{ match_count: 1 }]);
      while (await indexStore(database.pool(), memoryStoreId));
      expect(
        (await database.pool().query("SELECT FROM memory_search WHERE memory_store_id = $1", [memoryStoreId])).rowCount,
      ).toBe(1);
    }
  });
});
