import { readAnchors } from "../detectors/text-anchors";
import type { CreateEdit, DeleteEdit, InsertEdit, SubstituteEdit } from "./edit";
import type { Finding } from "./finding";
import { groupBy } from "./group-by";
import { holdsWord } from "./holds-word";
import type { MemoryDocument } from "./memory-document";
import type { PlannedEdit } from "./planned-edit";
import { removalLimits } from "./rails-limits";
import type { DreamWorld } from "./world";

/** An edit of a file that is there. */
export type LineEdit = DeleteEdit | InsertEdit | SubstituteEdit;

/** Lines that go without evidence for each of them, by path. */
export type UnshownLines = ReadonlyMap<string, number>;

/**
 * The rails that hold for each edit by itself, whatever engine asks for it: its anchor stands, its file may be edited, and what it
 * takes away without showing it stays under the ceilings. Gives the reason against it, or null.
 */
export function railAgainst(
  { edit, finding }: PlannedEdit<LineEdit>,
  document: MemoryDocument | undefined,
  unshown: UnshownLines,
  world: DreamWorld,
): string | null {
  if (!document || !isAnchored(edit, document)) return "the text to change is not what it was";
  if (document.isLocked) return `${document.path} must not be edited`;
  const own = unshownLines({ edit, finding });
  if (own === 0) return null;
  const inFile = (unshown.get(edit.path) ?? 0) + own;
  const inStore = [...unshown.values()].reduce((sum, count) => sum + count, 0) + own;
  const storeLines = world.documents.reduce((sum, { lines }) => sum + lines.length, 0);
  return inFile > document.lines.length * removalLimits.fileShare || inStore > storeLines * removalLimits.storeShare
    ? "it would remove more than one dream may without evidence for each line"
    : null;
}

function isAnchored(edit: LineEdit, document: MemoryDocument): boolean {
  if (edit.op === "insert") return edit.afterLine >= 0 && edit.afterLine <= document.lines.length;
  if (edit.op === "substitute") return (document.lines[edit.line - 1] ?? "").startsWith(edit.expected, edit.column);
  return edit.expected.every((text, index) => document.lines[edit.startLine - 1 + index] === text);
}

