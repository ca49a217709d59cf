import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { archiveServiceAccount } from "@/lib/auth/archive-service-account";
import { nextCronTime } from "@/lib/contract/cron";
import { getDream } from "@/lib/dream/get-dream";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { sendSessionEvents } from "@/lib/session/send-session-events";
import { getSchedule } from "./get-schedule";
import { pauseSchedule } from "./pause-schedule";
import { resumeSchedule } from "./resume-schedule";
import { useScheduleWorld } from "./testing/schedule-world";

const world = useScheduleWorld();
beforeEach(async () => {
  world.startOver();
  await world.pool().query("UPDATE dream_schedule SET pause_reason = 'requested', next_run_at = NULL");
});

const minuteMs = 60_000;

describe("a schedule whose time has come", () => {
  it("dreams once, though several workers look at the same moment", async () => {
    const storeId = await world.makeStore();
    const sessionId = await world.record(storeId);
    const { id, service_account_id } = await world.makeSchedule({ memory_store_id: storeId });
    await world.look();
    expect(await world.runsOf(id)).toEqual([]);
    world.setNow("2026-06-01T05:00:30Z");
    await Promise.all([1, 2, 3, 4].map(() => world.look()));
    const run = await world.onlyRun(id);
    expect(run).toMatchObject({
      state: "dreaming",
      scheduled_for: new Date("2026-06-01T05:00:00Z"),
      missed_since: null,
      new_sessions: 1,
      sessions_taken: 1,
    });
    const dream = await getDream(world.ctx(), { dreamId: run.dream_id ?? "", abilities: false });
    expect(dream.inputs).toContainEqual({ type: "sessions", session_ids: [sessionId] });
    const { rows } = await world.pool().query("SELECT created_by_id FROM dream WHERE id = $1", [dream.id]);
    expect(rows).toEqual([{ created_by_id: service_account_id }]);
    expect((await getSchedule(world.ctx(), id)).next_run_at).toBe("2026-06-02T05:00:00.000Z");
  });

  it("makes up for a downtime by one run, and says since when it stands in", async () => {
    const storeId = await world.makeStore();
    await world.record(storeId);
    const { id } = await world.makeSchedule({ memory_store_id: storeId });
    world.setNow("2026-06-04T12:00:00Z");
    await world.look();
    expect(await world.onlyRun(id)).toMatchObject({
      scheduled_for: new Date("2026-06-04T05:00:00Z"),
      missed_since: new Date("2026-06-01T05:00:00Z"),
    });
    expect((await getSchedule(world.ctx(), id)).next_run_at).toBe("2026-06-05T05:00:00.000Z");
  });

  it("is skipped with the reason while there are too few new sessions or its last dream is under way", async () => {
    const storeId = await world.makeStore();
    const { id } = await world.makeSchedule({ memory_store_id: storeId, min_new_sessions: 2 });
    await world.record(storeId);
    world.setNow("2026-06-01T05:00:00Z");
    await world.look();
    expect(await world.onlyRun(id)).toMatchObject({ state: "skipped", reason: "too_few_sessions", new_sessions: 1 });
    await world.record(storeId);
    world.setNow("2026-06-02T05:00:00Z");
    await world.look();
    world.setNow("2026-06-03T05:00:00Z");
    await world.look();
    const runs = await world.runsOf(id);
    expect(runs.map((run) => [run.state, run.reason])).toEqual([
      ["skipped", "too_few_sessions"],
      ["dreaming", null],
      ["skipped", "still_dreaming"],
    ]);
  });

  it("reads each session once, the newest hundred first, and one that grew again", async () => {
    const storeId = await world.makeStore();
    const ids: string[] = [];
    for (let count = 0; count < 102; count++) ids.push(await world.record(storeId));
    const { id } = await world.makeSchedule({ memory_store_id: storeId });
    const next = async (day: number) => {
      world.setNow(`2026-06-0${day}T05:00:00Z`);
      await world.look();
      const run = (await world.runsOf(id)).at(-1);
      if (run?.dream_id == null) return run;
      const { rows } = await world.pool().query("SELECT session_ids FROM dream WHERE id = $1", [run.dream_id]);
      await world.dreamOn(run);
      await world.settle();
      return rows[0]?.session_ids as string[];
    };
    expect(await next(1)).toEqual(ids.slice(2).sort());
    expect(await next(2)).toEqual(ids.slice(0, 2).sort());
    expect(await next(3)).toMatchObject({ state: "skipped", new_sessions: 0 });
    const grown = ids[50] ?? "";
    await sendSessionEvents(world.ctx(), grown, {
      events: [{ type: "user.message", content: [{ type: "text", text: "And now?" }] }],
    });
    await world.pool().query("UPDATE session SET status = 'idle' WHERE id = $1", [grown]);
    expect(await next(4)).toEqual([grown]);
  });

  it("takes the sessions that its filter lets through, and of other stores only when it is told to", async () => {
    const [storeId, otherId] = [await world.makeStore(), await world.makeStore()];
    const wanted = await world.record(storeId, { agent: "triage", outcome: "failure" });
    await world.record(storeId, { agent: "triage", outcome: "success" });
    await world.record(storeId, { agent: "deploy", outcome: "failure" });
    const elsewhere = await world.record(otherId, { agent: "triage", outcome: "failure" });
    const { rows } = await world.pool().query("SELECT agent_id FROM session WHERE id = $1", [wanted]);
    const agentId = rows[0]?.agent_id as string;
    const filter = { agent_ids: [agentId], outcomes: ["failure" as const] };
    const narrow = await world.makeSchedule({ memory_store_id: storeId, session_filter: filter });
    const wide = await world.makeSchedule({ memory_store_id: storeId, session_filter: { ...filter, scope: "all" } });
    const recent = await world.makeSchedule({
      memory_store_id: storeId,
      session_filter: { ...filter, created_after: "2027-01-01T00:00:00Z" },
    });
    world.setNow("2026-06-01T05:00:00Z");
    await world.look();
    const sessionsOf = async (id: string) => {
      const { dream_id } = await world.onlyRun(id);
      const dreams = await world.pool().query("SELECT session_ids FROM dream WHERE id = $1", [dream_id]);
      return dreams.rows[0]?.session_ids as string[] | undefined;
    };
    expect(await sessionsOf(narrow.id)).toEqual([wanted]);
    expect(await sessionsOf(wide.id)).toEqual(expect.arrayContaining([wanted, elsewhere]));
    expect(await world.onlyRun(recent.id)).toMatchObject({ reason: "too_few_sessions", new_sessions: 0 });
  });
});

