import { describe, expect, it } from "vitest";
import type { ReviewDecision } from "@/lib/contract/dream";
import { updateMemory } from "@/lib/memory/update-memory";
import { applyDream } from "./apply-dream";
import { listChanges } from "./list-changes";
import { reviewDream } from "./review-dream";
import { seeDream } from "./see-dream";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();
const second = () => world.ctx({ id: "user_second" });

async function dreamt() {
  const storeId = await world.makeStore({ "/a.md": "1\n2\n3\n", "/b.md": "b\n" });
  const dream = await world.dreamt(
    storeId,
    proposing({ path: "/a.md", content: "1\ntwo\n3\n" }, { path: "/b.md", content: "b\nmore\n" }),
  );
  return { storeId, dreamId: dream.id };
}

async function changesOf(dreamId: string, ctx = world.ctx()) {
  const { data } = await listChanges(ctx, { dreamId, view: "basic", limit: 50 });
  const [a, b] = data;
  if (a === undefined || b === undefined) throw new Error("two changes were proposed");
  return { a, b };
}

const approve = (dreamId: string, changeId: string, ctx = world.ctx(), more: Partial<ReviewDecision> = {}) =>
  reviewDream(ctx, dreamId, { decisions: [{ change_id: changeId, decision: "approve", ...more }] });

describe("what a reviewer has seen", () => {
  it("is nothing at first, and everything after a look at all", async () => {
    const { dreamId } = await dreamt();
    expect((await changesOf(dreamId)).a).toMatchObject({ revision: 1, seen_revision: null });
    expect(await seeDream(world.ctx(), dreamId, {})).toMatchObject({ type: "dream_seen", seen: 2, unseen: 0 });
    const { a, b } = await changesOf(dreamId);
    expect([a.seen_revision, b.seen_revision]).toEqual([1, 1]);
  });

  it("is each person's own", async () => {
    const { dreamId } = await dreamt();
    await seeDream(world.ctx(), dreamId, {});
    expect((await changesOf(dreamId, second())).a.seen_revision).toBeNull();
  });

  it("falls behind when another reviewer decides, and keeps up with one's own decisions", async () => {
    const { dreamId } = await dreamt();
    await seeDream(world.ctx(), dreamId, {});
    await seeDream(second(), dreamId, {});
    const { a, b } = await changesOf(dreamId);
    await approve(dreamId, a.id, second());
    const mine = await changesOf(dreamId);
    expect(mine.a).toMatchObject({ revision: 2, seen_revision: 1 });
    expect(mine.b).toMatchObject({ revision: 1, seen_revision: 1 });
    expect((await changesOf(dreamId, second())).a).toMatchObject({ revision: 2, seen_revision: 2 });
    expect(await seeDream(world.ctx(), dreamId, { changes: [{ change_id: b.id, revision: 1 }] })).toMatchObject({
      seen: 1,
      unseen: 1,
    });
  });

  it("does not keep up for who decided on a form that they had not seen", async () => {
    const { dreamId } = await dreamt();
    const { a } = await changesOf(dreamId);
    await seeDream(world.ctx(), dreamId, {});
    await approve(dreamId, a.id, second());
    await reviewDream(world.ctx(), dreamId, { decisions: [{ change_id: a.id, decision: "reset" }] });
    expect((await changesOf(dreamId)).a).toMatchObject({ revision: 3, seen_revision: 1 });
  });

  it("never covers a form that came after the look, nor goes back", async () => {
    const { dreamId } = await dreamt();
    const { a } = await changesOf(dreamId);
    await approve(dreamId, a.id, second());
    await seeDream(world.ctx(), dreamId, { changes: [{ change_id: a.id, revision: 1 }] });
    expect((await changesOf(dreamId)).a).toMatchObject({ revision: 2, seen_revision: 1 });
    await seeDream(world.ctx(), dreamId, { changes: [{ change_id: a.id, revision: 99 }] });
    expect((await changesOf(dreamId)).a.seen_revision).toBe(2);
    await seeDream(world.ctx(), dreamId, { changes: [{ change_id: a.id, revision: 1 }] });
    expect((await changesOf(dreamId)).a.seen_revision).toBe(2);
  });

  it("falls behind when a change is applied by another", async () => {
    const { dreamId } = await dreamt();
    const { a } = await changesOf(dreamId);
    const { review_digest } = await approve(dreamId, a.id);
    await seeDream(second(), dreamId, {});
    await applyDream(world.ctx(), dreamId, { review_digest });
    expect((await changesOf(dreamId, second())).a).toMatchObject({ revision: 3, seen_revision: 2 });
  });

  it("leaves one audit row for a look that saw something new, none for another", async () => {
    const { dreamId } = await dreamt();
    await seeDream(world.ctx(), dreamId, {});
    await seeDream(world.ctx(), dreamId, {});
    const { rows } = await world
      .pool()
      .query("SELECT details FROM audit_event WHERE action = 'dream.see' AND target_id = $1", [dreamId]);
    expect(rows).toEqual([{ details: { changes: 2 } }]);
  });

  it("needs dream:read, and changes of that very dream", async () => {
    const { dreamId } = await dreamt();
    const other = await dreamt();
    const { a } = await changesOf(other.dreamId);
    const foreign = seeDream(world.ctx(), dreamId, { changes: [{ change_id: a.id, revision: 1 }] });
    await expect(foreign).rejects.toMatchObject({ status: 400 });
    const stranger = world.ctx({ permissions: new Set(["memory:read"]) });
    await expect(seeDream(stranger, dreamId, {})).rejects.toMatchObject({ status: 404 });
  });
});

