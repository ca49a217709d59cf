import type { ActorKind } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import type { ActorName } from "@/lib/contract/whoami";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { PermissionError } from "@/lib/errors/permission-error";

const idsLimit = 200;

/**
 * Names and marks of authors, for anyone who may read something that they wrote. Unknown ids are left out.
 * Throws InvalidRequestError beyond 200 ids, PermissionError for a caller that may do nothing.
 */
export async function listActors(ctx: Ctx, ids: readonly string[]): Promise<{ data: ActorName[]; next_page: null }> {
  if (ctx.actor.permissions.size === 0) throw new PermissionError("This needs a permission to read something.");
  if (ids.length > idsLimit) throw new InvalidRequestError(`ids: must be at most ${idsLimit}.`);
  const { rows } = await readerOf(ctx).query<{ id: string; kind: ActorKind; name: string; dream_id: string | null }>(
    `SELECT id, 'user' AS kind, coalesce(name, email) AS name, NULL AS dream_id FROM member
       WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, 'api_key', name, NULL FROM api_key WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, 'service_account', name, NULL FROM service_account WHERE workspace_id = $1 AND id = ANY($2)
     UNION ALL SELECT id, 'session', coalesce(agent->>'name', title, agent_id), dream_id FROM session
       WHERE workspace_id = $1 AND id = ANY($2)
     ORDER BY id`,
    [ctx.actor.workspaceId, ids],
  );
  return {
    data: rows.map((row) => ({ ...row, type: "actor" as const, mark: markOf(row.name) })),
    next_page: null,
  };
}

/** The initials of the first two words, else the first two letters. */
export function markOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const [first, second] = words;
  if (first === undefined) return "?";
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join("").toUpperCase();
}
