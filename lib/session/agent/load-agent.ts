import type { Ctx } from "@/lib/access/context";
import type { Agent, AgentDefinition } from "@/lib/contract/agent";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";

export interface AgentRow {
  id: string;
  version: number;
  definition: AgentDefinition;
  created_at: Date;
  version_created_at: Date;
  archived_at: Date | null;
}

/** The columns of AgentRow, for `agent AS a JOIN agent_version AS v`. */
export const agentColumns =
  "a.id, v.version, v.definition, a.created_at, v.created_at AS version_created_at, a.updated_at, a.archived_at";

/** Reads an agent of the workspace in its newest version or the given one, checking no permission. Throws NotFoundError. */
export async function loadAgent(db: Queryable, ctx: Ctx, id: string, version?: number): Promise<Agent> {
  const found = await findAgent(db, ctx, id, version);
  if (found === null) {
    throw version === undefined
      ? new NotFoundError("agent", id)
      : new NotFoundError("agent version", `${id}/${version}`);
  }
  return found;
}

/** As loadAgent; null when there is none. */
export async function findAgent(db: Queryable, ctx: Ctx, id: string, version?: number): Promise<Agent | null> {
  const { rows } = await db.query<AgentRow & { updated_at: Date }>(
    `SELECT ${agentColumns} FROM agent a JOIN agent_version v ON v.agent_id = a.id AND v.version = coalesce($3, a.version)
     WHERE a.id = $1 AND a.workspace_id = $2`,
    [id, ctx.actor.workspaceId, version ?? null],
  );
  return rows[0] === undefined ? null : presentAgent(rows[0], version === undefined ? rows[0].updated_at : undefined);
}

/** The wire object of one version of an agent. */
export function presentAgent(row: AgentRow, updatedAt = row.version_created_at): Agent {
  return {
    id: row.id,
    type: "agent",
    version: row.version,
    ...row.definition,
    created_at: row.created_at.toISOString(),
    updated_at: updatedAt.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
  };
}
