import type pg from "pg";
import type { Ctx } from "@/lib/access/context";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";

/**
 * The context in which a dream writes: as its own session, with memory permissions for the stores of the dream and
 * nothing else.
 */
export function dreamContext(
  pool: pg.Pool,
  row: DreamRow,
  sessionId: string,
  options: { tx?: Tx; clock: () => Date; reason?: string | null },
): Ctx {
  const writable = row.output_behavior === "update_existing" ? row.memory_store_id : row.output_memory_store_id;
  const access = new Map<string, StoreAccess>([[row.memory_store_id, "read_only"]]);
  if (writable !== null) access.set(writable, "read_write");
  return {
    actor: {
      kind: "session",
      id: sessionId,
      workspaceId: row.workspace_id,
      permissions: new Set(["memory:read", "memory:write"]),
      reach: { kind: "stores", access },
    },
    pool,
    tx: options.tx ?? null,
    clock: options.clock,
    via: "dream",
    reason: options.reason ?? null,
    asOf: null,
    requestId: null,
    address: null,
    scrubbers: [],
  };
}
