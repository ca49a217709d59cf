import { describe, expect, it } from "vitest";
import type { ReviewDecision } from "@/lib/contract/dream";
import { applyDream } from "./apply-dream";
import { discardDream } from "./discard-dream";
import { getDream } from "./get-dream";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { useDreamWorld } from "./testing/dream-world";
import { identityOf, proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

const base = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
const proposed = "1\ntwo\n3\n4\n5\n6\n7\neight\n9\n";

async function dreamt() {
  const storeId = await world.makeStore({ "/a.md": base, "/b.md": "b\n" });
  const dream = await world.dreamt(
    storeId,
    proposing(
      { path: "/a.md", content: proposed },
      { path: "/b.md", content: "b\nmore\n", dependsOn: ["/a.md#0"] },
      { path: "/c.md", content: "new\n" },
    ),
  );
  const { data, review_digest } = await listChanges(world.ctx(), { dreamId: dream.id, view: "full", limit: 50 });
  const [a, b, c] = data;
  if (a === undefined || b === undefined || c === undefined) throw new Error("three changes were proposed");
  return { storeId, dream, a, b, c, review_digest };
}

const review = (dreamId: string, decisions: ReviewDecision[], comment?: string) =>
  reviewDream(world.ctx(), dreamId, { decisions, comment });

describe("reviewing a dream", () => {
  it("decides by hunk, with author and time, and counts what is left", async () => {
    const { dream, a, review_digest } = await dreamt();
    const [first, second] = a.hunks;
    const result = await review(
      dream.id,
      [
        { change_id: a.id, hunk_ids: [first?.id ?? ""], decision: "approve" },
        { change_id: a.id, hunk_ids: [second?.id ?? ""], decision: "reject" },
      ],
      "half of it",
    );
    expect(result.review).toEqual({ state: "in_review", approved: 1, rejected: 1, pending: 2, comment: "half of it" });
    expect(result.changes[0]).toMatchObject({
      state: "partial",
      hunks: [
        { decision: "approved", decided_by: { type: "user_actor", user_id: "user_admin" } },
        { decision: "rejected" },
      ],
    });
    expect(result.review_digest).not.toBe(review_digest);
    expect(await getDream(world.ctx(), { dreamId: dream.id, abilities: true })).toMatchObject({
      reverie: { review: result.review, abilities: ["archive", "review", "apply", "discard", "undo"] },
    });
  });

  it("takes a decision back, to the digest of before", async () => {
    const { dream, c, review_digest } = await dreamt();
    const approved = await review(dream.id, [{ change_id: c.id, decision: "approve" }]);
    expect(approved.changes[0]).toMatchObject({ state: "approved" });
    const reset = await review(dream.id, [{ change_id: c.id, decision: "reset" }]);
    expect(reset).toMatchObject({ review_digest, changes: [{ state: "pending" }] });
  });

  it("approves only sets that are closed under depends_on, and names what is missing", async () => {
    const { dream, a, b } = await dreamt();
    const needed = a.hunks[0]?.id ?? "";
    const missing = [{ hunk_id: needed, change_id: a.id, needed_by: [b.hunks[0]?.id] }];
    const alone = review(dream.id, [{ change_id: b.id, decision: "approve" }]);
    await expect(alone).rejects.toMatchObject({ status: 409, data: { missing } });
    await review(dream.id, [
      { change_id: b.id, decision: "approve" },
      { change_id: a.id, hunk_ids: [needed], decision: "approve" },
    ]);
    const withdrawn = review(dream.id, [{ change_id: a.id, decision: "reject" }]);
    await expect(withdrawn).rejects.toMatchObject({ status: 409, data: { missing } });
  });

  it("refuses unknown changes and hunks, and texts that do not fit their hunks", async () => {
    const { dream, a, b } = await dreamt();
    const decisions: ReviewDecision[] = [
      { change_id: "dchg_none", decision: "approve" },
      { change_id: a.id, hunk_ids: ["hunk_none"], decision: "approve" },
      { change_id: a.id, hunk_ids: [b.hunks[0]?.id ?? ""], decision: "approve" },
      { change_id: a.id, hunk_ids: [a.hunks[0]?.id ?? ""], decision: "approve", content: "whole\n" },
      {
        change_id: a.id,
        hunk_ids: [a.hunks[0]?.id ?? ""],
        decision: "approve",
        replacement_lines: ["x".repeat(102_400)],
      },
    ];
    for (const decision of decisions) {
      await expect(review(dream.id, [decision])).rejects.toMatchObject({ status: 400 });
    }
    expect((await getDream(world.ctx(), { dreamId: dream.id, abilities: false })).reverie.review.pending).toBe(4);
  });

  it("needs dream:review, and a completed dream", async () => {
    const { dream, c } = await dreamt();
    const writer = world.ctx({ permissions: new Set(["dream:read", "dream:write", "memory:write"]) });
    const body = { decisions: [{ change_id: c.id, decision: "approve" as const }] };
    await expect(reviewDream(writer, dream.id, body)).rejects.toMatchObject({ status: 403 });
    const pending = await world.makeDream({ storeId: await world.makeStore() });
    await expect(reviewDream(world.ctx(), pending.id, body)).rejects.toMatchObject({ status: 400 });
  });
});

describe("discarding a dream", () => {
  it("rejects what is pending and remembers the identities with their support", async () => {
    const { storeId, dream } = await dreamt();
    const discarded = await discardDream(world.ctx(), dream.id);
    expect(discarded.reverie.review).toMatchObject({ state: "discarded", approved: 0, rejected: 4, pending: 0 });
    const { rows } = await world
      .pool()
      .query("SELECT identity, supporting_sessions FROM dream_rejection WHERE memory_store_id = $1 ORDER BY identity", [
        storeId,
      ]);
    const expected = ["/a.md", "/b.md", "/c.md"].map(identityOf).sort();
    expect(rows).toEqual(expected.map((identity) => ({ identity, supporting_sessions: 2 })));
  });

  it("tells the engine of the next dream what was turned down", async () => {
    const { storeId, dream } = await dreamt();
    await discardDream(world.ctx(), dream.id);
    let seen: readonly { identity: string; sessions: number }[] = [];
    await world.dreamt(storeId, async (input, run) => {
      seen = input.ledger.rejections;
      return proposing()(input, run);
    });
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({ sessions: 2 });
  });

  it("keeps an insight out of the ledger of which any edit was approved", async () => {
    const { storeId, dream, a } = await dreamt();
    const [first] = a.hunks;
    await review(dream.id, [{ change_id: a.id, hunk_ids: [first?.id ?? ""], decision: "approve" }]);
    const discarded = await discardDream(world.ctx(), dream.id);
    expect(discarded.reverie.review).toMatchObject({ state: "in_review", approved: 1, rejected: 3 });
    const { review_digest } = await listChanges(world.ctx(), { dreamId: dream.id, view: "basic", limit: 50 });
    const applied = await applyDream(world.ctx(), dream.id, { review_digest });
    expect(applied.review.state).toBe("applied");
    const { rows } = await world
      .pool()
      .query("SELECT identity FROM dream_rejection WHERE memory_store_id = $1", [storeId]);
    expect(rows.map((row) => row.identity).sort()).toEqual(["/b.md", "/c.md"].map(identityOf).sort());
  });
});
