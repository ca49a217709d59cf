import { z } from "zod";
import { actor, characters, metadata, nullableTimestamp, pageCursor, pageLimit, timestamp } from "./common";
import { isTimeZone, problemOfCron } from "./cron";
import { changeRisk } from "./dream-change";
import { insightTier } from "./dream-insight";
import { sessionOutcome } from "./session";

/** Sessions of one dream at most; the newest are taken, the others wait for the next run. */
export const sessionsLimit = 100;

const cron = characters(1, 128)
  .transform((text) => text.trim().replace(/\s+/g, " "))
  .superRefine((text, ctx) => {
    const problem = problemOfCron(text);
    if (problem !== null) ctx.addIssue({ code: "custom", message: problem });
  });

const timezone = z.string().max(64).refine(isTimeZone, "must be the name of a time zone, such as Europe/Berlin");

const modelId = characters(1, 256);
/** As for dreams, the name alone or in its object. */
const model = z
  .union([modelId, z.strictObject({ id: modelId, speed: z.literal("standard").nullish() })])
  .transform((given) => (typeof given === "string" ? given : given.id));

const ids = z.array(z.string().min(1).max(256)).min(1).max(100);

/** Which sessions a schedule takes; what is left out limits nothing. */
export const sessionFilter = z.strictObject({
  /** `attached` (the default): sessions that had the store; `all`: every session that the service account may read. */
  scope: z.enum(["attached", "all"]).optional(),
  agent_ids: ids.optional(),
  environment_ids: ids.optional(),
  outcomes: z.array(sessionOutcome).min(1).max(3).optional(),
  /** All of these pairs. */
  metadata: metadata.optional(),
  created_after: timestamp.optional(),
  /** Sessions made within so many days before the run. */
  within_days: z.int().min(1).max(3650).optional(),
});
export type SessionFilter = z.infer<typeof sessionFilter>;

/**
 * What needs no person: hunks whose every insight is of one of these tiers, in files of at most this risk. Never deletions
 * or renames, frozen files, guarded paths, or files that a person has written.
 */
export const autoApprove = z.strictObject({
  tiers: z.array(insightTier).min(1).max(3),
  max_risk: changeRisk,
  /** Paths and folders (`/runbooks/`) that always wait for a person, beside those that are guarded everywhere. */
  guarded_paths: z.array(z.string().startsWith("/").max(1024)).max(100).optional(),
});
export type AutoApprove = z.infer<typeof autoApprove>;

/** Who gets an e-mail when a dream of the schedule awaits review. */
export const scheduleNotify = z.strictObject({
  /** Every person who holds `dream:review` at that time. */
  reviewers: z.boolean().optional(),
  emails: z.array(z.email().max(254)).max(20).optional(),
});
export type ScheduleNotify = z.infer<typeof scheduleNotify>;

const settings = {
  model,
  instructions: characters(1, 4096).nullish(),
  cron,
  timezone,
  min_new_sessions: z.int().min(1).max(sessionsLimit).nullish(),
  session_filter: sessionFilter.nullish(),
  auto_approve: autoApprove.nullish(),
  notify: scheduleNotify.nullish(),
  /** Who the dreams belong to; left out = an account made for this schedule, with only what it needs. */
  service_account_id: z.string().min(1).nullish(),
};

export const createDreamScheduleBody = z.strictObject({ memory_store_id: z.string().min(1), ...settings });
export type CreateDreamScheduleBody = z.infer<typeof createDreamScheduleBody>;

/** What is left out stays; null sets it back to what it is by default. */
export const updateDreamScheduleBody = z
  .strictObject({ ...settings, service_account_id: z.string().min(1) })
  .partial()
  .refine((body) => Object.keys(body).length > 0, "must change something");
export type UpdateDreamScheduleBody = z.infer<typeof updateDreamScheduleBody>;

/** `dreaming` until its dream has ended and what needs no person is applied. */
export const scheduleRunState = z.enum(["dreaming", "skipped", "failed", "finished"]);

/** Why nothing was dreamt, or why it came to nothing. */
export const scheduleRunReason = z.enum([
  "too_few_sessions",
  "still_dreaming",
  "model_unavailable",
  "store_archived",
  "store_deleted",
  "service_account_archived",
  "not_permitted",
  "dream_failed",
  "dream_canceled",
  "dream_deleted",
  "internal_error",
]);
export type ScheduleRunReason = z.infer<typeof scheduleRunReason>;

export const digestDelivery = z.object({
  recipient: z.string(),
  state: z.enum(["pending", "sent", "failed"]),
  attempts: z.number().int(),
  /** `not_configured` where the installation has no SMTP_URL. */
  error: z.string().nullable(),
  next_attempt_at: nullableTimestamp,
  ended_at: nullableTimestamp,
});
export type DigestDelivery = z.infer<typeof digestDelivery>;

export const dreamScheduleRun = z
  .object({
    id: z.string(),
    type: z.literal("dream_schedule_run"),
    dream_schedule_id: z.string(),
    trigger: z.enum(["cron", "manual"]),
    /** The time that it stands for; null for a run that somebody asked for. */
    scheduled_for: nullableTimestamp,
    /** The first of the times before it that it stands in for, as after a downtime. */
    missed_since: nullableTimestamp,
    started_at: timestamp,
    ended_at: nullableTimestamp,
    state: scheduleRunState,
    reason: scheduleRunReason.nullable(),
    message: z.string().nullable(),
    /** New sessions that the filter let through; `sessions_taken` of them went into the dream. */
    new_sessions: z.number().int(),
    sessions_taken: z.number().int(),
    dream_id: z.string().nullable(),
    /** What was approved without a person; null where the schedule leaves all to people. */
    auto_approved: z
      .object({ hunks: z.number().int(), files_applied: z.number().int(), conflicts: z.number().int() })
      .nullable(),
    /** Decisions that waited for a person when the run ended. */
    awaiting_review: z.number().int(),
    digests: z.array(digestDelivery),
  })
  .meta({ id: "DreamScheduleRun" });
export type DreamScheduleRun = z.infer<typeof dreamScheduleRun>;

export const schedulePauseReason = z.enum(["requested", "store_archived", "store_deleted", "service_account_archived"]);
export type SchedulePauseReason = z.infer<typeof schedulePauseReason>;

export const dreamSchedule = z
  .object({
    id: z.string(),
    type: z.literal("dream_schedule"),
    memory_store_id: z.string(),
    model: z.string(),
    instructions: z.string().nullable(),
    cron: z.string(),
    timezone: z.string(),
    min_new_sessions: z.number().int(),
    session_filter: sessionFilter,
    auto_approve: autoApprove.nullable(),
    notify: scheduleNotify,
    service_account_id: z.string(),
    state: z.enum(["active", "paused"]),
    pause_reason: schedulePauseReason.nullable(),
    next_run_at: nullableTimestamp,
    last_run: dreamScheduleRun.nullable(),
    created_by: actor.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: "DreamSchedule" });
export type DreamSchedule = z.infer<typeof dreamSchedule>;

export const deletedDreamSchedule = z
  .object({ id: z.string(), type: z.literal("dream_schedule_deleted") })
  .meta({ id: "DeletedDreamSchedule" });

export const listDreamSchedulesQuery = z.object({
  memory_store_id: z.string().optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const listScheduleRunsQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
