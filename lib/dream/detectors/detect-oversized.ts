import type { CreateEdit, DeleteEdit, InsertEdit } from "../engine/edit";
import type { Finding } from "../engine/finding";
import { looksLikeInjection } from "../engine/injection";
import { insightIdentity } from "../engine/insight-identity";
import { plural } from "../engine/lesson-line";
import { folderOf, type MemoryDocument, stemOf } from "../engine/memory-document";
import { citeMemory } from "../engine/memory-evidence";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { findIndexes } from "./memory-index";
import { type Section, sectionsOf, topicsOf } from "./section-topics";
import { structureLimits } from "./structure-limits";

/** The move of one section: out of its file, a pointer in its place, and into a file of its own. */
export interface SectionMove {
  /** Names the edits that are one decision. */
  group: string;
  section: Section;
  out: DeleteEdit;
  pointer: InsertEdit;
  into: CreateEdit;
}

export interface Split {
  document: MemoryDocument;
  finding: Finding;
  moves: SectionMove[];
}

/**
 * D12, structure: a long file of three topics or more is cut at its second-level headings into a file for each topic. Nothing is
 * rewritten: lines move as they stand in `after`, the store as the other edits of the dream leave it, and a pointer stays.
 */
export function detectOversized(world: DreamWorld, after: DreamWorld): Split[] {
  if (world.store.access === "read_only") return [];
  const indexPaths = new Set(findIndexes(after).map(({ document }) => document.path));
  const edited = new Map(after.documents.map((document) => [document.path, document]));
  const taken = new Set(world.documents.map(({ path }) => path));
  return world.documents.flatMap((document) => {
    const now = edited.get(document.path);
    if (!now || document.isLocked || !document.isProse || indexPaths.has(document.path) || !isOversized(now)) return [];
    const split = splitOf(document, now, taken);
    for (const { into } of split?.moves ?? []) taken.add(into.path);
    return split ? [split] : [];
  });
}

function isOversized({ lines, memory }: MemoryDocument): boolean {
  return lines.length > structureLimits.mostLines || Buffer.byteLength(memory.content) > structureLimits.mostBytes;
}

function splitOf(document: MemoryDocument, now: MemoryDocument, taken: ReadonlySet<string>): Split | null {
  const [sections, edited] = [sectionsOf(document), sectionsOf(now)];
  if (!sections || !edited || sections.length !== edited.length) return null;
  if (sections.some(({ heading }, index) => heading !== edited[index]?.heading)) return null;
  const topics = topicsOf(now, edited).filter((own) => own.some((section) => isWorthAFile(now, section)));
  if (topics.length < structureLimits.fewestTopics) return null;
  const paths = new Set(taken);
  const moves = topics.flatMap((topic) => {
    const path = freePath(document, topic[0]?.heading ?? "", paths);
    paths.add(path);
    return topic.flatMap((section) => {
      const before = sections[edited.indexOf(section)];
      return before ? [moveOf(document, now, { before, section, path, first: topic[0] ?? section })] : [];
    });
  });
  return { document, finding: toFinding(document, moves), moves };
}

function isWorthAFile({ lines }: MemoryDocument, { startLine, endLine }: Section): boolean {
  const spoken = lines.slice(startLine - 1, endLine).filter((line) => line.trim() !== "");
  return spoken.length >= structureLimits.fewestSectionLines;
}

/** Beside the file, so that links in the moved lines still lead where they led. */
function freePath(document: MemoryDocument, heading: string, taken: ReadonlySet<string>): string {
  const slug = heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  const stem = `${folderOf(document.path)}${stemOf(document.path)}-${slug || "part"}`;
  let path = `${stem}.md`;
  for (let count = 2; taken.has(path); count++) path = `${stem}-${count}.md`;
  return path;
}

interface Place {
  /** The section as it stands in the store. */
  before: Section;
  /** The section after the other edits. */
  section: Section;
  path: string;
  /** The section that opens the new file, whose heading is its title. */
  first: Section;
}

function moveOf(document: MemoryDocument, now: MemoryDocument, { before, section, path, first }: Place): SectionMove {
  const moved = now.lines.slice(section.startLine - 1, section.endLine);
  while (moved.at(-1)?.trim() === "") moved.pop();
  const rest = moved[1]?.trim() === "" ? moved.slice(2) : moved.slice(1);
  const block = section === first ? rest : ["", ...moved];
  const title = now.lines[first.startLine - 1] ?? "";
  const label = section.heading.replace(/[[\]`\\:=|]/g, "").trim();
  const file = path.slice(path.lastIndexOf("/") + 1);
  return {
    group: `${document.path}\0${path}`,
    section: before,
    out: {
      op: "delete",
      path: document.path,
      startLine: before.startLine,
      expected: document.lines.slice(before.startLine - 1, before.endLine),
      cause: { kind: "moved_to", path },
    },
    // Plain words: a list of links would make the file an index of the store, which it is not.
    pointer: {
      op: "insert",
      path: document.path,
      afterLine: before.endLine,
      lines: [looksLikeInjection(label) ? `- → ${file}` : `- ${label} → ${file}`],
    },
    into: { op: "create", path, title, block },
  };
}

function toFinding(document: MemoryDocument, moves: readonly SectionMove[]): Finding {
  const files = [...new Set(moves.map(({ into }) => into.path))];
  return {
    detector: "D12",
    kind: "structure",
    subject: { path: document.path },
    identity: insightIdentity("structure", [document.path, moves.map(({ section }) => section.heading)]),
    tier: "exact",
    claim: `${document.path} has ${plural(document.lines.length, "line")} on ${files.length} unrelated topics; each can have a file of its own.`,
    conditions: [],
    support: memorySupport(moves.length),
    evidence: moves.map(({ section }) => citeMemory(document, section.startLine, section.endLine)),
    state: "proposed",
    droppedReason: null,
    edits: moves.flatMap(({ out, pointer, into }) => [out, pointer, into]),
  };
}
