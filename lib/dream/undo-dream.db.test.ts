import { describe, expect, it } from "vitest";
import { contentSha256 } from "@/lib/memory/content-hash";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { listMemories } from "@/lib/memory/list-memories";
import { updateMemory } from "@/lib/memory/update-memory";
import { applyDream } from "./apply-dream";
import { discardDream } from "./discard-dream";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { type Proposal, proposing } from "./testing/proposing-engine";
import { undoDream } from "./undo-dream";

const world = useDreamWorld();

const names = ["/a.md", "/b.md", "/c.md", "/d.md", "/e.md"];
const before = Object.fromEntries(names.map((path) => [path, `old ${path}\n`]));
const after = Object.fromEntries(names.map((path) => [path, `new ${path}\n`]));
const rewriteAll: Proposal[] = names.map((path) => ({ path, content: after[path] ?? "" }));

async function changesOf(dreamId: string) {
  return (await listChanges(world.ctx(), { dreamId, view: "full", limit: 50 })).data;
}

async function approve(dreamId: string): Promise<string> {
  const decisions = (await changesOf(dreamId)).map(({ id }) => ({ change_id: id, decision: "approve" as const }));
  return (await reviewDream(world.ctx(), dreamId, { decisions })).review_digest;
}

async function approved(proposals = rewriteAll, files: Record<string, string> = before) {
  const storeId = await world.makeStore(files);
  const { id: dreamId } = await world.dreamt(storeId, proposing(...proposals));
  return { storeId, dreamId, review_digest: await approve(dreamId) };
}

async function applied(proposals = rewriteAll, files: Record<string, string> = before) {
  const { storeId, dreamId, review_digest } = await approved(proposals, files);
  await applyDream(world.ctx(), dreamId, { review_digest });
  return { storeId, dreamId };
}

async function idsOf(storeId: string): Promise<Map<string, string>> {
  const page = { pathPrefix: "/", depth: "subtree", view: "basic", limit: 20 } as const;
  const { data } = await listMemories(world.ctx(), { memoryStoreId: storeId, ...page });
  return new Map(data.flatMap((item) => (item.type === "memory" ? [[item.path, item.id]] : [])));
}

async function change(storeId: string, path: string, to: { path?: string; content?: string; seen?: string }) {
  return updateMemory(world.ctx(), {
    memoryStoreId: storeId,
    memoryId: (await idsOf(storeId)).get(path) ?? "",
    path: to.path ?? null,
    content: to.content ?? null,
    expectedSha256: to.seen === undefined ? null : contentSha256(to.seen),
    view: "basic",
  });
}

const undo = (dreamId: string) => undoDream(world.ctx(), dreamId);
const dreamVersions = async (storeId: string, dreamId: string) =>
  (
    await world
      .pool()
      .query<{ memory_id: string; content: string }>(
        "SELECT memory_id, content FROM memory_version WHERE memory_store_id = $1 AND dream_id = $2 ORDER BY created_at",
        [storeId, dreamId],
      )
  ).rows;

describe("undoing beside people who go on working", () => {
  it("takes the text back where the file stands now, and never moves a file that the dream did not move", async () => {
    const { storeId, dreamId } = await applied();
    await change(storeId, "/a.md", { path: "/archive/a.md" });
    expect(await undo(dreamId)).toMatchObject({ conflicts: [], skipped: [] });
    const { "/a.md": a, ...others } = before;
    expect(await world.filesOf(storeId)).toEqual({ ...others, "/archive/a.md": a });
  });

  it("moves back what the dream moved", async () => {
    const moved = [{ path: "/new/a.md", previousPath: "/a.md", content: before["/a.md"] ?? "" }];
    const { storeId, dreamId } = await applied(moved);
    expect(await world.filesOf(storeId)).toHaveProperty(["/new/a.md"]);
    await undo(dreamId);
    expect(await world.filesOf(storeId)).toEqual(before);
  });

  it("leaves a new file in the place of a deleted one, and asks for no file that is gone already", async () => {
    const { storeId, dreamId } = await applied([
      { path: "/a.md", content: null },
      { path: "/made.md", content: "made\n" },
    ]);
    await createMemory(world.ctx(), { memoryStoreId: storeId, path: "/a.md", content: "mine\n", view: "basic" });
    const memoryId = (await idsOf(storeId)).get("/made.md") ?? "";
    await deleteMemory(world.ctx(), { memoryStoreId: storeId, memoryId, expectedSha256: null });
    const { conflicts, undone } = await undo(dreamId);
    expect(undone).toEqual([]);
    expect(conflicts.map(({ path, reason }) => [path, reason]).sort()).toEqual([
      ["/a.md", "path_taken"],
      ["/made.md", "missing"],
    ]);
    expect(await world.filesOf(storeId)).toEqual({ ...before, "/a.md": "mine\n" });
  });

  it("never loses what a person writes at the same moment, and says of every file which of both it was", async () => {
    const { storeId, dreamId } = await applied();
    const [result] = await Promise.all([
      undo(dreamId),
      ...names.map((path) => change(storeId, path, { content: `mine ${path}\n` })),
    ]);
    expect(await world.filesOf(storeId)).toEqual(Object.fromEntries(names.map((path) => [path, `mine ${path}\n`])));
    expect(result.undone.length + result.conflicts.length).toBe(names.length);
    expect(new Set(result.conflicts.map(({ reason }) => reason))).toEqual(
      new Set(result.conflicts.length > 0 ? ["changed"] : []),
    );
  });

  it("and a guarded write at the same moment: just one of both wins each file", async () => {
    const { storeId, dreamId } = await applied();
    const [undone, ...edits] = await Promise.allSettled([
      undo(dreamId),
      ...names.map((path) => change(storeId, path, { content: `mine ${path}\n`, seen: after[path] ?? "" })),
    ]);
    if (undone.status === "rejected") throw undone.reason;
    const files = await world.filesOf(storeId);
    for (const [index, path] of names.entries()) {
      const won = edits[index]?.status === "fulfilled";
      expect(files[path]).toBe(won ? `mine ${path}\n` : before[path]);
    }
    const refused = edits.filter((edit) => edit.status === "rejected");
    expect(undone.value.undone).toHaveLength(refused.length);
    for (const edit of refused) expect(edit.reason).toMatchObject({ status: 409 });
  });
});