describe("two reviewers at one hunk", () => {
  it("the slower one is refused, with who decided what, and nothing is overwritten", async () => {
    const { dreamId } = await dreamt();
    const { a, b } = await changesOf(dreamId);
    await approve(dreamId, a.id, second());
    const late = reviewDream(world.ctx(), dreamId, {
      decisions: [
        { change_id: b.id, decision: "approve" },
        { change_id: a.id, decision: "reject", expected_decision: "pending" },
      ],
    });
    await expect(late).rejects.toMatchObject({
      status: 409,
      data: {
        reverie: {
          decided: [
            {
              change_id: a.id,
              hunk_id: a.hunks[0]?.id,
              decision: "approved",
              decided_by: { type: "user_actor", user_id: "user_second" },
            },
          ],
        },
      },
    });
    const after = await changesOf(dreamId);
    expect([after.a.state, after.b.state]).toEqual(["approved", "pending"]);
    await reviewDream(world.ctx(), dreamId, {
      decisions: [{ change_id: a.id, decision: "reject", expected_decision: "approved" }],
    });
    expect((await changesOf(dreamId)).a.state).toBe("rejected");
  });

  it("at one time lose no decision: exactly one of two stands, the other is told", async () => {
    const { dreamId } = await dreamt();
    const { a, b } = await changesOf(dreamId);
    const both = await Promise.allSettled([
      approve(dreamId, a.id, world.ctx(), { expected_decision: "pending" }),
      approve(dreamId, a.id, second(), { expected_decision: "pending" }),
      approve(dreamId, b.id, second(), { expected_decision: "pending" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    const after = await changesOf(dreamId);
    expect([after.a.state, after.b.state]).toEqual(["approved", "approved"]);
  });
});

describe("a list of changes", () => {
  it("tells which files moved since the dream read them", async () => {
    const { storeId, dreamId } = await dreamt();
    const { a, b } = await changesOf(dreamId);
    expect([a.is_stale, b.is_stale]).toEqual([false, false]);
    await updateMemory(world.ctx(), {
      memoryStoreId: storeId,
      memoryId: a.base?.memory_id ?? "",
      content: "1\n2\nthree\n",
      path: null,
      expectedSha256: null,
      view: "basic",
    });
    const after = await changesOf(dreamId);
    expect([after.a.is_stale, after.b.is_stale]).toEqual([true, false]);
  });
});
