import type { ReviewDecision } from "@/lib/contract/dream";
import type { DreamChange, DreamHunk, HunkDecision } from "@/lib/contract/dream-change";

const verdicts = { approve: "approved", reject: "rejected", reset: "pending" } as const;

/**
 * The changes as they will be once the decisions under way are kept, so that a reviewer never waits. Who and when is left
 * open until the server has said it.
 */
export function overlayDecisions(
  changes: readonly DreamChange[],
  decisions: readonly ReviewDecision[],
): readonly DreamChange[] {
  if (decisions.length === 0) return changes;
  return changes.map((change) =>
    decisions.filter(({ change_id }) => change_id === change.id).reduce(withDecision, change),
  );
}

function withDecision(change: DreamChange, decision: ReviewDecision): DreamChange {
  const verdict = verdicts[decision.decision];
  const chosen = decision.hunk_ids == null ? null : new Set(decision.hunk_ids);
  const hunks = change.hunks.map((hunk) =>
    hunk.applied === true || (chosen !== null && !chosen.has(hunk.id)) ? hunk : decided(hunk, verdict, decision),
  );
  return { ...change, hunks, state: change.state === "conflict" ? "conflict" : stateOf(hunks, verdict) };
}

function decided(hunk: DreamHunk, verdict: HunkDecision, { replacement_lines }: ReviewDecision): DreamHunk {
  return {
    ...hunk,
    decision: verdict,
    replacement_lines: replacement_lines ?? null,
    decided_by: null,
    decided_at: null,
  };
}

/** As the server names it: approved and rejected where all hunks are, partial where some are approved. */
function stateOf(hunks: readonly DreamHunk[], verdict: HunkDecision): DreamChange["state"] {
  if (hunks.length === 0) return verdict;
  if (hunks.every(({ decision }) => decision === "approved")) return "approved";
  if (hunks.every(({ decision }) => decision === "rejected")) return "rejected";
  return hunks.some(({ decision }) => decision === "approved") ? "partial" : "pending";
}
