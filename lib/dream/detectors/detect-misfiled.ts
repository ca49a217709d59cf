import type { DeleteEdit, InsertEdit } from "../engine/edit";
import { holdsSecret } from "../engine/event-evidence";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { codeSpan, lessonStamp } from "../engine/lesson-line";
import type { MemoryDocument, MemoryUnit } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import { canTakeLessons } from "../engine/place-lessons";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { splitName } from "./entity-vocabulary";
import { isHistoricUnit } from "./memory-facts";
import { findIndexes } from "./memory-index";
import { misfiledLimits, pointing, relational, withoutSubject } from "./misfiled-limits";
import { mentionsOf, nameCosine, reshelve, type ShelvedLine, type TopicShelf, topicShelves } from "./topic-shelves";

/** The move of one line: out of its file and, word for word, into another. */
export interface MisfiledLine {
  finding: Finding;
  out: DeleteEdit;
  into: InsertEdit;
}

/**
 * D12, lines that stand in the wrong file: they name what another file is about and a further thing that only that file speaks of, and nothing
 * of what their own file is about. Judged over `after`, the store as the other edits of the dream leave it, until no line fits
 * elsewhere any more, so that a dream over the result finds nothing left; places are those of the store as it is.
 */
export function detectMisfiled(world: DreamWorld, after: DreamWorld): MisfiledLine[] {
  if (world.store.access === "read_only") return [];
  const shelves = topicShelves(after.documents.filter((document) => canTakeLessons(document) && !isByTool(document)));
  const suspects = [...shelves.values()].flatMap(({ lines }) => lines.filter((line) => mayBeMisfiled(line, shelves)));
  if (suspects.length === 0) return [];
  const indexPaths = new Set(findIndexes(after).map(({ document }) => document.path));
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  const moves: MisfiledLine[] = [];
  let left = suspects.filter(({ shelf }) => !indexPaths.has(shelf.document.path));
  for (let round = 0; round < misfiledLimits.mostRounds; round++) {
    const found = left.flatMap((line) => {
      const target = betterShelf(line, shelves);
      const move = target && !indexPaths.has(target.document.path) ? moveOf(line, target, documents) : null;
      return target && move ? [{ line, target, move }] : [];
    });
    const going = groupBy(
      found.map(({ line }) => line),
      ({ shelf }) => shelf,
    );
    const fitting = found.filter(({ line }) => !empties(line, going.get(line.shelf) ?? []));
    if (fitting.length === 0) break;
    for (const { line, target, move } of fitting) {
      moves.push(move);
      reshelve(line, target);
    }
    const gone = new Set(fitting.map(({ line }) => line));
    left = left.filter((line) => !gone.has(line));
  }
  return moves;
}

/** What a dream wrote down for want of a better place is sorted by the tool that it was learnt with. */
function isByTool({ headings }: MemoryDocument): boolean {
  return headings[0]?.text.startsWith("Lessons: ") ?? false;
}

/** What the line itself must be, whatever stands elsewhere: a plain list item that needs neither its neighbours nor its file to be understood. */
function mayBeMisfiled(line: ShelvedLine, shelves: ReadonlyMap<string, TopicShelf>): boolean {
  const { unit, names, shelf } = line;
  if (names.size < misfiledLimits.fewestNames) return false;
  if (![...names].some((name) => name !== shelf.topic && shelves.has(name))) return false;
  return (
    isPlainItem(unit, shelf.document) &&
    speaksForItself(line) &&
    !hasWordOf(shelf.topic, [withoutOthers(unit.text, shelf, shelves), ...titlesOver(line)]) &&
    !holdsSecret(unit.text) &&
    !looksLikeInjection(unit.text)
  );
}

