import { detectOversized, type SectionMove, type Split } from "../detectors/detect-oversized";
import { applyLedger } from "./apply-ledger";
import { groupKey, type KeyedCreate } from "./build-changes";
import type { KeyedEdit } from "./edit-region";
import type { Finding } from "./finding";
import type { PlannedEdit } from "./planned-edit";
import { type LineEdit, omissions } from "./rails";
import type { DreamWorld } from "./world";

export interface PlacedMoves {
  findings: Finding[];
  /** Edits of the other findings that stay as they are. */
  standing: PlannedEdit<LineEdit>[];
  lines: KeyedEdit[];
  files: KeyedCreate[];
}

/**
 * Cuts what has grown beyond its topic. Other edits inside a section that moves become part of its move, since what leaves a file cannot
 * be edited in it: their findings stand on the same hunks. A split that would lose a line, or reach over a heading, is dropped.
 */
export function placeMoves(
  world: DreamWorld,
  after: DreamWorld,
  settled: readonly PlannedEdit<LineEdit>[],
): PlacedMoves {
  const placed: PlacedMoves = { findings: [], standing: [...settled], lines: [], files: [] };
  for (const split of detectOversized(world, after)) {
    const reason = objectionTo(split, settled, world);
    const [finding = split.finding] = applyLedger([split.finding], world.ledger);
    if (reason !== null || finding.state !== "proposed") {
      placed.findings.push(
        reason === null ? finding : { ...finding, state: "suppressed", droppedReason: reason, edits: [] },
      );
      continue;
    }
    placed.findings.push(finding);
    for (const move of split.moves) placeMove(move, finding, placed);
  }
  return placed;
}

function objectionTo(split: Split, settled: readonly PlannedEdit<LineEdit>[], world: DreamWorld): string | null {
  const inFile = settled.filter(({ edit }) => edit.path === split.document.path);
  if (inFile.some(({ edit }) => split.moves.some((move) => straddles(edit, move))))
    return "another edit reaches over a heading";
  const { finding } = split;
  const moves = split.moves.map(({ out }) => ({ edit: out, finding }));
  const files = split.moves.map(({ into }) => ({ edit: into, finding }));
  return [...omissions([...settled, ...moves], files, world)].find(([entry]) => entry.finding === finding)?.[1] ?? null;
}

function placeMove(move: SectionMove, finding: Finding, placed: PlacedMoves): void {
  const dependsOn = [groupKey(move.group)];
  const own = placed.standing.filter(({ edit }) => isInside(edit, move));
  placed.standing = placed.standing.filter((entry) => !own.includes(entry));
  const shared = { insightKey: finding.identity, dependsOn };
  placed.lines.push({ edit: move.out, ...shared });
  for (const { edit, finding: other } of own) {
    const cause = edit.op === "insert" ? move.out.cause : edit.cause;
    placed.lines.push({ edit: { ...move.out, cause }, insightKey: other.identity, dependsOn });
  }
  placed.lines.push({ edit: move.pointer, ...shared });
  placed.files.push({ edit: move.into, ...shared, alsoKeys: own.map((entry) => entry.finding.identity) });
}

function rangeOf(edit: LineEdit): [number, number] {
  if (edit.op === "insert") return [edit.afterLine, edit.afterLine];
  return edit.op === "delete" ? [edit.startLine, edit.startLine + edit.expected.length - 1] : [edit.line, edit.line];
}

function isInside(edit: LineEdit, { out, section }: SectionMove): boolean {
  const [from, to] = rangeOf(edit);
  return edit.path === out.path && from >= section.startLine && to <= section.endLine;
}

function straddles(edit: LineEdit, move: SectionMove): boolean {
  const [from, to] = rangeOf(edit);
  const { startLine, endLine } = move.section;
  return from <= endLine && to >= startLine && !isInside(edit, move);
}
