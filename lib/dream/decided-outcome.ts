import { applyHunks } from "@/lib/text/apply-hunks";
import type { ChangeRow } from "./change-row";

/** What a change comes to by what reviewers approved of it. */
export type DecidedOutcome = { kind: "none" } | { kind: "delete" } | { kind: "write"; path: string; content: string };

type Decided = Pick<
  ChangeRow,
  "operation" | "path" | "previous_path" | "hunks" | "decision" | "decided_content" | "proposed_content"
>;

/**
 * The file as approved, made from the text that the dream read (`""` for a new file). All hunks approved give what was
 * proposed, none gives nothing to do.
 *
 * @throws HunkMismatchError when `base` is not the text that the hunks were made from
 */
export function decidedOutcome(change: Decided, base: string): DecidedOutcome {
  if (change.decision === "pending" || change.decision === "rejected") return { kind: "none" };
  if (change.decided_content !== null) return { kind: "write", path: change.path, content: change.decided_content };
  if (change.hunks.length === 0) return untouched(change, base);
  const approved = new Set(change.hunks.filter((hunk) => hunk.decision === "approved").map((hunk) => hunk.id));
  const whole = approved.size === change.hunks.length;
  if (whole && change.operation === "deleted" && !change.hunks.some(hasOwnLines)) return { kind: "delete" };
  const isAsProposed = whole && !change.hunks.some(hasOwnLines) && change.proposed_content !== null;
  const content = isAsProposed ? change.proposed_content : applyHunks(base, change.hunks, approved);
  return { kind: "write", path: change.path, content: content ?? base };
}

function untouched(change: Decided, base: string): DecidedOutcome {
  if (change.operation === "deleted") return { kind: "delete" };
  return { kind: "write", path: change.path, content: change.proposed_content ?? base };
}

function hasOwnLines(hunk: ChangeRow["hunks"][number]): boolean {
  return hunk.replacement_lines != null;
}