describe("a schedule that cannot run", () => {
  it("says that its model is not there, and tries again at its next time", async () => {
    const storeId = await world.makeStore();
    await world.record(storeId);
    const { id } = await world.makeSchedule({ memory_store_id: storeId });
    await world.pool().query("UPDATE dream_schedule SET model = 'claude-gone' WHERE id = $1", [id]);
    world.setNow("2026-06-01T05:00:00Z");
    await world.look();
    expect(await world.onlyRun(id)).toMatchObject({
      state: "failed",
      reason: "model_unavailable",
      message: expect.stringMatching(/claude-gone/),
    });
    expect(await getSchedule(world.ctx(), id)).toMatchObject({ state: "active", last_run: { state: "failed" } });
    await world.pool().query("UPDATE dream_schedule SET model = 'reverie-deterministic-1' WHERE id = $1", [id]);
    world.setNow("2026-06-02T05:00:00Z");
    await world.look();
    expect((await world.runsOf(id)).at(-1)).toMatchObject({ state: "dreaming", sessions_taken: 1 });
  });

  it.each([
    ["store_archived", (storeId: string) => archiveMemoryStore(world.ctx(), storeId)],
    ["store_deleted", (storeId: string) => deleteMemoryStore(world.ctx(), storeId)],
    ["service_account_archived", (_: string, account: string) => archiveServiceAccount(world.ctx(), account)],
  ])("is paused with the reason %s, and so cannot be resumed", async (reason, stop) => {
    const storeId = await world.makeStore();
    await world.record(storeId);
    const { id, service_account_id } = await world.makeSchedule({ memory_store_id: storeId });
    await stop(storeId, service_account_id);
    world.setNow("2026-06-01T05:00:00Z");
    await world.look();
    expect(await getSchedule(world.ctx(), id)).toMatchObject({
      state: "paused",
      pause_reason: reason,
      next_run_at: null,
      last_run: { state: "failed", reason },
    });
    await expect(resumeSchedule(world.ctx(), id)).rejects.toMatchObject({ status: 409 });
  });

  it("holds up no other schedule", async () => {
    const [broken, fine] = [await world.makeStore(), await world.makeStore()];
    await world.record(fine);
    const first = await world.makeSchedule({ memory_store_id: broken });
    const second = await world.makeSchedule({ memory_store_id: fine });
    await world.record(broken);
    // The account lost its rights meanwhile.
    await world
      .pool()
      .query("UPDATE service_account SET permissions = '{session:read}' WHERE id = $1", [first.service_account_id]);
    world.setNow("2026-06-01T05:00:00Z");
    await world.look();
    expect(await world.onlyRun(first.id)).toMatchObject({ state: "failed", reason: "not_permitted" });
    expect(await world.onlyRun(second.id)).toMatchObject({ state: "dreaming" });
  });
});

describe("the times of a schedule", () => {
  it("each get one run, or are named by the later run that stands in for them, whoever looks and whenever", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("look" as const), workers: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 200 }) }),
    );
    const crons = ["*/20 * * * *", "0 * * * *", "30 1,2,3 * * *"];
    const starts = ["2026-03-28T23:00:00Z", "2026-10-24T22:30:00Z", "2026-06-01T00:00:00Z"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...crons),
        fc.constantFrom(...starts),
        fc.array(step, { minLength: 3, maxLength: 10 }),
        async (cron, start, steps) => {
          world.setNow(start);
          const timezone = "Europe/Berlin";
          const storeId = await world.makeStore();
          const { id } = await world.makeSchedule({ memory_store_id: storeId, cron, timezone });
          for (const one of steps) {
            if (one.kind === "wait") world.setNow(new Date(world.clock().getTime() + one.minutes * minuteMs));
            else await Promise.all(Array.from({ length: one.workers }, () => world.look()));
          }
          await world.look();
          const expected: string[] = [];
          for (let at = nextCronTime(cron, timezone, new Date(start)); at !== null && at <= world.clock(); ) {
            expected.push(at.toISOString());
            at = nextCronTime(cron, timezone, at);
          }
          const covered = (await world.runsOf(id)).flatMap(({ scheduled_for, missed_since }) => {
            const until = scheduled_for?.toISOString() ?? "";
            return expected.filter((at) => at >= (missed_since?.toISOString() ?? until) && at <= until);
          });
          expect(covered).toEqual(expected);
          await pauseSchedule(world.ctx(), id);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("pass unused while it is paused", async () => {
    const storeId = await world.makeStore();
    await world.record(storeId);
    const { id } = await world.makeSchedule({ memory_store_id: storeId });
    await pauseSchedule(world.ctx(), id);
    world.setNow("2026-06-03T12:00:00Z");
    await world.look();
    expect(await world.runsOf(id)).toEqual([]);
    expect((await resumeSchedule(world.ctx(), id)).next_run_at).toBe("2026-06-04T05:00:00.000Z");
  });
});
