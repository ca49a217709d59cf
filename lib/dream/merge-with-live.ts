import type { DreamConflict } from "@/lib/contract/dream-change";
import type { Queryable } from "@/lib/db/transaction";
import { mergeThreeWay } from "@/lib/text/merge-three-way";
import type { ChangeRow } from "./change-row";
import { decidedOutcome } from "./decided-outcome";
import { readBaseText } from "./read-change";

interface MergeSides {
  change: Pick<ChangeRow, "operation">;
  reason: DreamConflict["reason"];
  /** The text that the dream read. */
  base: string | null;
  /** The file as it is now. */
  live: string;
  /** The file as approved. */
  wanted: string;
}

/** A merge of a file that moved with what was approved of it; null where there is nothing to merge with. */
export function mergeWithLive({ change, reason, base, live, wanted }: MergeSides): DreamConflict["merge"] {
  const isNewFile = reason === "path_taken" && change.operation === "created";
  if (reason !== "changed" && !isNewFile) return null;
  const merge = mergeThreeWay({
    base: isNewFile ? "" : (base ?? ""),
    ours: live,
    theirs: wanted,
    labels: { base: "read by the dream", ours: "now in the store", theirs: "approved" },
  });
  return { content: merge.content, clean: merge.clean };
}

/**
 * The change with its noted conflict brought up to date: the file's hash and the merge as they are now in the input store. A
 * merge quotes the live file and is therefore made anew for each reader instead of being kept.
 */
export async function refreshConflict(db: Queryable, memoryStoreId: string, change: ChangeRow): Promise<ChangeRow> {
  if (change.conflict === null || change.conflict.reason === "redacted") return change;
  const { rows } = await db.query<{ path: string; content: string; content_sha256: string }>(
    `SELECT m.path, v.content, m.content_sha256 FROM memory m
     JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND (m.id = $2 OR m.path = $3) ORDER BY (m.id = $2) DESC NULLS LAST LIMIT 1`,
    [memoryStoreId, change.base_memory_id, change.previous_path ?? change.path],
  );
  const live = rows[0];
  const base = await readBaseText(db, memoryStoreId, change);
  if (live === undefined || base === null) return change;
  const outcome = decidedOutcome(
    { ...change, decision: change.decision === "pending" ? "approved" : change.decision },
    base,
  );
  if (outcome.kind !== "write") return change;
  const sides = { change, reason: change.conflict.reason, base, live: live.content, wanted: outcome.content };
  const conflict = {
    ...change.conflict,
    path: live.path,
    current_content_sha256: live.content_sha256,
    merge: mergeWithLive(sides),
  };
  return { ...change, conflict };
}
