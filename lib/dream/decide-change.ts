import { presentActor } from "@/lib/access/actor";
import type { ReviewDecision } from "@/lib/contract/dream";
import type { HunkDecision } from "@/lib/contract/dream-change";
import { ConflictError } from "@/lib/errors/conflict-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { type ChangeRow, decisionOfHunks, type StoredHunk } from "./change-row";

/** Who decided, and when. */
export interface Decider {
  kind: string;
  id: string;
  at: Date;
}

const verdicts: Record<ReviewDecision["decision"], HunkDecision> = {
  approve: "approved",
  reject: "rejected",
  reset: "pending",
};

/**
 * The change with one more decision in it. Throws InvalidRequestError for an unknown hunk or a text for a change that
 * cannot take one, and ConflictError for what was applied already.
 */
export function decideChange(change: ChangeRow, decision: ReviewDecision, by: Decider): ChangeRow {
  const chosen = chooseHunks(change, decision);
  const isWhole = chosen.size === change.hunks.length;
  refuseApplied(change, decision, chosen);
  refuseOverwritten(change, decision, chosen);
  if (change.conflict?.reason === "redacted" && decision.decision === "approve") {
    throw new ConflictError("The text that this change was made from was redacted; it can only be rejected.");
  }
  const verdict = verdicts[decision.decision];
  const hunks = change.hunks.map((hunk) => (chosen.has(hunk.id) ? decideHunk(hunk, verdict, decision, by) : hunk));
  return {
    ...change,
    hunks,
    decision: hunks.length === 0 ? verdict : decisionOfHunks(hunks),
    // A decision on hunks takes the place of an earlier text for the whole file.
    decided_content: decision.content ?? null,
    decided_base_content_sha256: decision.base_content_sha256 ?? null,
    decided_by_kind: by.kind,
    decided_by_id: by.id,
    decided_at: by.at,
    // What was redacted stays so, whatever is decided.
    conflict: isWhole && change.conflict?.reason !== "redacted" ? null : change.conflict,
  };
}

function chooseHunks(change: ChangeRow, decision: ReviewDecision): ReadonlySet<string> {
  const known = new Set(change.hunks.map((hunk) => hunk.id));
  if (decision.hunk_ids == null) return known;
  const unknown = decision.hunk_ids.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw new InvalidRequestError(
      `decisions: the change ${change.id} has no hunk ${JSON.stringify(unknown.slice(0, 100))}.`,
    );
  }
  if (decision.content != null && decision.hunk_ids.length < known.size) {
    throw new InvalidRequestError("decisions: content is for the whole file, so hunk_ids must be left out.");
  }
  return new Set(decision.hunk_ids);
}

function refuseApplied(change: ChangeRow, decision: ReviewDecision, chosen: ReadonlySet<string>): void {
  if (change.applied_at === null) return;
  const takesBack = decision.decision !== "approve" || decision.replacement_lines != null;
  const touched = change.hunks.some((hunk) => hunk.applied === true && chosen.has(hunk.id));
  const rewrites = decision.content != null || change.decided_content !== null || change.hunks.length === 0;
  if ((takesBack && touched) || rewrites) {
    throw new ConflictError(`The change ${change.id} was applied. Undo the dream before deciding on it anew.`);
  }
}

/** Two reviewers at one hunk: the slower one is told instead of undoing unseen what the other decided. */
function refuseOverwritten(change: ChangeRow, decision: ReviewDecision, chosen: ReadonlySet<string>): void {
  if (decision.expected_decision == null) return;
  const { expected_decision: expected } = decision;
  const parts = change.hunks.length === 0 ? [wholeOf(change)] : change.hunks.filter((hunk) => chosen.has(hunk.id));
  const decided = parts.filter((part) => part.decision !== expected);
  if (decided.length === 0) return;
  throw new ConflictError("Another reviewer was faster. Look at the decision before you change it.", {
    reverie: {
      decided: decided.map((part) => ({
        change_id: change.id,
        hunk_id: part.id,
        decision: part.decision,
        decided_by: part.decided_by == null ? null : presentActor(part.decided_by.kind, part.decided_by.id),
        decided_at: part.decided_at ?? null,
      })),
    },
  });
}

function wholeOf(change: ChangeRow) {
  const { decided_by_kind: kind, decided_by_id: id } = change;
  return {
    id: null,
    decision: change.decision,
    decided_by: kind === null || id === null ? null : { kind, id },
    decided_at: change.decided_at?.toISOString() ?? null,
  };
}

function decideHunk(hunk: StoredHunk, verdict: HunkDecision, decision: ReviewDecision, by: Decider): StoredHunk {
  if (hunk.applied === true) return hunk;
  const { replacement_lines: _, decided_by: _by, decided_at: _at, ...rest } = hunk;
  if (verdict === "pending") return { ...rest, decision: verdict };
  return {
    ...rest,
    decision: verdict,
    decided_by: { kind: by.kind, id: by.id },
    decided_at: by.at.toISOString(),
    ...(decision.replacement_lines == null ? {} : { replacement_lines: decision.replacement_lines }),
  };
}