describe("applying beside people who go on working", () => {
  it("never loses what a person writes at the same moment", async () => {
    const { storeId, dreamId, review_digest } = await approved();
    const [result] = await Promise.all([
      applyDream(world.ctx(), dreamId, { review_digest }),
      ...names.map((path) => change(storeId, path, { content: `mine ${path}\n` })),
    ]);
    expect(await world.filesOf(storeId)).toEqual(Object.fromEntries(names.map((path) => [path, `mine ${path}\n`])));
    expect(result.applied.length + result.conflicts.length).toBe(names.length);
    expect(await dreamVersions(storeId, dreamId)).toHaveLength(result.applied.length);
  });
});

describe("people who decide at the same moment", () => {
  it("take nothing back twice", async () => {
    const { storeId, dreamId } = await applied();
    const results = await Promise.all([undo(dreamId), undo(dreamId), undo(dreamId)]);
    const undone = results.flatMap((result) => result.undone.map((one) => one.change_id));
    expect(undone.sort()).toEqual((await changesOf(dreamId)).map(({ id }) => id).sort());
    expect(results.flatMap((result) => result.conflicts)).toEqual([]);
    expect(await world.filesOf(storeId)).toEqual(before);
    expect(await dreamVersions(storeId, dreamId)).toHaveLength(2 * names.length);
  });

  it("and apply while another takes back: every file is as its change says", async () => {
    const { storeId, dreamId, review_digest } = await approved();
    const first = applyDream(world.ctx(), dreamId, { review_digest });
    const results = await Promise.all([first, undo(dreamId), undo(dreamId)]);
    expect(results.flatMap((result) => result.conflicts)).toEqual([]);
    const files = await world.filesOf(storeId);
    for (const { path, state } of await changesOf(dreamId)) {
      expect([path, files[path]]).toEqual([path, state === "applied" ? after[path] : before[path]]);
    }
    await undo(dreamId);
    expect(await world.filesOf(storeId)).toEqual(before);
  });

  it("discard only what nobody approved, also while that is being applied", async () => {
    const storeId = await world.makeStore(before);
    const { id: dreamId } = await world.dreamt(storeId, proposing(...rewriteAll));
    const [one, two] = await changesOf(dreamId);
    const decisions = [one, two].map((change) => ({ change_id: change?.id ?? "", decision: "approve" as const }));
    const { review_digest } = await reviewDream(world.ctx(), dreamId, { decisions });
    const [apply] = await Promise.allSettled([
      applyDream(world.ctx(), dreamId, { review_digest }),
      discardDream(world.ctx(), dreamId),
    ]);
    // The discard may come first: then the digest is of decisions that changed, and nothing was written.
    const isFirst = apply.status === "fulfilled";
    if (!isFirst) expect(apply.reason).toMatchObject({ status: 409 });
    const kept = isFirst ? [one?.path, two?.path] : [];
    const files = await world.filesOf(storeId);
    for (const path of names) expect(files[path]).toBe(kept.includes(path) ? after[path] : before[path]);
    expect((await changesOf(dreamId)).slice(2).map(({ state }) => state)).toEqual(Array(3).fill("rejected"));
  });
});
