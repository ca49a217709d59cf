import { type ActorKind, presentActor } from "@/lib/access/actor";
import type {
  AutoApprove,
  DigestDelivery,
  DreamSchedule,
  DreamScheduleRun,
  ScheduleNotify,
  SchedulePauseReason,
  ScheduleRunReason,
  SessionFilter,
} from "@/lib/contract/dream-schedule";

export interface ScheduleRow {
  id: string;
  workspace_id: string;
  memory_store_id: string;
  service_account_id: string;
  owns_service_account: boolean;
  model: string;
  instructions: string | null;
  cron: string;
  timezone: string;
  min_new_sessions: number;
  session_filter: SessionFilter;
  auto_approve: AutoApprove | null;
  notify: ScheduleNotify;
  pause_reason: SchedulePauseReason | null;
  next_run_at: Date | null;
  created_by_kind: ActorKind;
  created_by_id: string;
  created_at: Date;
  updated_at: Date;
}

export interface ScheduleRunRow {
  id: string;
  dream_schedule_id: string;
  scheduled_for: Date | null;
  missed_since: Date | null;
  started_at: Date;
  ended_at: Date | null;
  state: DreamScheduleRun["state"];
  reason: ScheduleRunReason | null;
  message: string | null;
  new_sessions: number;
  sessions_taken: number;
  dream_id: string | null;
  auto_approve: AutoApprove | null;
  notify: ScheduleNotify;
  auto_approved: DreamScheduleRun["auto_approved"];
  awaiting_review: number;
  settle_attempts: number;
}

export interface DigestRow {
  dream_schedule_run_id: string;
  recipient: string;
  state: DigestDelivery["state"];
  attempts: number;
  next_attempt_at: Date | null;
  error: string | null;
  ended_at: Date | null;
}

/** The wire object of a schedule. */
export function presentSchedule(row: ScheduleRow, lastRun: DreamScheduleRun | null): DreamSchedule {
  return {
    id: row.id,
    type: "dream_schedule",
    memory_store_id: row.memory_store_id,
    model: row.model,
    instructions: row.instructions,
    cron: row.cron,
    timezone: row.timezone,
    min_new_sessions: row.min_new_sessions,
    session_filter: row.session_filter,
    auto_approve: row.auto_approve,
    notify: row.notify,
    service_account_id: row.service_account_id,
    state: row.pause_reason === null ? "active" : "paused",
    pause_reason: row.pause_reason,
    next_run_at: row.next_run_at?.toISOString() ?? null,
    last_run: lastRun,
    created_by: presentActor(row.created_by_kind, row.created_by_id),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** The wire object of a run, with the e-mails that tell of it. */
export function presentRun(row: ScheduleRunRow, digests: readonly DigestRow[]): DreamScheduleRun {
  return {
    id: row.id,
    type: "dream_schedule_run",
    dream_schedule_id: row.dream_schedule_id,
    trigger: row.scheduled_for === null ? "manual" : "cron",
    scheduled_for: row.scheduled_for?.toISOString() ?? null,
    missed_since: row.missed_since?.toISOString() ?? null,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    state: row.state,
    reason: row.reason,
    message: row.message,
    new_sessions: row.new_sessions,
    sessions_taken: row.sessions_taken,
    dream_id: row.dream_id,
    auto_approved: row.auto_approved,
    awaiting_review: row.awaiting_review,
    digests: digests.map((digest) => ({
      recipient: digest.recipient,
      state: digest.state,
      attempts: digest.attempts,
      error: digest.error,
      next_attempt_at: digest.state === "pending" ? (digest.next_attempt_at?.toISOString() ?? null) : null,
      ended_at: digest.ended_at?.toISOString() ?? null,
    })),
  };
}
