import type { DreamChange, DreamHunk } from "@/lib/contract/dream-change";

export type ChangeGroup = "care" | "improvements" | "new";

export const groupLabels: Record<ChangeGroup, string> = {
  care: "Needs care",
  improvements: "Improvements",
  new: "New files",
};

const riskRank = { high: 0, medium: 1, low: 2 } as const;

/** Deletions, conflicts, files that moved and high risk want eyes first; then edits; then what is only added. */
export function groupOf(change: DreamChange): ChangeGroup {
  if (isHeldUp(change)) return "care";
  if (change.state === "conflict" || change.risk === "high" || change.operation === "deleted") return "care";
  return change.operation === "created" ? "new" : "improvements";
}

/** The files in the order in which they are best read: by group, then by risk, then by path. */
export function inReviewOrder(changes: readonly DreamChange[]): DreamChange[] {
  const groups: ChangeGroup[] = ["care", "improvements", "new"];
  return [...changes].sort(
    (left, right) =>
      groups.indexOf(groupOf(left)) - groups.indexOf(groupOf(right)) ||
      riskRank[left.risk] - riskRank[right.risk] ||
      (left.path < right.path ? -1 : 1),
  );
}

/** Added and removed lines of a change. */
export function lineCounts(hunks: readonly Pick<DreamHunk, "lines">[]): { added: number; removed: number } {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    added: lines.filter((line) => line.op === "+").length,
    removed: lines.filter((line) => line.op === "-").length,
  };
}

/** Whether the file took another form since its reader last looked, or was never looked at. */
export function isUnseen(change: DreamChange): boolean {
  return change.seen_revision !== undefined && (change.seen_revision ?? 0) < change.revision;
}

/** Whether the live file is no longer the one that the proposal was made from, so that both need merging. */
export function isHeldUp(change: DreamChange): boolean {
  if (change.state === "rejected" || change.state === "applied") return false;
  return change.state === "conflict" || change.is_stale === true;
}

/** What "accept the file" is about: the hunks that are still open, or all of them when none is. */
export function hunksToDecide(change: DreamChange): { hunkIds: string[]; expected: "pending" | null } {
  const open = change.hunks.filter(({ decision }) => decision === "pending");
  const isPart = open.length > 0;
  return { hunkIds: (isPart ? open : change.hunks).map(({ id }) => id), expected: isPart ? "pending" : null };
}

/** Whether a person can still decide about the change. */
export function isOpen(change: DreamChange): boolean {
  return change.state !== "applied";
}

/** Whether a decision is missing somewhere in the change. */
export function isPending(change: DreamChange): boolean {
  if (change.state === "applied") return false;
  if (change.hunks.length === 0) return change.state === "pending";
  return change.hunks.some((hunk) => hunk.decision === "pending");
}

/** The next file after `changeId` that waits for a decision, round the end; null when none does. */
export function nextPending(ordered: readonly DreamChange[], changeId: string): DreamChange | null {
  const at = ordered.findIndex((change) => change.id === changeId);
  const round = [...ordered.slice(at + 1), ...ordered.slice(0, at + 1)];
  return round.find((change) => change.id !== changeId && isPending(change)) ?? null;
}

/** How many files `apply` would write now. */
export function countToApply(changes: readonly DreamChange[]): number {
  return changes.filter((change) => change.state === "approved" || change.state === "partial").length;
}

/** The insights that a change rests on, in the order of its hunks. */
export function insightIdsOf(change: DreamChange): string[] {
  return [...new Set(change.hunks.flatMap((hunk) => hunk.insight_ids))];
}
