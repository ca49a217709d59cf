import { describe, expect, it } from "vitest";
import { contentSha256 } from "@/lib/memory/content-hash";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { getMemoryVersion } from "@/lib/memory/get-memory-version";
import { listMemories } from "@/lib/memory/list-memories";
import { updateMemory } from "@/lib/memory/update-memory";
import { applyDream } from "./apply-dream";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { type Proposal, proposing } from "./testing/proposing-engine";
import { undoDream } from "./undo-dream";

const world = useDreamWorld();

const base = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
const proposed = "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n";
const files = { "/a.md": base, "/gone.md": "away\n", "/old.md": "moved\n" };
const everything: Proposal[] = [
  { path: "/a.md", content: proposed },
  { path: "/gone.md", content: null },
  { path: "/name.md", previousPath: "/old.md", content: "moved\n" },
  { path: "/new.md", content: "fresh\n" },
];
const after = { "/a.md": proposed, "/name.md": "moved\n", "/new.md": "fresh\n" };

async function dreamt(proposals: Proposal[] = everything) {
  const storeId = await world.makeStore(files);
  const dream = await world.dreamt(storeId, proposing(...proposals));
  return { storeId, dreamId: dream.id, changes: await changesOf(dream.id) };
}

async function changesOf(dreamId: string) {
  return (await listChanges(world.ctx(), { dreamId, view: "full", limit: 50 })).data;
}

async function approveAll(dreamId: string): Promise<string> {
  const decisions = (await changesOf(dreamId)).map((change) => ({
    change_id: change.id,
    decision: "approve" as const,
  }));
  return (await reviewDream(world.ctx(), dreamId, { decisions })).review_digest;
}

async function idOf(storeId: string, path: string): Promise<string> {
  const page = await listMemories(world.ctx(), {
    memoryStoreId: storeId,
    pathPrefix: "/",
    depth: "subtree",
    view: "basic",
    limit: 20,
  });
  const found = page.data.find((item) => item.type === "memory" && item.path === path);
  return found?.type === "memory" ? found.id : "";
}

async function edit(storeId: string, path: string, content: string): Promise<void> {
  await updateMemory(world.ctx(), {
    memoryStoreId: storeId,
    memoryId: await idOf(storeId, path),
    path: null,
    content,
    expectedSha256: null,
    view: "basic",
  });
}

