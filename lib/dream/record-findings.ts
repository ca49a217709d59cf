import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import type { StoredHunk } from "./change-row";
import type { ChangeDraft, EngineOutput, InsightDraft } from "./engine/engine-output";
import { recordHypotheses } from "./record-hypotheses";

interface Names {
  insights: ReadonlyMap<string, string>;
  changes: ReadonlyMap<string, string>;
  hunks: ReadonlyMap<string, string>;
}

/** Keeps what the engine found: its insights and changes get their ids and from here on only change by review. */
export async function recordFindings(tx: Tx, dreamId: string, output: EngineOutput): Promise<void> {
  const names: Names = {
    insights: new Map(output.insights.map((insight) => [insight.identity, newId("insight")])),
    changes: new Map(output.changes.map((change) => [change.key, newId("change")])),
    hunks: new Map(output.changes.flatMap((change) => change.hunks.map((hunk) => [hunk.key, newId("hunk")] as const))),
  };
  await insertInsights(tx, dreamId, output.insights, names);
  await insertChanges(tx, dreamId, output, names);
  await recordHypotheses(tx, dreamId, output.hypotheses ?? []);
  await tx.query("UPDATE dream SET report = $2, engine = $3 WHERE id = $1", [
    dreamId,
    JSON.stringify(output.counts),
    output.engine,
  ]);
}

async function insertInsights(tx: Tx, dreamId: string, insights: readonly InsightDraft[], names: Names): Promise<void> {
  const rows = insights.map(({ identity, kind, tier, state, change_keys, type: _type, ...rest }, position) => ({
    id: names.insights.get(identity),
    position,
    identity,
    kind,
    tier,
    state,
    body: { ...rest, change_ids: idsOf(change_keys, names.changes) },
  }));
  await tx.query(
    `INSERT INTO dream_insight (dream_id, id, position, identity, kind, tier, state, body)
     SELECT $1, id, position, identity, kind, tier, state, body
     FROM jsonb_to_recordset($2::jsonb)
       AS row (id text, position integer, identity text, kind text, tier text, state text, body jsonb)`,
    [dreamId, toJson(rows)],
  );
}

async function insertChanges(tx: Tx, dreamId: string, output: EngineOutput, names: Names): Promise<void> {
  const rows = output.changes.map((change, position) => ({
    id: names.changes.get(change.key),
    position,
    operation: change.operation,
    path: change.path,
    previous_path: change.previous_path,
    base_memory_id: change.base?.memory_id,
    base_memory_version_id: change.base?.memory_version_id,
    base_content_sha256: change.base?.content_sha256,
    proposed_content: change.proposed?.content,
    proposed_content_sha256: change.proposed?.content_sha256,
    proposed_content_size_bytes: change.proposed?.content_size_bytes,
    hunks: change.hunks.map((hunk) => nameHunk(hunk, names)),
    risk: change.risk,
    risk_reasons: change.risk_reasons,
    insight_ids: insightIdsOf(change, output.insights, names),
  }));
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
    [dreamId, toJson(rows)],
  );
}

function nameHunk({ key, insight_keys, ...hunk }: ChangeDraft["hunks"][number], names: Names): StoredHunk {
  return {
    ...hunk,
    id: names.hunks.get(key) ?? newId("hunk"),
    insight_ids: idsOf(insight_keys, names.insights),
    depends_on: idsOf(hunk.depends_on, names.hunks),
    decision: "pending",
  };
}

function insightIdsOf(change: ChangeDraft, insights: readonly InsightDraft[], names: Names): string[] {
  const identities = new Set(change.hunks.flatMap((hunk) => hunk.insight_keys));
  for (const insight of insights) if (insight.change_keys.includes(change.key)) identities.add(insight.identity);
  return idsOf([...identities], names.insights);
}

function idsOf(keys: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return keys.flatMap((key) => names.get(key) ?? []);
}

/** A quote may cut a surrogate pair in two, which PostgreSQL's JSON refuses. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === "string" ? item.toWellFormed() : item));
}
