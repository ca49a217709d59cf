import type { Tx } from "@/lib/db/transaction";
import type { ChangeRow } from "./change-row";

/**
 * Keeps what was decided on a change, and answers it as it is kept. Who decides has seen the outcome, if the form of before was
 * seen. The caller holds the dream's row lock.
 */
export async function saveDecision(tx: Tx, change: ChangeRow): Promise<ChangeRow> {
  const { rows } = await tx.query<{ revision: number }>(
    `UPDATE dream_change SET hunks = $2, decision = $3, decided_content = $4, decided_base_content_sha256 = $5,
       decided_by_kind = $6, decided_by_id = $7, decided_at = $8, conflict = $9
     WHERE id = $1 RETURNING revision`,
    [
      change.id,
      JSON.stringify(change.hunks),
      change.decision,
      change.decided_content,
      change.decided_base_content_sha256,
      change.decided_by_kind,
      change.decided_by_id,
      change.decided_at,
      change.conflict === null ? null : JSON.stringify(change.conflict),
    ],
  );
  const revision = rows[0]?.revision ?? change.revision;
  await tx.query(
    `UPDATE dream_seen SET revision = $5
     WHERE dream_id = $1 AND actor_kind = $2 AND actor_id = $3 AND change_id = $4 AND revision = $6`,
    [change.dream_id, change.decided_by_kind, change.decided_by_id, change.id, revision, change.revision],
  );
  return { ...change, revision };
}
