import { presentActor } from "@/lib/access/actor";
import type {
  Budget,
  OutcomeEvaluation,
  Session,
  SessionAbility,
  SessionOutcome,
  SessionResource,
  SessionStatus,
  SessionUsage,
} from "@/lib/contract/session";

export interface SessionRow {
  id: string;
  workspace_id: string;
  agent: Session["agent"];
  environment_id: string;
  status: SessionStatus;
  title: string | null;
  metadata: Record<string, string>;
  budget: Budget | null;
  usage: SessionUsage;
  outcome_evaluations: OutcomeEvaluation[];
  vault_ids: string[];
  deployment_id: string | null;
  recorded: boolean;
  outcome: SessionOutcome | null;
  source_key: string | null;
  started_at: Date | null;
  dream_id: string | null;
  created_by_kind: string;
  created_by_id: string;
  event_count: number;
  last_sequence: number;
  last_event_at: Date | null;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
}

/** The columns of SessionRow, for `session AS s`. */
export const sessionColumns = `s.id, s.workspace_id, s.agent, s.environment_id, s.status, s.title, s.metadata, s.budget, s.usage,
  s.outcome_evaluations, s.vault_ids, s.deployment_id, s.recorded, s.outcome, s.source_key, s.started_at, s.dream_id,
  s.created_by_kind, s.created_by_id, s.event_count, s.last_sequence, s.last_event_at, s.created_at, s.updated_at, s.archived_at`;

/** The wire object of a session. */
export function presentSession(row: SessionRow, resources: SessionResource[], abilities?: SessionAbility[]): Session {
  return {
    id: row.id,
    type: "session",
    agent: row.agent,
    environment_id: row.environment_id,
    status: row.status,
    title: row.title,
    metadata: row.metadata,
    resources,
    vault_ids: row.vault_ids,
    outcome_evaluations: row.outcome_evaluations,
    budget: row.budget,
    stats: presentStats(row),
    usage: row.usage,
    deployment_id: row.deployment_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
    reverie: {
      recorded: row.recorded,
      outcome: row.outcome,
      started_at: row.started_at?.toISOString() ?? null,
      source_key: row.source_key,
      event_count: row.event_count,
      last_event_at: row.last_event_at?.toISOString() ?? null,
      dream_id: row.dream_id,
      created_by: presentActor(row.created_by_kind, row.created_by_id),
      ...(abilities === undefined ? {} : { abilities }),
    },
  };
}

/** Only what is known: how long a transcript spans. How long the agent was at work nobody told us. */
function presentStats(row: SessionRow): Session["stats"] {
  const startedAt = row.started_at ?? row.created_at;
  const spanMs = (row.last_event_at ?? startedAt).getTime() - startedAt.getTime();
  return { duration_seconds: Math.max(0, spanMs / 1000) };
}