describe("applying a dream", () => {
  it("writes everything that is approved, as the reviewer, naming dream, change and claim", async () => {
    const { storeId, dreamId, changes } = await dreamt();
    const review_digest = await approveAll(dreamId);
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(result).toMatchObject({
      conflicts: [],
      skipped: [],
      review: { state: "applied", pending: 0 },
      review_digest,
    });
    expect(result.applied.map((one) => one.change_id).sort()).toEqual(changes.map((change) => change.id).sort());
    expect(await world.filesOf(storeId)).toEqual(after);
    const first = result.applied.find((one) => one.change_id === changes[0]?.id);
    const version = await getMemoryVersion(world.ctx(), {
      memoryStoreId: storeId,
      memoryVersionId: first?.memory_version_id ?? "",
      view: "full",
    });
    expect(version).toMatchObject({
      content: proposed,
      created_by: { type: "user_actor", user_id: "user_admin" },
      reverie: {
        via: "dream",
        dream_id: dreamId,
        change_id: changes[0]?.id,
        reason: "There is something to learn about /a.md",
      },
    });
    expect((await changesOf(dreamId)).map((change) => change.state)).toEqual(Array(4).fill("applied"));
  });

  it("applies nothing twice, also when the call is repeated or made twice at once", async () => {
    const { storeId, dreamId } = await dreamt();
    const review_digest = await approveAll(dreamId);
    const both = await Promise.all([1, 2].map(() => applyDream(world.ctx(), dreamId, { review_digest })));
    expect(both[0]?.applied.length).toBe(4 - (both[1]?.applied.length ?? 0));
    const third = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(third.applied).toEqual([]);
    expect(third.skipped.map((one) => one.reason)).toEqual(Array(4).fill("already_applied"));
    const { rows } = await world
      .pool()
      .query("SELECT 1 FROM memory_version WHERE memory_store_id = $1 AND dream_id = $2", [storeId, dreamId]);
    expect(rows).toHaveLength(4);
  });

  it("refuses a digest of decisions that changed, and writes nothing", async () => {
    const { storeId, dreamId, changes } = await dreamt();
    const review_digest = await approveAll(dreamId);
    const decisions = [{ change_id: changes[0]?.id ?? "", decision: "reject" as const }];
    await reviewDream(world.ctx(), dreamId, { decisions });
    await expect(applyDream(world.ctx(), dreamId, { review_digest })).rejects.toMatchObject({ status: 409 });
    expect(await world.filesOf(storeId)).toEqual(files);
  });

  it("applies some hunks now and more later, with the reviewer's own lines where there are any", async () => {
    const { storeId, dreamId, changes } = await dreamt([{ path: "/a.md", content: proposed }]);
    const change_id = changes[0]?.id ?? "";
    const [first, second] = (changes[0]?.hunks ?? []).map((hunk) => hunk.id);
    const decide = (decision: object) =>
      reviewDream(world.ctx(), dreamId, { decisions: [{ change_id, decision: "approve", ...decision }] });
    const one = await decide({ hunk_ids: [first], replacement_lines: ["TWO", "and a half"] });
    const partly = await applyDream(world.ctx(), dreamId, { review_digest: one.review_digest });
    expect(partly).toMatchObject({ applied: [{ change_id }], review: { state: "in_review", pending: 1 } });
    const halfway = base.replace("2\n", "TWO\nand a half\n");
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": halfway });
    await expect(
      reviewDream(world.ctx(), dreamId, { decisions: [{ change_id, hunk_ids: [first ?? ""], decision: "reject" }] }),
    ).rejects.toMatchObject({ status: 409 });
    const two = await decide({ hunk_ids: [second] });
    const rest = await applyDream(world.ctx(), dreamId, { review_digest: two.review_digest });
    expect(rest).toMatchObject({ applied: [{ change_id }], review: { state: "applied" } });
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": halfway.replace("8\n", "eight\n") });
    await undoDream(world.ctx(), dreamId);
    expect(await world.filesOf(storeId)).toEqual(files);
  });

  it("applies the reviewer's own text of a file", async () => {
    const { storeId, dreamId, changes } = await dreamt();
    const decisions = [{ change_id: changes[0]?.id ?? "", decision: "approve" as const, content: "my own\n" }];
    const { review_digest } = await reviewDream(world.ctx(), dreamId, { decisions });
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(result).toMatchObject({
      applied: [{ change_id: changes[0]?.id }],
      review: { state: "in_review", pending: 3 },
    });
    expect(await world.filesOf(storeId)).toEqual({ ...files, "/a.md": "my own\n" });
  });

  it("stops only the file that moved, answers a merge, and takes the merged text", async () => {
    const { storeId, dreamId, changes } = await dreamt();
    const review_digest = await approveAll(dreamId);
    const live = base.replace("5\n", "five\n");
    await edit(storeId, "/a.md", live);
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    const merged = proposed.replace("5\n", "five\n");
    expect(result.conflicts).toEqual([
      {
        change_id: changes[0]?.id,
        reason: "changed",
        path: "/a.md",
        current_content_sha256: contentSha256(live),
        merge: { content: merged, clean: true },
      },
    ]);
    expect(result.applied).toHaveLength(3);
    expect(result.review.state).toBe("in_review");
    expect(await world.filesOf(storeId)).toEqual({ ...after, "/a.md": live });
    expect((await changesOf(dreamId))[0]).toMatchObject({ state: "conflict", conflict: result.conflicts[0] });
    const kept = await world.pool().query("SELECT conflict FROM dream_change WHERE id = $1", [changes[0]?.id]);
    expect(kept.rows[0]?.conflict).toMatchObject({ reason: "changed", merge: null });
    const decisions = [
      {
        change_id: changes[0]?.id ?? "",
        decision: "approve" as const,
        content: merged,
        base_content_sha256: contentSha256(live),
      },
    ];
    const again = await reviewDream(world.ctx(), dreamId, { decisions });
    const second = await applyDream(world.ctx(), dreamId, { review_digest: again.review_digest });
    expect(second).toMatchObject({ conflicts: [], review: { state: "applied" } });
    expect(await world.filesOf(storeId)).toEqual({ ...after, "/a.md": merged });
    await undoDream(world.ctx(), dreamId);
    expect(await world.filesOf(storeId)).toEqual({ ...files, "/a.md": live });
  });

  it("follows a file that was renamed, and sees one that is gone or whose path is taken", async () => {
    const { storeId, dreamId } = await dreamt([
      { path: "/a.md", content: proposed },
      { path: "/gone.md", content: "changed\n" },
      { path: "/new.md", content: "fresh\n" },
    ]);
    const review_digest = await approveAll(dreamId);
    const memoryId = await idOf(storeId, "/a.md");
    const rename = { memoryStoreId: storeId, memoryId, path: "/b/a.md", content: null, expectedSha256: null };
    await updateMemory(world.ctx(), { ...rename, view: "basic" });
    await deleteMemory(world.ctx(), {
      memoryStoreId: storeId,
      memoryId: await idOf(storeId, "/gone.md"),
      expectedSha256: null,
    });
    await createMemory(world.ctx(), { memoryStoreId: storeId, path: "/new.md", content: "theirs\n", view: "basic" });
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(result.conflicts.map(({ reason, path }) => [reason, path])).toEqual([
      ["missing", "/gone.md"],
      ["path_taken", "/new.md"],
    ]);
    expect(await world.filesOf(storeId)).toEqual({ "/b/a.md": proposed, "/new.md": "theirs\n", "/old.md": "moved\n" });
  });

  it("holds back what depends on a file that could not be written", async () => {
    const { storeId, dreamId } = await dreamt([
      { path: "/a.md", content: "1\n", dependsOn: ["/kept.md#0"] },
      { path: "/kept.md", content: base },
    ]);
    const review_digest = await approveAll(dreamId);
    await createMemory(world.ctx(), { memoryStoreId: storeId, path: "/kept.md", content: "theirs\n", view: "basic" });
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(result.applied).toEqual([]);
    expect(result.skipped.map((one) => one.reason)).toEqual(["stopped"]);
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": base });
  });

  it("finds what is done already without a new version", async () => {
    const { storeId, dreamId } = await dreamt([
      { path: "/a.md", content: proposed },
      { path: "/gone.md", content: null },
    ]);
    const review_digest = await approveAll(dreamId);
    await edit(storeId, "/a.md", proposed);
    const memoryId = await idOf(storeId, "/gone.md");
    await deleteMemory(world.ctx(), { memoryStoreId: storeId, memoryId, expectedSha256: null });
    const result = await applyDream(world.ctx(), dreamId, { review_digest });
    expect(result).toMatchObject({ applied: [], conflicts: [], review: { state: "applied" } });
    expect(result.skipped.map((one) => one.reason)).toEqual(["no_effect", "no_effect"]);
    const undone = await undoDream(world.ctx(), dreamId);
    expect(undone).toMatchObject({ undone: [], conflicts: [] });
    expect(await world.filesOf(storeId)).toEqual({ "/a.md": proposed, "/old.md": "moved\n" });
  });

  it("applies into another store by path, under the same guard", async () => {
    const { storeId, dreamId } = await dreamt([{ path: "/a.md", content: proposed }]);
    const review_digest = await approveAll(dreamId);
    const target_memory_store_id = await world.makeStore({ "/a.md": base });
    const result = await applyDream(world.ctx(), dreamId, { review_digest, target_memory_store_id });
    expect(result.applied).toHaveLength(1);
    expect(await world.filesOf(target_memory_store_id)).toEqual({ "/a.md": proposed });
    expect(await world.filesOf(storeId)).toEqual(files);
  });

  it("needs dream:review and the right to write into the target", async () => {
    const { dreamId, storeId } = await dreamt();
    const review_digest = await approveAll(dreamId);
    const may = (...permissions: never[]) => world.ctx({ permissions: new Set(permissions) });
    const reviewer = may(...(["dream:read", "dream:review", "memory:read"] as never[]));
    await expect(applyDream(reviewer, dreamId, { review_digest })).rejects.toMatchObject({ status: 403 });
    const writer = may(...(["dream:read", "memory:read", "memory:write"] as never[]));
    await expect(applyDream(writer, dreamId, { review_digest })).rejects.toMatchObject({ status: 403 });
    const limited = world.ctx({ reach: { kind: "stores", access: new Map([[storeId, "read_only"]]) } });
    await expect(applyDream(limited, dreamId, { review_digest })).rejects.toMatchObject({ status: 403 });
    const elsewhere = { review_digest, target_memory_store_id: "memstore_none" };
    await expect(applyDream(world.ctx(), dreamId, elsewhere)).rejects.toMatchObject({ status: 404 });
  });
});

