import { describe, expect, it } from "vitest";
import { type DreamScheduleRun, schedulePauseReason, scheduleRunReason } from "@/lib/contract/dream-schedule";
import { outcomeOf, pauseWords } from "./run-words";

function buildRun(parts: Partial<DreamScheduleRun>): DreamScheduleRun {
  return {
    id: "dsrun_1",
    type: "dream_schedule_run",
    dream_schedule_id: "dsch_1",
    trigger: "cron",
    scheduled_for: null,
    missed_since: null,
    started_at: "2026-06-01T05:00:00.000Z",
    ended_at: null,
    state: "finished",
    reason: null,
    message: null,
    new_sessions: 0,
    sessions_taken: 0,
    dream_id: null,
    auto_approved: null,
    awaiting_review: 0,
    digests: [],
    ...parts,
  };
}

const digest = (state: "pending" | "sent" | "failed", error: string | null = null) => ({
  recipient: "ada@example.com",
  state,
  attempts: 1,
  error,
  next_attempt_at: null,
  ended_at: null,
});

describe("outcomeOf", () => {
  it.each<[Partial<DreamScheduleRun>, string, string]>([
    [{ state: "dreaming", sessions_taken: 12 }, "dreaming", "12 sessions"],
    [{ state: "skipped", reason: "too_few_sessions", new_sessions: 1 }, "skipped", "1 new session, too few"],
    [{ state: "skipped", reason: "still_dreaming" }, "skipped", "its last dream was still under way"],
    [{ state: "failed", reason: "model_unavailable", message: "model: x is gone." }, "failed", "model: x is gone."],
    [{ state: "failed", reason: "store_deleted" }, "failed", "the store was deleted"],
    [{}, "nothing to change", ""],
    [{ awaiting_review: 3 }, "to review", "3 decisions for people"],
    [{ auto_approved: { hunks: 2, files_applied: 1, conflicts: 0 } }, "applied", "1 file changed by itself"],
    [
      { awaiting_review: 1, auto_approved: { hunks: 2, files_applied: 2, conflicts: 0 }, digests: [digest("sent")] },
      "to review",
      "2 files changed by itself, 1 decision for people, 1 e-mail sent",
    ],
    [
      { awaiting_review: 1, digests: [digest("failed", "not_configured")] },
      "to review",
      "1 decision for people, no mail server is set up",
    ],
  ])("tells %j", (parts, label, detail) => {
    expect(outcomeOf(buildRun(parts))).toMatchObject({ label, detail });
  });

  it("has words for every reason", () => {
    for (const reason of scheduleRunReason.options) {
      expect(outcomeOf(buildRun({ state: "failed", reason })).detail).not.toBe("");
    }
    for (const reason of schedulePauseReason.options) expect(pauseWords(reason)).toMatch(/\.$/);
  });
});
