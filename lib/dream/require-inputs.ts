import type { Tx } from "@/lib/db/transaction";
import { DreamFailure } from "./dream-failure";
import type { DreamRow } from "./dream-row";

/**
 * Holds the inputs until the transaction ends: what is found must not outlive what it was found in. Throws DreamFailure
 * when the store was archived or deleted, or a session deleted, while the dream ran.
 */
export async function requireInputs(tx: Tx, row: DreamRow): Promise<void> {
  const store = await tx.query<{ archived_at: Date | null }>(
    "SELECT archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2 FOR SHARE",
    [row.memory_store_id, row.workspace_id],
  );
  refuseStore(store.rows[0]);
  const sessions = await tx.query<{ id: string }>(
    "SELECT id FROM session WHERE id = ANY($1::text[]) AND workspace_id = $2 ORDER BY id FOR KEY SHARE",
    [row.session_ids, row.workspace_id],
  );
  refuseSessions(
    row,
    sessions.rows.map((session) => session.id),
  );
}

/** Throws DreamFailure for a store that is gone or archived. */
export function refuseStore<Store extends { archived_at: Date | null }>(
  store: Store | undefined,
): asserts store is Store {
  if (store !== undefined && store.archived_at === null) return;
  const fate = store === undefined ? "deleted" : "archived";
  throw new DreamFailure(
    "input_memory_store_unavailable",
    `The input memory store was ${fate} after the dream was created.`,
  );
}

/** Throws DreamFailure unless every session of the dream was found. */
export function refuseSessions(row: DreamRow, found: readonly string[]): void {
  if (found.length === row.session_ids.length) return;
  const known = new Set(found);
  const gone = row.session_ids.filter((id) => !known.has(id));
  throw new DreamFailure(
    "input_session_unavailable",
    `${gone.length} of the input sessions were deleted after the dream was created: ${gone.slice(0, 5).join(", ")}.`,
  );
}
