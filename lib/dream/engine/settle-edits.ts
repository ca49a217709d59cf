import type { CreateEdit, DeleteEdit, SubstituteEdit } from "./edit";
import type { Finding } from "./finding";
import type { PlannedEdit } from "./planned-edit";
import { type LineEdit, omissions, railAgainst, unshownLines } from "./rails";
import type { DreamWorld } from "./world";

/** Why an edit was left out, by finding. */
type Refusals = Map<Finding, string>;

/**
 * Keeps the edits that fit the files, each other and the rails; of two that want the same text the one of the earlier finding stands. What
 * would leave a line out without its cause being there is dropped too, and with it what then has no cause any more.
 */
export function settleEdits(
  planned: readonly PlannedEdit<LineEdit>[],
  world: DreamWorld,
  creates: readonly PlannedEdit<CreateEdit>[] = [],
): { settled: PlannedEdit<LineEdit>[]; refusals: Refusals } {
  const refusals: Refusals = new Map();
  for (let candidates = planned; ; ) {
    const settled = withoutCollisions(candidates, world, refusals);
    const uncovered = omissions(settled, creates, world);
    if (uncovered.size === 0) return { settled, refusals };
    for (const [{ finding }, reason] of uncovered) refusals.set(finding, reason);
    candidates = candidates.filter((entry) => !uncovered.has(entry));
  }
}

function withoutCollisions(
  planned: readonly PlannedEdit<LineEdit>[],
  world: DreamWorld,
  refusals: Refusals,
): PlannedEdit<LineEdit>[] {
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  const taken = new Map<string, LineEdit[]>();
  const unshown = new Map<string, number>();
  const settled: PlannedEdit<LineEdit>[] = [];
  for (const entry of planned) {
    const { path } = entry.edit;
    const others = taken.get(path) ?? [];
    const reason =
      railAgainst(entry, documents.get(path), unshown, world) ??
      (others.some((other) => collide(entry.edit, other)) ? "another edit of the same lines stands" : null);
    if (reason !== null) {
      refusals.set(entry.finding, reason);
      continue;
    }
    unshown.set(path, (unshown.get(path) ?? 0) + unshownLines(entry));
    taken.set(path, [...others, entry.edit]);
    settled.push(entry);
  }
  return settled;
}

function collide(edit: LineEdit, other: LineEdit): boolean {
  if (edit.op === "insert" || other.op === "insert") return false;
  if (
    edit.op === "delete" &&
    other.op === "delete" &&
    edit.startLine === other.startLine &&
    edit.expected.length === other.expected.length
  ) {
    return false;
  }
  if (edit.op === "substitute" && other.op === "substitute" && edit.line === other.line) {
    const isSame = edit.column === other.column && edit.expected === other.expected && edit.text === other.text;
    return (
      isSame ||
      (edit.column < other.column + other.expected.length && other.column < edit.column + edit.expected.length)
    );
  }
  const [from, to] = rangeOf(edit);
  const [otherFrom, otherTo] = rangeOf(other);
  return from <= otherTo && otherFrom <= to;
}

function rangeOf(edit: DeleteEdit | SubstituteEdit): [number, number] {
  return edit.op === "delete" ? [edit.startLine, edit.startLine + edit.expected.length - 1] : [edit.line, edit.line];
}
