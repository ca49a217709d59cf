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
    withDecisions(
      change,
      decisions.filter(({ change_id }) => change_id === change.id),
    ),
  );
}

function withDecisions(change: DreamChange, decisions: readonly ReviewDecision[]): DreamChange {
  const last = decisions.at(-1);
  if (last === undefined) return change;
  const all = decisions.map((decision) => ({
    decision,
    chosen: decision.hunk_ids == null ? null : new Set(decision.hunk_ids),
  }));
  const hunks = change.hunks.map((hunk) =>
    hunk.applied === true
      ? hunk
      : all.reduce(
          (now, { decision, chosen }) => (chosen?.has(hunk.id) === false ? now : decided(now, decision)),
          hunk,
        ),
  );
  return {
    ...change,
    hunks,
    state: change.state === "conflict" ? "conflict" : stateOf(hunks, verdicts[last.decision]),
  };
}

/** The same decision on the same hunk is the same object, so that its card is not drawn again for the sake of others. */
const decidedBefore = new WeakMap<ReviewDecision, WeakMap<DreamHunk, DreamHunk>>();

function decided(hunk: DreamHunk, decision: ReviewDecision): DreamHunk {
  const known = decidedBefore.get(decision) ?? new WeakMap<DreamHunk, DreamHunk>();
  decidedBefore.set(decision, known);
  const before = known.get(hunk);
  if (before !== undefined) return before;
  const now: DreamHunk = {
    ...hunk,
    decision: verdicts[decision.decision],
    replacement_lines: decision.replacement_lines ?? null,
    decided_by: null,
    decided_at: null,
  };
  known.set(hunk, now);
  return now;
}

/** As the server names it: approved and rejected where all hunks are, partial where some are approved. */
function stateOf(hunks: readonly DreamHunk[], verdict: HunkDecision): DreamChange["state"] {
  if (hunks.length === 0) return verdict;
  if (hunks.every(({ decision }) => decision === "approved")) return "approved";
  if (hunks.every(({ decision }) => decision === "rejected")) return "rejected";
  return hunks.some(({ decision }) => decision === "approved") ? "partial" : "pending";
}
