import type { DeleteEdit, InsertEdit, SubstituteEdit } from "./edit";
import type { Finding } from "./finding";
import type { MemoryDocument } from "./memory-document";
import type { PlannedEdit } from "./planned-edit";
import type { DreamWorld } from "./world";

type LineEdit = DeleteEdit | InsertEdit | SubstituteEdit;

const fileShare = 0.25;
const storeShare = 0.1;

/** Why an edit was left out, by finding. */
type Refusals = Map<Finding, string>;

/**
 * Keeps the edits that fit the files and each other; of two that want the same text the one of the earlier finding stands. Lines that no
 * evidence of their finding shows may go only within the loss budget: a quarter of a file, a tenth of the store.
 */
export function settleEdits(
  planned: readonly PlannedEdit<LineEdit>[],
  world: DreamWorld,
): { settled: PlannedEdit<LineEdit>[]; refusals: Refusals } {
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  const storeLines = world.documents.reduce((sum, { lines }) => sum + lines.length, 0);
  const taken = new Map<string, LineEdit[]>();
  const lost = new Map<string, number>();
  const settled: PlannedEdit<LineEdit>[] = [];
  const refusals: Refusals = new Map();
  for (const entry of planned) {
    const document = documents.get(entry.edit.path);
    const others = taken.get(entry.edit.path) ?? [];
    const reason = refusalOf(entry, document, others, lost, storeLines);
    if (reason !== null) {
      refusals.set(entry.finding, reason);
      continue;
    }
    if (entry.edit.op === "delete" && !isShown(entry.edit, entry.finding)) {
      lost.set(entry.edit.path, (lost.get(entry.edit.path) ?? 0) + entry.edit.expected.length);
    }
    taken.set(entry.edit.path, [...others, entry.edit]);
    settled.push(entry);
  }
  return { settled, refusals };
}

function refusalOf(
  { edit, finding }: PlannedEdit<LineEdit>,
  document: MemoryDocument | undefined,
  others: readonly LineEdit[],
  lost: ReadonlyMap<string, number>,
  storeLines: number,
): string | null {
  if (!document || !isAnchored(edit, document)) return "the text to change is not what it was";
  if (document.isLocked) return `${document.path} must not be edited`;
  if (others.some((other) => collide(edit, other))) return "another edit of the same lines stands";
  if (edit.op !== "delete" || isShown(edit, finding)) return null;
  const inFile = (lost.get(edit.path) ?? 0) + edit.expected.length;
  const inStore = [...lost.values()].reduce((sum, count) => sum + count, 0) + edit.expected.length;
  return inFile > document.lines.length * fileShare || inStore > storeLines * storeShare
    ? "it would remove more than one dream may without evidence for each line"
    : null;
}

function isAnchored(edit: LineEdit, document: MemoryDocument): boolean {
  if (edit.op === "insert") return edit.afterLine >= 0 && edit.afterLine <= document.lines.length;
  if (edit.op === "substitute") return (document.lines[edit.line - 1] ?? "").startsWith(edit.expected, edit.column);
  return edit.expected.every((text, index) => document.lines[edit.startLine - 1 + index] === text);
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

/** Whether the finding's evidence shows every line with text that the edit takes away. */
function isShown(edit: DeleteEdit, finding: Finding): boolean {
  return edit.expected.every((text, index) => {
    const line = edit.startLine + index;
    return (
      text.trim() === "" ||
      finding.evidence.some(
        (item) => item.source === "memory" && item.path === edit.path && item.lines[0] <= line && line <= item.lines[1],
      )
    );
  });
}
