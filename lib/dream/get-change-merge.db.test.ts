import { describe, expect, it } from "vitest";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { updateMemory } from "@/lib/memory/update-memory";
import { applyDream } from "./apply-dream";
import { getChangeMerge } from "./get-change-merge";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();
const base = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
const proposed = "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n";

async function dreamt() {
  const storeId = await world.makeStore({ "/a.md": base, "/b.md": "b\n" });
  const dream = await world.dreamt(
    storeId,
    proposing(
      { path: "/a.md", content: proposed },
      { path: "/b.md", content: "bb\n" },
      { path: "/new.md", content: "n\n" },
    ),
  );
  const { data } = await listChanges(world.ctx(), { dreamId: dream.id, view: "basic", limit: 50 });
  const [a, b, made] = data;
  if (a?.base == null || b === undefined || made === undefined) throw new Error("three changes were proposed");
  return { storeId, dreamId: dream.id, a: { ...a, base: a.base }, b, made };
}

const write = (memoryStoreId: string, memoryId: string, content: string) =>
  updateMemory(world.ctx(), { memoryStoreId, memoryId, content, path: null, expectedSha256: null, view: "basic" });

const merge = (dreamId: string, changeId: string) => getChangeMerge(world.ctx(), dreamId, changeId);

describe("the three texts of a file", () => {
  it("are base, proposal and live, with a merge of both that is clean where the lines are far apart", async () => {
    const { storeId, dreamId, a } = await dreamt();
    await write(storeId, a.base.memory_id, base.replace("5\n", "five\n"));
    const found = await merge(dreamId, a.id);
    expect(found).toMatchObject({
      type: "dream_merge",
      base,
      proposed,
      live: { path: "/a.md", content: base.replace("5\n", "five\n"), created_by: { user_id: "user_admin" } },
      merge: { content: proposed.replace("5\n", "five\n"), clean: true },
    });
  });

  it("show what is open as if approved, and leave out what is rejected", async () => {
    const { dreamId, a } = await dreamt();
    const [, last] = a.hunks;
    await reviewDream(world.ctx(), dreamId, {
      decisions: [{ change_id: a.id, hunk_ids: [last?.id ?? ""], decision: "reject" }],
    });
    expect(await merge(dreamId, a.id)).toMatchObject({ proposed: base.replace("2\n", "two\n") });
  });

  it("mark a conflict where both sides touch one line; the resolved text applies, and only that file was held up", async () => {
    const { storeId, dreamId, a, b } = await dreamt();
    await write(storeId, a.base.memory_id, base.replace("2\n", "II\n"));
    const found = await merge(dreamId, a.id);
    expect(found.merge?.clean).toBe(false);
    expect(found.merge?.content).toContain("<<<<<<<");
    const approved = await reviewDream(world.ctx(), dreamId, {
      decisions: [
        { change_id: a.id, decision: "approve" },
        { change_id: b.id, decision: "approve" },
      ],
    });
    const held = await applyDream(world.ctx(), dreamId, { review_digest: approved.review_digest });
    expect(held.conflicts.map(({ change_id }) => change_id)).toEqual([a.id]);
    expect(held.applied.map(({ change_id }) => change_id)).toEqual([b.id]);
    const resolved = await reviewDream(world.ctx(), dreamId, {
      decisions: [
        {
          change_id: a.id,
          decision: "approve",
          content: "both\n",
          base_content_sha256: found.live?.content_sha256,
        },
      ],
    });
    const done = await applyDream(world.ctx(), dreamId, { review_digest: resolved.review_digest });
    expect(done.applied.map(({ change_id }) => change_id)).toEqual([a.id]);
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": "both\n", "/b.md": "bb\n" });
  });

  it("refuse a resolution when the live file moved once more", async () => {
    const { storeId, dreamId, a } = await dreamt();
    await write(storeId, a.base.memory_id, "first\n");
    const found = await merge(dreamId, a.id);
    await write(storeId, a.base.memory_id, "second\n");
    const { review_digest } = await reviewDream(world.ctx(), dreamId, {
      decisions: [
        { change_id: a.id, decision: "approve", content: "mine\n", base_content_sha256: found.live?.content_sha256 },
      ],
    });
    const [listed] = (await listChanges(world.ctx(), { dreamId, view: "basic", limit: 1 })).data;
    expect(listed?.is_stale).toBe(true);
    const done = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(done.conflicts).toMatchObject([{ change_id: a.id, reason: "changed" }]);
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": "second\n" });
  });

  it("have no live side for a file that is gone, and an empty base for a new one whose path was taken", async () => {
    const { storeId, dreamId, a, made } = await dreamt();
    await deleteMemory(world.ctx(), { memoryStoreId: storeId, memoryId: a.base.memory_id, expectedSha256: null });
    expect(await merge(dreamId, a.id)).toMatchObject({ live: null, merge: null, proposed });
    await createMemory(world.ctx(), { memoryStoreId: storeId, path: "/new.md", content: "theirs\n", view: "basic" });
    expect(await merge(dreamId, made.id)).toMatchObject({ base: "", proposed: "n\n", live: { content: "theirs\n" } });
  });

  it("give nothing back of a text that was redacted", async () => {
    const { storeId, dreamId, a } = await dreamt();
    await write(storeId, a.base.memory_id, "clean\n");
    await redactMemoryVersion(world.ctx(), { memoryStoreId: storeId, memoryVersionId: a.base.memory_version_id });
    expect(await merge(dreamId, a.id)).toMatchObject({ base: null, proposed: null, merge: null });
  });

  it("need memory:read beside dream:read, and a change of that dream", async () => {
    const { dreamId, a } = await dreamt();
    const reader = world.ctx({ permissions: new Set(["dream:read"]) });
    await expect(getChangeMerge(reader, dreamId, a.id)).rejects.toMatchObject({ status: 403 });
    await expect(merge(dreamId, "dchg_none")).rejects.toMatchObject({ status: 404 });
  });
});
