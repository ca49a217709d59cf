import type pg from "pg";
import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { scrubbers } from "@/lib/govern/scrubbers";

/** The context in which a schedule acts as its service account. */
export function scheduleContext(pool: pg.Pool, actor: Actor, clock: () => Date, tx: Tx | null = null): Ctx {
  return {
    actor,
    pool,
    tx,
    // A schedule that fails must not undo what its turn did for others.
    ...(tx === null ? {} : { isUndoable: true as const }),
    clock,
    via: "dream",
    reason: null,
    asOf: null,
    requestId: null,
    address: null,
    scrubbers,
  };
}