describe("undoing a dream", () => {
  it("gives the store back as it was, as new versions, and opens the review again", async () => {
    const { storeId, dreamId } = await dreamt();
    await applyDream(world.ctx(), dreamId, { review_digest: await approveAll(dreamId) });
    const result = await undoDream(world.ctx(), dreamId);
    expect(result).toMatchObject({
      conflicts: [],
      skipped: [],
      review: { state: "in_review", approved: 0, pending: 5 },
    });
    expect(result.undone).toHaveLength(4);
    expect(await world.filesOf(storeId)).toEqual(files);
    expect((await undoDream(world.ctx(), dreamId)).undone).toEqual([]);
    const again = await applyDream(world.ctx(), dreamId, { review_digest: await approveAll(dreamId) });
    expect(again.applied).toHaveLength(4);
    expect(await world.filesOf(storeId)).toEqual(after);
  });

  it("leaves a file alone that moved since", async () => {
    const { storeId, dreamId, changes } = await dreamt();
    await applyDream(world.ctx(), dreamId, { review_digest: await approveAll(dreamId) });
    await edit(storeId, "/a.md", proposed.replace("5\n", "five\n"));
    const result = await undoDream(world.ctx(), dreamId);
    expect(result.undone).toHaveLength(3);
    expect(result.conflicts).toMatchObject([
      { change_id: changes[0]?.id, reason: "changed", merge: { content: base.replace("5\n", "five\n"), clean: true } },
    ]);
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": proposed.replace("5\n", "five\n") });
  });
});

