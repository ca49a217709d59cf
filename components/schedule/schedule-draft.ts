import type { ChangeRisk } from "@/lib/contract/dream-change";
import type { InsightTier } from "@/lib/contract/dream-insight";
import type { CreateDreamScheduleBody, DreamSchedule, SessionFilter } from "@/lib/contract/dream-schedule";
import type { SessionOutcome } from "@/lib/contract/session";
import { tidyCron } from "./cron-words";

/** What the form of a schedule holds. */
export interface ScheduleDraft {
  storeId: string;
  model: string;
  instructions: string;
  cron: string;
  timezone: string;
  minNewSessions: string;
  scope: "attached" | "all";
  agentId: string | null;
  outcome: SessionOutcome | "any";
  withinDays: string;
  /** What a script set and the form has no field for. */
  otherFilter: SessionFilter;
  approves: boolean;
  tiers: readonly InsightTier[];
  maxRisk: ChangeRisk;
  /** One a line. */
  guardedPaths: string;
  notifiesReviewers: boolean;
  /** Separated by commas or spaces. */
  emails: string;
}

/** The form of a new schedule. */
export function emptyDraft(timezone: string): ScheduleDraft {
  return {
    storeId: "",
    model: "reverie-deterministic-1",
    instructions: "",
    cron: "0 3 * * *",
    timezone,
    minNewSessions: "5",
    scope: "attached",
    agentId: null,
    outcome: "any",
    withinDays: "",
    otherFilter: {},
    approves: false,
    tiers: ["exact"],
    maxRisk: "low",
    guardedPaths: "",
    notifiesReviewers: true,
    emails: "",
  };
}

/** The form of a schedule that stands. */
export function draftOf(schedule: DreamSchedule): ScheduleDraft {
  const { scope, agent_ids: agents, outcomes, within_days: days, ...otherFilter } = schedule.session_filter;
  const approve = schedule.auto_approve;
  const hasOneAgent = agents?.length === 1;
  const hasOneOutcome = outcomes?.length === 1;
  return {
    storeId: schedule.memory_store_id,
    model: schedule.model,
    instructions: schedule.instructions ?? "",
    cron: schedule.cron,
    timezone: schedule.timezone,
    minNewSessions: String(schedule.min_new_sessions),
    scope: scope ?? "attached",
    agentId: hasOneAgent ? (agents[0] ?? null) : null,
    outcome: hasOneOutcome ? (outcomes[0] ?? "any") : "any",
    withinDays: days === undefined ? "" : String(days),
    otherFilter: {
      ...otherFilter,
      ...(agents !== undefined && !hasOneAgent ? { agent_ids: agents } : {}),
      ...(outcomes !== undefined && !hasOneOutcome ? { outcomes } : {}),
    },
    approves: approve !== null,
    tiers: approve?.tiers ?? ["exact"],
    maxRisk: approve?.max_risk ?? "low",
    guardedPaths: (approve?.guarded_paths ?? []).join("\n"),
    notifiesReviewers: schedule.notify.reviewers ?? false,
    emails: (schedule.notify.emails ?? []).join(", "),
  };
}

/** The request for a draft; the times are judged by their own sentence. Null while something is missing. */
export function bodyOf(draft: ScheduleDraft): CreateDreamScheduleBody | null {
  const sessions = wholeNumber(draft.minNewSessions, 100);
  const days = draft.withinDays.trim() === "" ? undefined : wholeNumber(draft.withinDays, 3650);
  if (draft.storeId === "" || sessions === null || days === null) return null;
  if (draft.approves && draft.tiers.length === 0) return null;
  const guarded = draft.guardedPaths.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const emails = draft.emails.split(/[\s,;]+/).filter((email) => email !== "");
  return {
    memory_store_id: draft.storeId,
    model: draft.model,
    instructions: draft.instructions.trim() === "" ? null : draft.instructions.trim(),
    cron: tidyCron(draft.cron),
    timezone: draft.timezone.trim(),
    min_new_sessions: sessions,
    session_filter: {
      ...draft.otherFilter,
      ...(draft.scope === "all" ? { scope: "all" as const } : {}),
      ...(draft.agentId === null ? {} : { agent_ids: [draft.agentId] }),
      ...(draft.outcome === "any" ? {} : { outcomes: [draft.outcome] }),
      ...(days === undefined ? {} : { within_days: days }),
    },
    auto_approve: draft.approves
      ? {
          tiers: [...draft.tiers],
          max_risk: draft.maxRisk,
          ...(guarded.length > 0 ? { guarded_paths: guarded } : {}),
        }
      : null,
    notify: {
      ...(draft.notifiesReviewers ? { reviewers: true } : {}),
      ...(emails.length > 0 ? { emails } : {}),
    },
  };
}

/** A number from 1 to `maximum`; null for anything else. */
function wholeNumber(text: string, maximum: number): number | null {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= maximum ? value : null;
}
