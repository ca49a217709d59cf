import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";

const api = useApiServer();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("memories through the official SDK", () => {
  it("creates, reads, updates with a precondition, lists and deletes", async () => {
    const stores = api.client().beta.memoryStores;
    const store = await stores.create({ name: "team notes" });
    expect(store).toMatchObject({
      type: "memory_store",
      name: "team notes",
      description: "",
      metadata: {},
      archived_at: null,
    });
    const created = await stores.memories.create(store.id, { path: "/alerts/disk.md", content: "# Disk\n" });
    expect(created).toMatchObject({
      type: "memory",
      content: null,
      content_sha256: sha256("# Disk\n"),
      content_size_bytes: 7,
    });
    const read = await stores.memories.retrieve(created.id, { memory_store_id: store.id });
    expect(read.content).toBe("# Disk\n");
    const updated = await stores.memories.update(created.id, {
      memory_store_id: store.id,
      content: "# Disk\nfull\n",
      precondition: { type: "content_sha256", content_sha256: read.content_sha256 },
      view: "full",
    });
    expect(updated.content).toBe("# Disk\nfull\n");
    const listed = [];
    for await (const item of stores.memories.list(store.id)) listed.push(item);
    expect(listed).toHaveLength(1);
    const versions = [];
    for await (const version of stores.memoryVersions.list(store.id)) versions.push(version);
    expect(versions.map((version) => version.operation)).toEqual(["modified", "created"]);
    expect(versions[0]?.id).toBe(updated.memory_version_id);
    expect(await stores.memories.delete(created.id, { memory_store_id: store.id })).toEqual({
      id: created.id,
      type: "memory_deleted",
    });
  });

  it("keeps every one of twenty parallel read-modify-append writers", async () => {
    const stores = api.client().beta.memoryStores;
    const store = await stores.create({ name: "hot" });
    const memory = await stores.memories.create(store.id, { path: "/log.md", content: "" });
    const append = async (line: string): Promise<void> => {
      for (;;) {
        const current = await stores.memories.retrieve(memory.id, { memory_store_id: store.id });
        try {
          await stores.memories.update(memory.id, {
            memory_store_id: store.id,
            content: `${current.content}${line}\n`,
            precondition: { type: "content_sha256", content_sha256: current.content_sha256 },
          });
          return;
        } catch (error) {
          if (!(error instanceof Error && "status" in error && error.status === 409)) throw error;
        }
      }
    };
    const lines = Array.from({ length: 20 }, (_, index) => `writer ${index}`);
    await Promise.all(lines.map(append));
    const final = await stores.memories.retrieve(memory.id, { memory_store_id: store.id });
    expect(final.content?.trimEnd().split("\n").sort()).toEqual([...lines].sort());
  });
});
