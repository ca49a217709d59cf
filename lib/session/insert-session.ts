import type { Ctx } from "@/lib/access/context";
import type { Budget, Session, SessionOutcome } from "@/lib/contract/session";
import type { Tx } from "@/lib/db/transaction";
import { type SessionRow, sessionColumns } from "./session-row";

export interface NewSession {
  id: string;
  agent: Session["agent"];
  environmentId: string;
  title?: string | null;
  metadata?: Record<string, string>;
  budget?: Budget | null;
  vaultIds?: string[];
  recorded: boolean;
  outcome?: SessionOutcome | null;
  sourceKey?: string | null;
  startedAt?: Date | null;
  dreamId?: string | null;
}

/** Writes the row of a new, idle session of the actor, checking nothing, and returns it locked. */
export async function insertSession(tx: Tx, ctx: Ctx, input: NewSession): Promise<SessionRow> {
  await tx.query(
    `INSERT INTO session (id, workspace_id, agent, agent_id, agent_version, environment_id, status, title, metadata, budget,
       usage, outcome_evaluations, vault_ids, recorded, outcome, source_key, started_at, dream_id, created_by_kind,
       created_by_id, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'idle', $7, $8, $9, '{}', '[]', $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)`,
    [
      input.id,
      ctx.actor.workspaceId,
      JSON.stringify(input.agent),
      input.agent.id,
      input.agent.version,
      input.environmentId,
      input.title ?? null,
      JSON.stringify(input.metadata ?? {}),
      input.budget == null ? null : JSON.stringify(input.budget),
      input.vaultIds ?? [],
      input.recorded,
      input.outcome ?? null,
      input.sourceKey ?? null,
      input.startedAt ?? null,
      input.dreamId ?? null,
      ctx.actor.kind,
      ctx.actor.id,
      ctx.clock(),
    ],
  );
  const { rows } = await tx.query<SessionRow>(`SELECT ${sessionColumns} FROM session s WHERE s.id = $1 FOR UPDATE`, [
    input.id,
  ]);
  if (rows[0] === undefined) throw new Error("The session that was just written is gone.");
  return rows[0];
}
