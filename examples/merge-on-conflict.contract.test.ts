import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { useApiServer } from "@/lib/api/testing/api-server";
import { editWithMerge } from "./merge-on-conflict.mjs";

const api = useApiServer();

async function makeMemory(content: string) {
  const client = api.client();
  const store = await client.beta.memoryStores.create({ name: "merged" });
  const memory = await client.beta.memoryStores.memories.create(store.id, { path: "/list.md", content });
  const read = async () =>
    (await client.beta.memoryStores.memories.retrieve(memory.id, { memory_store_id: store.id })).content;
  return { client, where: { storeId: store.id, memoryId: memory.id }, read };
}

describe("the example of merging on a conflict", () => {
  it("keeps changes at different places of one text, whoever comes first", async () => {
    const { client, where, read } = await makeMemory("first\nmiddle\nlast\n");
    await Promise.all([
      editWithMerge(client, where, (text) => text.replace("first", "FIRST")),
      editWithMerge(client, where, (text) => text.replace("last", "LAST")),
    ]);
    expect(await read()).toBe("FIRST\nmiddle\nLAST\n");
  });

  it("loses no line of ten agents that all append", async () => {
    const { client, where, read } = await makeMemory("");
    const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`);
    await Promise.all(lines.map((line) => editWithMerge(client, where, (text) => `${text}${line}\n`)));
    expect((await read())?.trim().split("\n").sort()).toEqual(lines);
  });

  it("runs from the shell as its first lines say", async () => {
    const { where, read } = await makeMemory("# Notes\n");
    const script = join(import.meta.dirname, "merge-on-conflict.mjs");
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, where.storeId, where.memoryId, "- by hand"],
      {
        env: { ...process.env, REVERIE_URL: api.baseUrl(), REVERIE_API_KEY: api.adminKey() },
      },
    );
    expect(stdout).toContain("/list.md is now memver_");
    expect(await read()).toBe("# Notes\n- by hand\n");
  });
});
