import type { DreamScheduleRun, SchedulePauseReason, ScheduleRunReason } from "@/lib/contract/dream-schedule";
import type { BadgeTone } from "../ui/badge";
import { formatCount } from "../ui/format-count";

const reasons: Record<ScheduleRunReason, string> = {
  too_few_sessions: "too few new sessions",
  still_dreaming: "its last dream was still under way",
  model_unavailable: "the model is not available here",
  store_archived: "the store is archived",
  store_deleted: "the store was deleted",
  service_account_archived: "its service account was archived",
  not_permitted: "its service account may not do this",
  dream_failed: "the dream failed",
  dream_canceled: "the dream was canceled",
  dream_deleted: "the dream is gone",
  internal_error: "a failure inside the server; its log names the cause",
};

/** How a run came out: one word, and what it means in numbers. */
export function outcomeOf(run: DreamScheduleRun): { label: string; tone: BadgeTone; detail: string } {
  switch (run.state) {
    case "dreaming":
      return { label: "dreaming", tone: "dream", detail: formatCount(run.sessions_taken, "session") };
    case "skipped":
      return { label: "skipped", tone: "neutral", detail: skipDetail(run) };
    case "failed":
      return { label: "failed", tone: "danger", detail: run.message ?? reasonWords(run) };
    case "finished":
      return finished(run);
  }
}

function skipDetail(run: DreamScheduleRun): string {
  return run.reason === "too_few_sessions"
    ? `${formatCount(run.new_sessions, "new session")}, too few`
    : reasonWords(run);
}

function reasonWords({ reason }: DreamScheduleRun): string {
  return reason === null ? "" : reasons[reason];
}

function finished(run: DreamScheduleRun): ReturnType<typeof outcomeOf> {
  const applied = run.auto_approved?.files_applied ?? 0;
  const parts = [
    run.message,
    applied > 0 ? `${formatCount(applied, "file")} changed by itself` : null,
    run.awaiting_review > 0 ? `${formatCount(run.awaiting_review, "decision")} for people` : null,
    ...mailWords(run),
  ];
  const detail = parts.filter((part) => part !== null).join(", ");
  if (run.awaiting_review > 0) return { label: "to review", tone: "dream", detail };
  if (applied > 0) return { label: "applied", tone: "ok", detail };
  return { label: "nothing to change", tone: "neutral", detail };
}

function mailWords({ digests }: DreamScheduleRun): string[] {
  const count = (state: string) => digests.filter((digest) => digest.state === state).length;
  const unsent = digests.some((digest) => digest.error === "not_configured")
    ? "no mail server is set up"
    : `${formatCount(count("failed"), "e-mail")} not delivered`;
  return [
    ...(count("sent") > 0 ? [`${formatCount(count("sent"), "e-mail")} sent`] : []),
    ...(count("pending") > 0 ? [`${formatCount(count("pending"), "e-mail")} waiting`] : []),
    ...(count("failed") > 0 ? [unsent] : []),
  ];
}

const pauses: Record<SchedulePauseReason, string> = {
  requested: "Somebody paused it.",
  store_archived: "Its store is archived.",
  store_deleted: "Its store was deleted.",
  service_account_archived: "Its service account was archived.",
};

/** Why a schedule stands still. */
export function pauseWords(reason: SchedulePauseReason): string {
  return pauses[reason];
}
