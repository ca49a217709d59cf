import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";

export interface AuditEntry {
  /** A stable dotted name such as `memory.update`. */
  action: string;
  target: { type: string; id: string };
  memoryStoreId?: string | null;
  outcome?: "success" | "refused";
  /** Counts, ids and flags. Never content, never the path of a memory, never a secret. */
  details?: Record<string, unknown>;
}

/** Writes the record of a change inside the change's own transaction, so that neither can exist without the other. */
export async function recordAuditEvent(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.query({
    name: "record-audit-event",
    text: `INSERT INTO audit_event (id, workspace_id, action, actor_kind, actor_id, target_type, target_id, memory_store_id,
             outcome, details, request_id, address, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      newId("auditEvent"),
      ctx.actor.workspaceId,
      entry.action,
      ctx.actor.kind,
      ctx.actor.id,
      entry.target.type,
      entry.target.id,
      entry.memoryStoreId ?? null,
      entry.outcome ?? "success",
      JSON.stringify(entry.details ?? {}),
      ctx.requestId,
      ctx.address,
      // The real time, whatever clock the change itself was given.
      new Date(),
    ],
  });
}
