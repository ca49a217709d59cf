import { beforeEach, describe, expect, it } from "vitest";
import { listAuditEvents } from "@/lib/audit/list-audit-events";
import type { AutoApprove } from "@/lib/contract/dream-schedule";
import type { EngineRunner } from "@/lib/dream/engine-runner";
import { listChanges } from "@/lib/dream/list-changes";
import { reviewDream } from "@/lib/dream/review-dream";
import { type Proposal, proposing } from "@/lib/dream/testing/proposing-engine";
import { undoDream } from "@/lib/dream/undo-dream";
import { deleteSchedule } from "./delete-schedule";
import { useScheduleWorld } from "./testing/schedule-world";

const world = useScheduleWorld();
beforeEach(() => world.startOver());

const exact: AutoApprove = { tiers: ["exact"], max_risk: "low" };

/** A schedule whose dream came to its end with what is proposed; not settled yet. */
async function dreamt(
  files: Record<string, string> | string,
  proposals: Proposal[] | EngineRunner,
  autoApprove: AutoApprove | null = exact,
) {
  const storeId = typeof files === "string" ? files : await world.makeAgentStore(files);
  await world.record(storeId);
  const schedule = await world.makeSchedule({ memory_store_id: storeId, auto_approve: autoApprove });
  world.setNow("2026-06-01T05:00:00Z");
  await world.look();
  const run = await world.onlyRun(schedule.id);
  await world.dreamOn(run, Array.isArray(proposals) ? proposing(...proposals) : proposals);
  return { storeId, schedule, dreamId: run.dream_id ?? "" };
}

const eventsOf = async (dreamId: string) => {
  const { rows } = await world
    .pool()
    .query<{ type: string }>("SELECT type FROM change_event WHERE object_id = $1 ORDER BY sequence", [dreamId]);
  return rows.map((row) => row.type);
};

describe("auto-approval", () => {
  it("applies what is allowed as the schedule's service account, on the record, and leaves the rest to people", async () => {
    const { storeId, schedule, dreamId } = await dreamt(
      { "/a.md": "one\n", "/b.md": "two\n", "/AGENTS.md": "three\n" },
      [
        { path: "/a.md", content: "one\nmore\n" },
        { path: "/b.md", content: null },
        { path: "/AGENTS.md", content: "three\nmore\n" },
        { path: "/new.md", content: "new\n" },
      ],
    );
    expect(await eventsOf(dreamId)).toEqual(["dream.completed"]);
    await world.settle();
    expect(await world.filesOf(storeId)).toEqual({
      "/a.md": "one\nmore\n",
      "/b.md": "two\n",
      "/AGENTS.md": "three\n",
      "/new.md": "new\n",
    });
    expect(await world.onlyRun(schedule.id)).toMatchObject({
      state: "finished",
      auto_approved: { hunks: 2, files_applied: 2, conflicts: 0 },
      awaiting_review: 2,
    });
    const { rows: authors } = await world
      .pool()
      .query(
        "SELECT DISTINCT author_kind, author_id, via FROM memory_version WHERE memory_store_id = $1 AND dream_id = $2",
        [storeId, dreamId],
      );
    expect(authors).toEqual([{ author_kind: "service_account", author_id: schedule.service_account_id, via: "dream" }]);
    const audit = await listAuditEvents(world.ctx(), { actor: schedule.service_account_id, limit: 20 });
    expect(audit.data.map((event) => event.action)).toEqual(
      expect.arrayContaining(["dream_schedule.run", "dream.create", "dream.review", "dream.apply"]),
    );
    // People are asked once, when nothing is left to be done without them.
    expect(await eventsOf(dreamId)).toEqual(["dream.completed", "dream.review_requested"]);
    await undoDream(world.ctx(), dreamId);
    expect(await world.filesOf(storeId)).toMatchObject({ "/a.md": "one\n" });
  });

  it("asks nobody when nothing is left to decide", async () => {
    const { schedule, dreamId } = await dreamt({ "/a.md": "one\n" }, [{ path: "/a.md", content: "one\nmore\n" }]);
    await world.settle();
    expect(await world.onlyRun(schedule.id)).toMatchObject({ state: "finished", awaiting_review: 0 });
    expect(await eventsOf(dreamId)).toEqual(["dream.completed", "dream.applied"]);
  });

  it("keeps its hands off as soon as a person has decided something", async () => {
    const { storeId, schedule, dreamId } = await dreamt({ "/a.md": "one\n", "/b.md": "two\n" }, [
      { path: "/a.md", content: "one\nmore\n" },
      { path: "/b.md", content: "two\nmore\n" },
    ]);
    const { data } = await listChanges(world.ctx(), { dreamId, view: "basic", limit: 10 });
    await reviewDream(world.ctx(), dreamId, { decisions: [{ change_id: data[0]?.id ?? "", decision: "approve" }] });
    await world.settle();
    expect(await world.filesOf(storeId)).toEqual({ "/a.md": "one\n", "/b.md": "two\n" });
    expect(await world.onlyRun(schedule.id)).toMatchObject({ auto_approved: { hunks: 0, files_applied: 0 } });
  });

  it("leaves a file alone that a person wrote by hand, and one that moved since the dream read it", async () => {
    const storeId = await world.makeAgentStore({ "/a.md": "one\n", "/b.md": "two\n", "/c.md": "three\n" });
    await world.write(storeId, "/c.md", "three, by hand\n", { kind: "user", id: "user_ada" });
    const { schedule } = await dreamt(storeId, [
      { path: "/a.md", content: "one\nmore\n" },
      { path: "/b.md", content: "two\nmore\n" },
      { path: "/c.md", content: "three, by hand\nmore\n" },
    ]);
    await world.write(storeId, "/b.md", "two, moved\n");
    await world.settle();
    const files = { "/a.md": "one\nmore\n", "/b.md": "two, moved\n", "/c.md": "three, by hand\n" };
    expect(await world.filesOf(storeId)).toEqual(files);
    expect(await world.onlyRun(schedule.id)).toMatchObject({
      auto_approved: { hunks: 2, files_applied: 1, conflicts: 1 },
      awaiting_review: 2,
    });
  });

  it("is done once by many workers, and goes on after one that died half-way", async () => {
    const { storeId, schedule, dreamId } = await dreamt({ "/a.md": "one\n", "/b.md": "two\n" }, [
      { path: "/a.md", content: "one\nmore\n" },
      { path: "/b.md", content: "two\nmore\n" },
    ]);
    // A worker claimed the run, approved one file and died before it applied anything.
    await world
      .pool()
      .query("UPDATE dream_schedule_run SET settling_until = $2, settle_attempts = 1 WHERE dream_schedule_id = $1", [
        schedule.id,
        new Date(world.clock().getTime() + 1_000),
      ]);
    const { data } = await listChanges(world.ctx(), { dreamId, view: "basic", limit: 10 });
    const account = { kind: "service_account" as const, id: schedule.service_account_id };
    await reviewDream(world.ctx(account), dreamId, {
      decisions: [{ change_id: data[0]?.id ?? "", decision: "approve" }],
    });
    await world.settle();
    expect(await world.onlyRun(schedule.id)).toMatchObject({ state: "dreaming" });
    world.setNow("2026-06-01T05:10:00Z");
    await Promise.all([1, 2, 3].map(() => world.settle()));
    expect(await world.onlyRun(schedule.id)).toMatchObject({ auto_approved: { hunks: 2, files_applied: 2 } });
    const { rows } = await world
      .pool()
      .query("SELECT FROM memory_version WHERE memory_store_id = $1 AND dream_id = $2", [storeId, dreamId]);
    expect(rows).toHaveLength(2);
  });
});