describe("a dream that updates its input", () => {
  it("writes into the store itself, born applied by its session, and can be undone", async () => {
    const storeId = await world.makeStore(files);
    const dream = await world.dreamt(storeId, proposing(...everything), { behavior: "update_existing" });
    expect(dream).toMatchObject({
      status: "completed",
      outputs: [{ memory_store_id: storeId }],
      output_behavior: { type: "update_existing", memory_store_id: storeId },
      reverie: { review: { state: "applied", approved: 5, pending: 0 } },
    });
    expect(await world.filesOf(storeId)).toEqual(after);
    const changes = await changesOf(dream.id);
    expect(changes.map((change) => change.state)).toEqual(Array(4).fill("applied"));
    expect(changes[0]?.decided?.by).toEqual({ type: "session_actor", session_id: dream.session_id });
    expect((await undoDream(world.ctx(), dream.id)).undone).toHaveLength(4);
    expect(await world.filesOf(storeId)).toEqual(files);
  });

  it("leaves a file alone that moved while it dreamt, and takes the reviewer's merge", async () => {
    const storeId = await world.makeStore(files);
    const live = base.replace("5\n", "five\n");
    const dream = await world.dreamt(
      storeId,
      async (input, run) => {
        await edit(storeId, "/a.md", live);
        return proposing(...everything)(input, run);
      },
      { behavior: "update_existing" },
    );
    expect(dream).toMatchObject({ status: "completed", reverie: { review: { state: "in_review" } } });
    expect(await world.filesOf(storeId)).toEqual({ ...after, "/a.md": live });
    expect((await changesOf(dream.id))[0]).toMatchObject({ state: "conflict", conflict: { reason: "changed" } });
  });

  it("goes on after a crash with the files that are not written yet", async () => {
    const storeId = await world.makeStore(files);
    const dream = await world.makeDream({ storeId, behavior: "update_existing" });
    let writes = 0;
    const clock = () => {
      // Dies in the middle of the writes: the clock is asked for each one.
      if (++writes >= 14) throw new Error("power cut");
      return new Date();
    };
    const written = async () => {
      const { rows } = await world.pool().query("SELECT 1 FROM memory_version WHERE dream_id = $1", [dream.id]);
      return rows.length;
    };
    await expect(world.attempt(dream.id, { runEngine: proposing(...everything), clock })).rejects.toThrow("power cut");
    expect([1, 2, 3]).toContain(await written());
    await world.pool().query("UPDATE dream SET heartbeat_at = NULL WHERE id = $1", [dream.id]);
    const resumed = await world.attempt(dream.id, { runEngine: () => Promise.reject(new Error("must not run again")) });
    expect(resumed).toMatchObject({ status: "completed", reverie: { review: { state: "applied" } } });
    expect(await world.filesOf(storeId)).toEqual(after);
    expect(await written()).toBe(4);
  });

  it("lets the store go when it has ended", async () => {
    const storeId = await world.makeStore(files);
    await world.dreamt(storeId, proposing(), { behavior: "update_existing" });
    expect((await world.makeDream({ storeId, behavior: "update_existing" })).status).toBe("pending");
  });
});
