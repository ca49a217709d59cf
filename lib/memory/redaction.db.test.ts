import { describe, expect, it } from "vitest";
import type { Ctx, Scrubber } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { archiveMemoryStore } from "./archive-memory-store";
import { createMemory } from "./create-memory";
import { createMemoryStore } from "./create-memory-store";
import { deleteMemory } from "./delete-memory";
import { getMemory } from "./get-memory";
import { getMemoryVersion } from "./get-memory-version";
import { redactMemoryVersion } from "./redact-memory-version";
import { updateMemory } from "./update-memory";

const database = useTestDatabase();
const ctx = (): Ctx => systemContext(database.pool());
const secret = "the secret text";

const makeStore = async () => (await createMemoryStore(ctx(), { name: "s" })).id;
const write = (
  memoryStoreId: string,
  path: string,
  content: string,
  origin?: { memoryStoreId: string; memoryVersionId: string },
) =>
  createMemory(ctx(), {
    memoryStoreId,
    path,
    content,
    view: "basic",
    ...(origin === undefined ? {} : { provenance: { origin } }),
  });
const change = (memoryStoreId: string, memoryId: string, content: string) =>
  updateMemory(ctx(), { memoryStoreId, memoryId, content, path: null, expectedSha256: null, view: "basic" });
const redact = (memoryStoreId: string, memoryVersionId: string, scrubbers: Scrubber[] = []) =>
  redactMemoryVersion({ ...ctx(), scrubbers }, { memoryStoreId, memoryVersionId });
const readVersion = (memoryStoreId: string, memoryVersionId: string) =>
  getMemoryVersion(ctx(), { memoryStoreId, memoryVersionId, view: "full" });

/** A text whose version is no head any more, and so may be redacted. */
async function makeOldSecret() {
  const storeId = await makeStore();
  const memory = await write(storeId, "/secret", secret);
  await change(storeId, memory.id, "harmless");
  return {
    storeId,
    versionId: memory.memory_version_id,
    origin: { memoryStoreId: storeId, memoryVersionId: memory.memory_version_id },
  };
}

const holdsSecret = async () =>
  (await database.pool().query("SELECT 1 FROM memory_version WHERE content LIKE '%secret text%'")).rows.length > 0;

describe("redaction of a text that was copied", () => {
  it("erases the copies in other stores, and copies of copies, and masks those that are live", async () => {
    const old = await makeOldSecret();
    const [proposal, next] = [await makeStore(), await makeStore()];
    const copy = await write(proposal, "/copy", secret, old.origin);
    const copyOfCopy = await write(next, "/again", secret, {
      memoryStoreId: proposal,
      memoryVersionId: copy.memory_version_id,
    });
    const unrelated = await write(next, "/unrelated", "other text");
    await redact(old.storeId, old.versionId);
    for (const [storeId, made] of [
      [proposal, copy],
      [next, copyOfCopy],
    ] as const) {
      expect(await readVersion(storeId, made.memory_version_id)).toMatchObject({
        content: null,
        path: null,
        redacted_at: expect.any(String),
      });
      const live = await getMemory(ctx(), { memoryStoreId: storeId, memoryId: made.id, view: "full" });
      expect(live).toMatchObject({ content: "[redacted]\n", path: made.path });
      expect(live.memory_version_id).not.toBe(made.memory_version_id);
      const head = await readVersion(storeId, live.memory_version_id);
      expect(head).toMatchObject({ operation: "modified", reverie: { sequence: 2 } });
    }
    expect((await getMemory(ctx(), { memoryStoreId: next, memoryId: unrelated.id, view: "full" })).content).toBe(
      "other text",
    );
    expect(await holdsSecret()).toBe(false);
  });

  it("leaves what a person wrote over a copy, and finds copies in archived stores and of deleted memories", async () => {
    const old = await makeOldSecret();
    const [edited, archived, emptied] = [await makeStore(), await makeStore(), await makeStore()];
    const changed = await write(edited, "/copy", secret, old.origin);
    await change(edited, changed.id, "written over");
    await write(archived, "/copy", secret, old.origin);
    await archiveMemoryStore(ctx(), archived);
    const gone = await write(emptied, "/copy", secret, old.origin);
    await deleteMemory(ctx(), { memoryStoreId: emptied, memoryId: gone.id, expectedSha256: null });
    await redact(old.storeId, old.versionId);
    const live = await getMemory(ctx(), { memoryStoreId: edited, memoryId: changed.id, view: "full" });
    expect(live.content).toBe("written over");
    expect(await holdsSecret()).toBe(false);
  });

  it("keeps up with writers of the copies: a text that is newer is never masked", async () => {
    const old = await makeOldSecret();
    const proposal = await makeStore();
    const copies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => write(proposal, `/c${index}`, secret, old.origin)),
    );
    await Promise.all([
      redact(old.storeId, old.versionId),
      ...copies.map((copy, index) => change(proposal, copy.id, `newer ${index}`)),
    ]);
    for (const [index, copy] of copies.entries()) {
      const live = await getMemory(ctx(), { memoryStoreId: proposal, memoryId: copy.id, view: "full" });
      expect(live.content).toBe(`newer ${index}`);
    }
    expect(await holdsSecret()).toBe(false);
  });

  it("hands every erased version to every scrubber, in the same transaction", async () => {
    const old = await makeOldSecret();
    const proposal = await makeStore();
    const copy = await write(proposal, "/copy", secret, old.origin);
    const seen: unknown[] = [];
    await redact(old.storeId, old.versionId, [async (_, redacted) => void seen.push(redacted)]);
    expect(seen).toEqual([
      { memoryStoreId: old.storeId, memoryVersionIds: [old.versionId] },
      { memoryStoreId: proposal, memoryVersionIds: [copy.memory_version_id] },
    ]);
    const fresh = await makeOldSecret();
    const failing: Scrubber = () => Promise.reject(new Error("the scrubber failed"));
    await expect(redact(fresh.storeId, fresh.versionId, [failing])).rejects.toThrow("the scrubber failed");
    expect((await readVersion(fresh.storeId, fresh.versionId)).content).toBe(secret);
  });
});

describe("redaction", () => {
  it("erases the writer's reason too, which may quote the text", async () => {
    const storeId = await makeStore();
    const memory = await createMemory(
      { ...ctx(), reason: `says ${secret}` },
      { memoryStoreId: storeId, path: "/a", content: "", view: "basic" },
    );
    await change(storeId, memory.id, "next");
    expect((await redact(storeId, memory.memory_version_id)).reverie.reason).toBeNull();
    const { rows } = await database
      .pool()
      .query("SELECT v::text FROM memory_version v WHERE id = $1", [memory.memory_version_id]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("of one version by many at once is recorded once", async () => {
    const old = await makeOldSecret();
    await Promise.all(Array.from({ length: 5 }, () => redact(old.storeId, old.versionId)));
    const { rows } = await database.pool().query("SELECT 1 FROM audit_event WHERE target_id = $1", [old.versionId]);
    expect(rows).toHaveLength(1);
  });
});
