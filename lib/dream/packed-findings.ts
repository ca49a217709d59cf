import { newId } from "@/lib/db/ids";
import type { StoredHunk } from "./change-row";
import type { ChangeDraft, EngineOutput, InsightDraft } from "./engine/engine-output";

/**
 * What the engine found, as the rows that keep it. Texts of JSON, so that a process can hand over megabytes of it in a moment and
 * the process that answers requests need not read them.
 */
export interface PackedFindings extends Pick<EngineOutput, "engine" | "counts" | "hypotheses"> {
  insightRows: string;
  changeRows: string;
  insightCount: number;
  changeCount: number;
}

interface Names {
  insights: ReadonlyMap<string, string>;
  changes: ReadonlyMap<string, string>;
  hunks: ReadonlyMap<string, string>;
}

/** Gives insights, changes and hunks their ids, and makes rows of them. */
export function packFindings(output: EngineOutput): PackedFindings {
  const { insights, changes, engine, counts, hypotheses = [] } = output;
  const names: Names = {
    insights: new Map(insights.map((insight) => [insight.identity, newId("insight")])),
    changes: new Map(changes.map((change) => [change.key, newId("change")])),
    hunks: new Map(changes.flatMap((change) => change.hunks.map((hunk) => [hunk.key, newId("hunk")] as const))),
  };
  return {
    engine,
    counts,
    hypotheses,
    insightRows: toJson(insights.map((insight, position) => insightRow(insight, position, names))),
    changeRows: toJson(changes.map((change, position) => changeRow(change, position, insights, names))),
    insightCount: insights.length,
    changeCount: changes.length,
  };
}

function insightRow(insight: InsightDraft, position: number, names: Names) {
  const { identity, kind, tier, state, change_keys, type: _type, ...rest } = insight;
  return {
    id: names.insights.get(identity),
    position,
    identity,
    kind,
    tier,
    state,
    body: { ...rest, change_ids: idsOf(change_keys, names.changes) },
  };
}

function changeRow(change: ChangeDraft, position: number, insights: readonly InsightDraft[], names: Names) {
  return {
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
    insight_ids: insightIdsOf(change, insights, names),
  };
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
