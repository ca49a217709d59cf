import type { MemoryRedacted } from "@/lib/contract/memory-snapshot";
import type { Tx } from "@/lib/db/transaction";
import { type Moment, momentValue } from "./pinned-moment";
import { redactedStatesAt } from "./states-at";

export interface RedactedStatesPage {
  items: MemoryRedacted[];
  isMore: boolean;
  /** The database snapshot that the page shows. */
  pin: string;
}

const moment = { memoryStoreId: "$1", at: "$2", pin: "$3" };

/** The files of a store whose state at a moment was redacted since, in order of their ids; `limit` 0 only says whether there are any. */
export async function listRedactedStates(
  tx: Tx,
  input: { memoryStoreId: string; at: Moment; pin: string | null; afterMemoryId: string; limit: number },
): Promise<RedactedStatesPage> {
  const { rows } = await tx.query<{ memory_id: string; redacted_at: Date; pin: string }>(
    `SELECT s.memory_id, s.redacted_at, coalesce($3::text, pg_current_snapshot()::text) AS pin
     FROM (${redactedStatesAt(moment, "r.memory_id > $4")} LIMIT ${input.limit + 1}) s ORDER BY s.memory_id`,
    [input.memoryStoreId, momentValue(input.at), input.pin, input.afterMemoryId],
  );
  const items = rows.slice(0, input.limit).map(
    (row): MemoryRedacted => ({
      type: "memory_redacted",
      memory_id: row.memory_id,
      redacted_at: row.redacted_at.toISOString(),
    }),
  );
  return { items, isMore: rows.length > input.limit, pin: rows[0]?.pin ?? "" };
}