describe("the end of a run", () => {
  it("gives the sessions of a dream that failed back", async () => {
    const { schedule } = await dreamt(
      {},
      () => Promise.reject(Object.assign(new Error("late"), { name: "TimeoutError" })),
      null,
    );
    await world.settle();
    expect(await world.onlyRun(schedule.id)).toMatchObject({ state: "failed", reason: "dream_failed" });
    world.setNow("2026-06-02T05:00:00Z");
    await world.look();
    expect((await world.runsOf(schedule.id)).at(-1)).toMatchObject({ state: "dreaming", new_sessions: 1 });
  });

  it("leaves all to people where nothing may be approved, who are asked at once", async () => {
    const { storeId, schedule, dreamId } = await dreamt(
      { "/a.md": "one\n" },
      [{ path: "/a.md", content: "1\n" }],
      null,
    );
    expect(await eventsOf(dreamId)).toEqual(["dream.completed", "dream.review_requested"]);
    await world.settle();
    expect(await world.onlyRun(schedule.id)).toMatchObject({ auto_approved: null, awaiting_review: 1 });
    expect(await world.filesOf(storeId)).toEqual({ "/a.md": "one\n" });
    expect(await eventsOf(dreamId)).toEqual(["dream.completed", "dream.review_requested"]);
  });

  it("does not come for a schedule that was deleted; its dream waits for a person", async () => {
    const { storeId, schedule } = await dreamt({ "/a.md": "one\n" }, [{ path: "/a.md", content: "one\n2\n" }]);
    await deleteSchedule(world.ctx(), schedule.id);
    await world.settle();
    expect(await world.filesOf(storeId)).toEqual({ "/a.md": "one\n" });
    const { rows } = await world
      .pool()
      .query("SELECT archived_at FROM service_account WHERE id = $1", [schedule.service_account_id]);
    expect(rows[0]?.archived_at).not.toBeNull();
  });
});
