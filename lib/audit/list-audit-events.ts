import { presentActor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { reachableStoreIds } from "@/lib/access/store-reach";
import type { AuditEvent } from "@/lib/contract/audit-event";
import { cursorTime, decodeCursor, toPage } from "@/lib/db/keyset-page";

interface AuditEventRow {
  id: string;
  action: string;
  actor_kind: string | null;
  actor_id: string | null;
  target_type: string;
  target_id: string;
  memory_store_id: string | null;
  outcome: "success" | "refused";
  details: Record<string, unknown>;
  request_id: string | null;
  address: string | null;
  created_at: Date;
}

export interface AuditEventFilter {
  actor?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  outcome?: "success" | "refused" | undefined;
  createdFrom?: Date | undefined;
  createdUntil?: Date | undefined;
  limit: number;
  page?: string | undefined;
}

const order = "audit_events:desc";

/**
 * The record, newest first. `action` ending in `.` matches a whole family, such as `memory.`. An actor that is limited to
 * certain stores sees only theirs. Throws PermissionError without audit:read.
 */
export async function listAuditEvents(ctx: Ctx, filter: AuditEventFilter) {
  requirePermission(ctx.actor, "audit:read");
  const after = decodeCursor(filter.page, order, 2);
  const { rows } = await readerOf(ctx).query<AuditEventRow>(
    `SELECT * FROM audit_event
     WHERE workspace_id = $1
       AND ($2::text IS NULL OR actor_id = $2)
       AND ($3::text IS NULL OR action = $3 OR (right($3, 1) = '.' AND starts_with(action, $3)))
       AND ($4::text IS NULL OR target_id = $4 OR memory_store_id = $4)
       AND ($5::text IS NULL OR outcome = $5)
       AND ($6::timestamptz IS NULL OR created_at >= $6) AND ($7::timestamptz IS NULL OR created_at <= $7)
       AND ($8::timestamptz IS NULL OR (created_at, id) < ($8, $9))
       AND ($11::text[] IS NULL OR memory_store_id = ANY($11))
     ORDER BY created_at DESC, id DESC LIMIT $10`,
    [
      ctx.actor.workspaceId,
      filter.actor,
      filter.action,
      filter.target,
      filter.outcome,
      filter.createdFrom,
      filter.createdUntil,
      after === null ? null : cursorTime(after[0]),
      after?.[1],
      filter.limit + 1,
      reachableStoreIds(ctx.actor),
    ],
  );
  const page = toPage(rows, filter.limit, (row) => ({ order, key: [String(row.created_at.getTime()), row.id] }));
  return { data: page.data.map(presentAuditEvent), next_page: page.next_page };
}

function presentAuditEvent(row: AuditEventRow): AuditEvent {
  return {
    id: row.id,
    type: "audit_event",
    action: row.action,
    actor: presentActor(row.actor_kind, row.actor_id),
    target: { type: row.target_type, id: row.target_id },
    memory_store_id: row.memory_store_id,
    outcome: row.outcome,
    details: row.details,
    request_id: row.request_id,
    address: row.address,
    created_at: row.created_at.toISOString(),
  };
}
