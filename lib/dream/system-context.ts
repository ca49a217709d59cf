import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import type { StoreAccess } from "@/lib/contract/api-key";
import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";

interface ContextOptions {
  clock: () => Date;
  tx?: Tx;
  reason?: string | null;
}

/**
 * The context in which a dream writes: as its own session, with memory permissions for the stores of the dream and
 * nothing else.
 */
export function dreamContext(pool: pg.Pool, row: DreamRow, sessionId: string, options: ContextOptions): Ctx {
  const writable = row.output_behavior === "update_existing" ? row.memory_store_id : row.output_memory_store_id;
  const access = new Map<string, StoreAccess>([[row.memory_store_id, "read_only"]]);
  if (writable !== null) access.set(writable, "read_write");
  return contextOf(pool, row, { kind: "session", id: sessionId, access }, options);
}

/** The context for making the dream's session, which belongs to whoever created the dream. */
export function creatorContext(pool: pg.Pool, row: DreamRow, options: ContextOptions): Ctx {
  const access = new Map<string, StoreAccess>([[row.memory_store_id, "read_write"]]);
  return contextOf(pool, row, { kind: row.created_by_kind, id: row.created_by_id, access }, options);
}

function contextOf(
  pool: pg.Pool,
  row: DreamRow,
  author: { kind: Actor["kind"]; id: string; access: ReadonlyMap<string, StoreAccess> },
  options: ContextOptions,
): Ctx {
  return {
    actor: {
      kind: author.kind,
      id: author.id,
      workspaceId: row.workspace_id,
      permissions: new Set(["memory:read", "memory:write"]),
      reach: { kind: "stores", access: author.access },
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