/** How many lines an edit takes away that count against the ceilings. */
export function unshownLines({ edit, finding }: PlannedEdit<LineEdit>): number {
  return edit.op !== "delete" || edit.cause.kind === "moved_to" || isShown(edit, finding) ? 0 : edit.expected.length;
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

/**
 * The omission check: for every edit that takes text away, whether its cause is there in the result of all edits together. Gives those
 * whose cause is not, with the reason; a caller drops them and asks again, since one edit may be the cause of another.
 */
export function omissions(
  edits: readonly PlannedEdit<LineEdit>[],
  creates: readonly PlannedEdit<CreateEdit>[],
  world: DreamWorld,
): Map<PlannedEdit<LineEdit>, string> {
  const result: Result = {
    documents: new Map(world.documents.map((document) => [document.path, document])),
    deletions: groupBy(
      edits.flatMap(({ edit }) => (edit.op === "delete" ? [edit] : [])),
      ({ path }) => path,
    ),
    arrivals: arrivalsOf(edits, creates),
    edits,
  };
  return new Map(
    edits.flatMap((entry) => {
      const reason = omissionOf(entry, result);
      return reason === null ? [] : [[entry, reason]];
    }),
  );
}

interface Result {
  documents: ReadonlyMap<string, MemoryDocument>;
  deletions: ReadonlyMap<string, readonly DeleteEdit[]>;
  /** How often each line comes into each file; every move takes its own. */
  arrivals: ReadonlyMap<string, Map<string, number>>;
  edits: readonly PlannedEdit<LineEdit>[];
}

function arrivalsOf(
  edits: readonly PlannedEdit<LineEdit>[],
  creates: readonly PlannedEdit<CreateEdit>[],
): Map<string, Map<string, number>> {
  const arrivals = new Map<string, Map<string, number>>();
  const add = (path: string, lines: readonly string[]) => {
    const counts = arrivals.get(path) ?? new Map<string, number>();
    for (const line of lines) counts.set(line.trim(), (counts.get(line.trim()) ?? 0) + 1);
    arrivals.set(path, counts);
  };
  for (const path of new Set(creates.map(({ edit }) => edit.path))) {
    const title = creates.find(({ edit }) => edit.path === path)?.edit.title;
    if (title !== undefined) add(path, [title]);
  }
  for (const { edit } of creates) add(edit.path, edit.block);
  for (const { edit } of edits) if (edit.op === "insert") add(edit.path, edit.lines);
  return arrivals;
}

function omissionOf({ edit, finding }: PlannedEdit<LineEdit>, result: Result): string | null {
  if (edit.op === "insert") return null;
  const { cause } = edit;
  switch (cause.kind) {
    case "contradicted_by":
    case "closed_by":
      return finding.evidence.some((item) => item.source === "event" && item.event_id === cause.eventId)
        ? null
        : "no evidence shows the event that it names as its cause";
    case "moved_to":
      return edit.op === "substitute" ? missingTarget(cause.path, result) : lostInMove(edit, cause.path, result);
    case "dated_by":
      return edit.op === "substitute" && edit.text.startsWith(edit.expected) ? null : "a date takes nothing away";
    case "duplicate_of":
      return edit.op === "substitute" ? "a piece of a line repeats nothing" : lostWithCopy(edit, cause, result);
  }
}

function missingTarget(path: string, { documents, arrivals }: Result): string | null {
  return documents.has(path) || arrivals.has(path) ? null : "there is no memory where it would lead";
}

/** Lines of a move that neither arrive nor go for a cause of their own. */
function lostInMove(edit: DeleteEdit, path: string, { arrivals, edits }: Result): string | null {
  const arriving = arrivals.get(path) ?? new Map<string, number>();
  for (const [index, text] of edit.expected.entries()) {
    if (text.trim() === "") continue;
    const count = arriving.get(text.trim()) ?? 0;
    if (count > 0) arriving.set(text.trim(), count - 1);
    else if (!edits.some((other) => other.edit !== edit && takesAway(other.edit, edit.path, edit.startLine + index)))
      return "a line of the move would be lost";
  }
  return null;
}

function takesAway(edit: LineEdit, path: string, line: number): boolean {
  if (edit.op === "insert" || edit.path !== path || (edit.op === "delete" && edit.cause.kind === "moved_to"))
    return false;
  return edit.op === "substitute"
    ? edit.line === line
    : edit.startLine <= line && line < edit.startLine + edit.expected.length;
}

type DuplicateCause = Extract<DeleteEdit["cause"], { kind: "duplicate_of" }>;

/** A copy may go when what it repeats says every name, amount and negation of it, and stays or goes for a cause of its own. */
function lostWithCopy(edit: DeleteEdit, cause: DuplicateCause, result: Result): string | null {
  const survivor =
    result.documents
      .get(cause.path)
      ?.lines.slice(cause.lines[0] - 1, cause.lines[1])
      .join("\n") ?? "";
  if (survivor.trim() === "" || (cause.path === edit.path && overlaps(edit, cause.lines)))
    return "what it would repeat is not there";
  if (!keepsEntities(edit.expected.join("\n"), survivor)) return "what it would repeat says less than it";
  return isKept(cause, result, new Set([edit])) ? null : "what it would repeat goes as well";
}

function overlaps({ startLine, expected }: DeleteEdit, [from, to]: readonly [number, number]): boolean {
  return startLine <= to && from < startLine + expected.length;
}

function isKept({ path, lines }: DuplicateCause, result: Result, seen: ReadonlySet<DeleteEdit>): boolean {
  return (result.deletions.get(path) ?? [])
    .filter((other) => overlaps(other, lines))
    .every(
      (other) =>
        !seen.has(other) &&
        (other.cause.kind !== "duplicate_of" || isKept(other.cause, result, new Set([...seen, other]))),
    );
}

/** Without them a statement begins with its first word, whose capital then makes no name of it. */
const listMarkers = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/gm;

function keepsEntities(removed: string, survivor: string): boolean {
  const [own, kept] = [readAnchors(removed.replace(listMarkers, "")), readAnchors(survivor)];
  const text = kept.plain.toLowerCase();
  return (
    own.names.every((name) => holdsWord(text, name)) &&
    own.amounts.every((amount) => kept.amounts.includes(amount)) &&
    own.environments.every((environment) => kept.environments.includes(environment))
  );
}