function isPlainItem(unit: MemoryUnit, { links, lines }: MemoryDocument): boolean {
  const isOneLine = unit.startLine === unit.endLine && unit.endLine === unit.blockEndLine;
  const text = lines[unit.startLine - 1] ?? "";
  return (
    unit.kind === "bullet" &&
    isOneLine &&
    !unit.isOrdered &&
    unit.checked === null &&
    unit.parents.length === 0 &&
    /^[-*+] \S/.test(text) &&
    !lessonStamp.test(text) &&
    !isHistoricUnit(unit) &&
    !links.some(({ line }) => line === unit.startLine) &&
    !/\r$|\[\^|\]\(|\[\[/.test(text)
  );
}

function speaksForItself({ unit, shelf }: ShelvedLine): boolean {
  const bare = unit.text.replace(/^[*_~]+/, "");
  const next = shelf.lines.find((other) => other.unit.startLine > unit.startLine)?.unit;
  const isContinued = next !== undefined && next.sectionLine === unit.sectionLine && pointing.test(next.text);
  return (
    !pointing.test(bare) &&
    !withoutSubject.test(bare) &&
    !bare.endsWith(":") &&
    !isContinued &&
    !titlesOver({ unit, shelf }).some((title) => relational.test(title))
  );
}

/** Headings over a line, the title of its file left out. */
function titlesOver({ unit, shelf }: Pick<ShelvedLine, "unit" | "shelf">): string[] {
  const titles = new Set(shelf.document.headings.filter(({ depth }) => depth === 1).map(({ text }) => text));
  return unit.headingPath.filter((text) => !titles.has(text));
}

/** The text without the names of other files, which may share a word with the file's own: `orders-daily` in `visits-daily.md`. */
function withoutOthers(text: string, own: TopicShelf, shelves: ReadonlyMap<string, TopicShelf>): string {
  return text.replace(/[\p{L}\p{N}_.-]+/gu, (word) => {
    const shelf = shelves.get(word.toLowerCase().replace(/[.-]+$/, ""));
    return shelf === undefined || shelf === own ? word : " ";
  });
}

function hasWordOf(name: string, texts: readonly string[]): boolean {
  const words = splitName(name);
  return texts.flatMap(splitName).some((word) => words.includes(word));
}

/** The one file that the line fits better by the margin; null where its own has no topic of its own, or two fit. */
function betterShelf(line: ShelvedLine, shelves: ReadonlyMap<string, TopicShelf>): TopicShelf | null {
  const { names, shelf: home } = line;
  if (!isAbout(home, misfiledLimits.ownTopicShare)) return null;
  const titles = titlesOver(line);
  const own = nameCosine(line, home);
  const others = [...names].flatMap((name) => shelves.get(name) ?? []).filter((shelf) => shelf !== home);
  const fitting = others.filter((shelf) => nameCosine(line, shelf) - own > misfiledLimits.cosineMargin);
  const [best] = fitting;
  if (!best || others.length > 1 || !isAbout(best, misfiledLimits.otherTopicShare)) return null;
  // A heading that names the other file's topic says why the line stands here.
  if (hasWordOf(best.topic, titles)) return null;
  return [...names].some((name) => isOnlyIn(name, best, line, shelves)) ? best : null;
}

function isAbout(shelf: TopicShelf, share: number): boolean {
  const named = mentionsOf(shelf, shelf.topic);
  return named >= misfiledLimits.fewestTopicLines && named >= shelf.lines.length * share;
}

/** Whether a name is a further one of the file's own: several of its lines have it, and no third file. */
function isOnlyIn(
  name: string,
  shelf: TopicShelf,
  { shelf: home }: ShelvedLine,
  shelves: ReadonlyMap<string, TopicShelf>,
): boolean {
  if (shelves.has(name) || mentionsOf(shelf, name) < misfiledLimits.fewestMentions) return false;
  return [...(shelf.holders.get(name) ?? [])].every((other) => other === shelf || other === home);
}

/** Whether more would leave a file than may, or a section would be left without an item; `own` are the lines that would leave it. */
function empties({ shelf, unit }: ShelvedLine, own: readonly ShelvedLine[]): boolean {
  const units = shelf.document.units.filter(({ kind }) => kind === "bullet" || kind === "paragraph");
  const standing = new Set(shelf.lines.map((line) => line.unit));
  const gone = units.filter((other) => !standing.has(other)).length;
  const isLeft = shelf.lines.some(
    (line) => line.unit.sectionLine === unit.sectionLine && line.unit.kind === "bullet" && !own.includes(line),
  );
  return own.length + gone > units.length * misfiledLimits.mostMovedShare || !isLeft;
}

function moveOf(
  { unit, names, shelf }: ShelvedLine,
  target: TopicShelf,
  documents: ReadonlyMap<string, MemoryDocument>,
): MisfiledLine | null {
  const [from, to] = [documents.get(shelf.document.path), documents.get(target.document.path)];
  const text = shelf.document.lines[unit.startLine - 1] ?? "";
  const line = from ? lineOf(text, from, shelf.document) : null;
  const afterLine = to ? placeIn(to, target, { text, unit, names }) : null;
  if (!from || !to || line === null || afterLine === null) return null;
  return {
    finding: toFinding({ from, line, text, to, names: [...names], topic: target.topic, own: shelf.topic }),
    out: {
      op: "delete",
      path: from.path,
      startLine: line,
      expected: [text],
      cause: { kind: "moved_to", path: to.path },
    },
    into: { op: "insert", path: to.path, afterLine, lines: [text] },
  };
}

/** The line that has a text before the other edits and after them; null where it is not the same one for certain. */
function lineOf(text: string, before: MemoryDocument, after: MemoryDocument): number | null {
  const places = before.lines.flatMap((own, index) => (own === text ? [index + 1] : []));
  const isOne = places.length === 1 && after.lines.filter((own) => own === text).length === 1;
  return isOne ? (places[0] ?? null) : null;
}

/** After the last item of the section of the same name, else of the one that names most of what the line names. */
function placeIn(
  document: MemoryDocument,
  { document: after }: TopicShelf,
  { text, unit, names }: { text: string; unit: MemoryUnit; names: ReadonlySet<string> },
): number | null {
  const items = document.units.filter(
    (other) =>
      other.kind === "bullet" &&
      !other.isOrdered &&
      other.checked === null &&
      other.parents.length === 0 &&
      !isHistoricUnit(other) &&
      (document.lines[other.startLine - 1] ?? "").startsWith(text.slice(0, 2)),
  );
  const title = unit.headingPath.at(-1);
  const isNamesake = (other: MemoryUnit) => other.headingPath.length > 1 && other.headingPath.at(-1) === title;
  const said = (other: MemoryUnit) => {
    const words = other.text.toLowerCase();
    return [...names].filter((name) => words.includes(name)).length;
  };
  const most = Math.max(0, ...items.map(said));
  const chosen = items.findLast(isNamesake) ?? items.find((other) => said(other) === most);
  const last = chosen && items.findLast(({ sectionLine }) => sectionLine === chosen.sectionLine);
  if (!last || last.startLine !== last.blockEndLine) return null;
  return lineOf(document.lines[last.startLine - 1] ?? "", document, after);
}

interface Told {
  from: MemoryDocument;
  line: number;
  text: string;
  to: MemoryDocument;
  names: string[];
  topic: string;
  own: string;
}

function toFinding({ from, line, text, to, names, topic, own }: Told): Finding {
  const others = names.filter((name) => name !== topic);
  const speaking = to.units.filter((unit) => others.some((name) => unit.text.toLowerCase().includes(name)));
  return {
    detector: "D12",
    kind: "structure",
    subject: { path: from.path },
    identity: insightIdentity("misfiled", [from.path, to.path, text.trim()]),
    tier: "exact",
    claim: `A line of ${from.path} names ${[topic, ...others].map(codeSpan).join(", ")} and nothing of ${codeSpan(own)}; ${to.path} is about them.`,
    conditions: [],
    support: memorySupport(1),
    evidence: [
      citeMemory(from, line, line),
      ...speaking.slice(0, 3).map(({ startLine, endLine }) => citeMemory(to, startLine, endLine)),
    ],
    state: "proposed",
    droppedReason: null,
    edits: [],
  };
}
