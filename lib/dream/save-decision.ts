import type { Tx } from "@/lib/db/transaction";
import type { ChangeRow } from "./change-row";

/** Keeps what was decided on a change. The caller holds the dream's row lock. */
export async function saveDecision(tx: Tx, change: ChangeRow): Promise<void> {
  await tx.query(
    `UPDATE dream_change SET hunks = $2, decision = $3, decided_content = $4, decided_base_content_sha256 = $5,
       decided_by_kind = $6, decided_by_id = $7, decided_at = $8, conflict = $9
     WHERE id = $1`,
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
}
