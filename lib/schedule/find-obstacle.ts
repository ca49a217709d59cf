import type { Actor } from "@/lib/access/actor";
import { findServiceAccountActor } from "@/lib/auth/find-service-account-actor";
import type { SchedulePauseReason } from "@/lib/contract/dream-schedule";
import type { Tx } from "@/lib/db/transaction";
import type { ScheduleRow } from "./schedule-row";

export type Obstacle =
  | { kind: "none"; actor: Actor }
  | { kind: "obstacle"; reason: Exclude<SchedulePauseReason, "requested"> };

/** What keeps a schedule from ever running again as things stand; else the actor that it runs as. */
export async function findObstacle(tx: Tx, schedule: ScheduleRow): Promise<Obstacle> {
  const { rows } = await tx.query<{ archived_at: Date | null }>(
    "SELECT archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2 FOR SHARE",
    [schedule.memory_store_id, schedule.workspace_id],
  );
  if (rows[0] === undefined) return { kind: "obstacle", reason: "store_deleted" };
  if (rows[0].archived_at !== null) return { kind: "obstacle", reason: "store_archived" };
  const actor = await findServiceAccountActor(tx, schedule.workspace_id, schedule.service_account_id);
  return actor === null ? { kind: "obstacle", reason: "service_account_archived" } : { kind: "none", actor };
}
