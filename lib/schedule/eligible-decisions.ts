import type { ReviewDecision } from "@/lib/contract/dream";
import type { ChangeRisk } from "@/lib/contract/dream-change";
import type { InsightKind, InsightTier } from "@/lib/contract/dream-insight";
import type { AutoApprove } from "@/lib/contract/dream-schedule";
import type { ChangeRow, StoredHunk } from "@/lib/dream/change-row";
import { holdsSecret } from "@/lib/dream/engine/event-evidence";
import { looksLikeInjection } from "@/lib/dream/engine/injection";
import { isFrozen } from "@/lib/dream/engine/memory-document";
import { parseFrontMatter } from "@/lib/text/front-matter";
import { isGuardedPath } from "./guarded-paths";

/** A proposed change with what has to be known of its file. */
export interface Candidate {
  change: ChangeRow;
  /** The text that the dream read; null when it can no longer be read. */
  base: string | null;
  /** A person wrote a version of the file by hand. */
  isWrittenByPeople: boolean;
}

export interface InsightFacts {
  kind: InsightKind;
  tier: InsightTier;
  state: string;
  /** On how many days it was seen. */
  days: number;
}

const ranks: Record<ChangeRisk, number> = { low: 0, medium: 1, high: 2 };

/**
 * The approvals that need no person under this policy, closed under `depends_on`. Everything else, and everything that is
 * decided already, is left alone.
 */
export function eligibleDecisions(
  candidates: readonly Candidate[],
  insights: ReadonlyMap<string, InsightFacts>,
  policy: AutoApprove,
): ReviewDecision[] {
  const open = candidates.filter((candidate) => mayTouch(candidate, policy));
  const chosen = new Map<string, StoredHunk>();
  for (const { change } of open) {
    for (const hunk of change.hunks) if (mayApprove(hunk, insights, policy)) chosen.set(hunk.id, hunk);
  }
  const approved = new Set(
    candidates.flatMap(({ change }) => change.hunks.filter((hunk) => hunk.decision === "approved").map(({ id }) => id)),
  );
  dropUnsupported(chosen, approved);
  return open.flatMap(({ change }): ReviewDecision[] => {
    const hunkIds = change.hunks.filter((hunk) => chosen.has(hunk.id)).map((hunk) => hunk.id);
    if (hunkIds.length === 0) return [];
    return [{ change_id: change.id, hunk_ids: hunkIds, decision: "approve", expected_decision: "pending" }];
  });
}

function mayTouch({ change, base, isWrittenByPeople }: Candidate, policy: AutoApprove): boolean {
  if (change.operation !== "created" && change.operation !== "modified") return false;
  if (ranks[change.risk] > ranks[policy.max_risk] || isWrittenByPeople || base === null) return false;
  if (change.conflict !== null || change.applied_at !== null || change.decided_content !== null) return false;
  if (isGuardedPath(change.path, policy.guarded_paths ?? [])) return false;
  return ![base, change.proposed_content ?? ""].some((text) => isFrozen(parseFrontMatter(text)));
}

function mayApprove(hunk: StoredHunk, insights: ReadonlyMap<string, InsightFacts>, policy: AutoApprove): boolean {
  if (hunk.decision !== "pending" || hunk.insight_ids.length === 0) return false;
  const rests = hunk.insight_ids.every((id) => {
    const insight = insights.get(id);
    if (insight === undefined || insight.state !== "proposed" || isOneIncident(insight)) return false;
    return policy.tiers.includes(insight.tier);
  });
  const added = hunk.lines.filter((line) => line.op === "+").map((line) => line.text);
  const removed = hunk.lines.filter((line) => line.op === "-").length;
  // Fewer lines than before is a deletion, whatever the insight calls it.
  if (!rests || removed > added.length) return false;
  return !holdsSecret(added.join("\n")) && !looksLikeInjection(added.join("\n"));
}

/** Work done twice always has two sessions: only another day shows that it was more than one incident. */
function isOneIncident({ kind, days }: InsightFacts): boolean {
  return kind === "coordination" && days < 2;
}

/** Takes out what depends on a hunk that is neither chosen nor approved, until nothing does. */
function dropUnsupported(chosen: Map<string, StoredHunk>, approved: ReadonlySet<string>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, hunk] of chosen) {
      if (hunk.depends_on.every((needed) => chosen.has(needed) || approved.has(needed))) continue;
      chosen.delete(id);
      changed = true;
    }
  }
}
