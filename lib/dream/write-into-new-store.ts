import type { Tx } from "@/lib/db/transaction";
import { withTransaction } from "@/lib/db/transaction";
import type { Detected, DreamRun } from "./attempt-dream";
import { reasonsOf } from "./change-reasons";
import type { ChangeRow } from "./change-row";
import { requireAttempt } from "./dream-lease";
import { completeDream } from "./end-dream";
import { orderChanges } from "./order-changes";
import { recordFindings } from "./record-findings";
import { requireInputs } from "./require-inputs";
import { requireUnredacted } from "./require-unredacted";
import { dreamContext } from "./system-context";
import { writeFile } from "./write-file";

/**
 * Keeps the findings, writes every proposed change into the output store, and completes the dream, all at once: whoever
 * sees the findings sees the whole proposal.
 */
export async function writeIntoNewStore(run: DreamRun, { texts, findings }: Detected): Promise<void> {
  const { pool, row, lease } = run;
  lease.report({ phase: "writing", done: 0, total: findings.changeCount });
  await withTransaction(pool, async (tx) => {
    await requireAttempt(tx, row);
    await requireInputs(tx, row);
    await requireUnredacted(tx, texts);
    await recordFindings(tx, row.id, findings);
    await writeChanges(tx, run);
    await completeDream(tx, run);
  });
}

async function writeChanges(tx: Tx, { pool, row, sessionId, clock }: DreamRun): Promise<void> {
  const memoryStoreId = row.output_memory_store_id;
  if (memoryStoreId === null) throw new Error("The dream has no output store yet.");
  const copies = await readCopies(tx, memoryStoreId);
  const { rows } = await tx.query<ChangeRow>("SELECT * FROM dream_change WHERE dream_id = $1", [row.id]);
  const reasons = await reasonsOf(tx, row.id, rows);
  for (const change of orderChanges(rows)) {
    const reason = reasons.get(change.id) ?? null;
    const ctx = { ...dreamContext(pool, row, sessionId, { clock, reason }), tx };
    const base = change.base_memory_version_id;
    const copy = base === null ? null : copies.get(base);
    if (copy === undefined) continue;
    // A file that somebody changed in the output store meanwhile is left alone: the proposal itself stands in the change.
    await writeFile(ctx, {
      memoryStoreId,
      memoryId: copy,
      wanted: change.operation === "deleted" ? null : { path: change.path, content: change.proposed_content ?? "" },
      expectedSha256: change.base_content_sha256,
      provenance: {
        dreamId: row.id,
        changeId: change.id,
        // Names what the text was made from, so that redaction of the source reaches it.
        ...(base === null ? {} : { origin: { memoryStoreId: row.memory_store_id, memoryVersionId: base } }),
      },
    });
  }
}

/** The memories of the output store by the version that each one copies. */
async function readCopies(tx: Tx, memoryStoreId: string): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ memory_id: string; origin: string }>(
    `SELECT memory_id, origin_memory_version_id AS origin FROM memory_version
     WHERE memory_store_id = $1 AND sequence = 1 AND origin_memory_version_id IS NOT NULL`,
    [memoryStoreId],
  );
  return new Map(rows.map((row) => [row.origin, row.memory_id]));
}
