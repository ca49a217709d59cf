import type { Tx } from "@/lib/db/transaction";
import type { PackedFindings } from "./packed-findings";
import { recordHypotheses } from "./record-hypotheses";

/** Keeps what the engine found: its insights and changes from here on only change by review. */
export async function recordFindings(tx: Tx, dreamId: string, findings: PackedFindings): Promise<void> {
  await tx.query(
    `INSERT INTO dream_insight (dream_id, id, position, identity, kind, tier, state, body)
     SELECT $1, id, position, identity, kind, tier, state, body
     FROM jsonb_to_recordset($2::jsonb)
       AS row (id text, position integer, identity text, kind text, tier text, state text, body jsonb)`,
    [dreamId, findings.insightRows],
  );
  await tx.query(
    `INSERT INTO dream_change (dream_id, id, position, operation, path, previous_path, base_memory_id,
       base_memory_version_id, base_content_sha256, proposed_content, proposed_content_sha256,
       proposed_content_size_bytes, hunks, risk, risk_reasons, insight_ids, decision)
     SELECT $1, id, position, operation, path, previous_path, base_memory_id, base_memory_version_id, base_content_sha256,
       proposed_content, proposed_content_sha256, proposed_content_size_bytes, hunks, risk, risk_reasons, insight_ids, 'pending'
     FROM jsonb_to_recordset($2::jsonb) AS row (id text, position integer, operation text, path text, previous_path text,
       base_memory_id text, base_memory_version_id text, base_content_sha256 text, proposed_content text,
       proposed_content_sha256 text, proposed_content_size_bytes integer, hunks jsonb, risk text, risk_reasons text[],
       insight_ids text[])`,
    [dreamId, findings.changeRows],
  );
  await recordHypotheses(tx, dreamId, findings.hypotheses ?? []);
  await tx.query("UPDATE dream SET report = $2, engine = $3 WHERE id = $1", [
    dreamId,
    JSON.stringify(findings.counts),
    findings.engine,
  ]);
}
