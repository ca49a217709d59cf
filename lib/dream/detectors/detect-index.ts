import type { MemoryEvidence } from "@/lib/contract/dream-insight";
import { compareText } from "../engine/canonical-json";
import type { CreateEdit, InsertEdit } from "../engine/edit";
import { leaves } from "../engine/event-text";
import type { Finding } from "../engine/finding";
import { groupBy } from "../engine/group-by";
import { insightIdentity } from "../engine/insight-identity";
import { plural } from "../engine/lesson-line";
import { folderOf, type MemoryDocument } from "../engine/memory-document";
import { citeMemory, citeOpening } from "../engine/memory-evidence";
import { memorySupport } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import { indexEntry, longestEntry } from "./index-entry";
import { coversFolder, findIndexes, type MemoryIndex, nearestIndex } from "./memory-index";

const fewestFiles = 5;
const mostSiblings = 25;

/** A file that the same dream makes: an entry for it depends on it. */
export interface CreatedFile {
  path: string;
  document: MemoryDocument;
  hunkKey: string;
}

/** An index finding whose entries for created files name the hunks they depend on. */
export interface IndexFinding {
  finding: Finding;
  /** For each edit of the finding, the keys of hunks it needs. */
  dependsOn: string[][];
}

/**
 * D11, index, run last: memories that no index leads to get a line in the nearest one, each a finding of its own so that one that was
 * turned down stays down; a store without an index gets INDEX.md once it has five files. Lines that stand in an index are left as they are,
 * and people are shown those that are too long. Which files are indexes and what they lead to is read from `after`, the store as the other
 * edits leave it; places and evidence are those of the store as it is.
 */
export function detectIndex(world: DreamWorld, after: DreamWorld, created: readonly CreatedFile[]): IndexFinding[] {
  const documents = new Map(world.documents.map((document) => [document.path, document]));
  const indexes = findIndexes(after).map(
    ({ document, targets }): MemoryIndex => ({ document: documents.get(document.path) ?? document, targets }),
  );
  return [...placeOrphans(world, after, created, indexes), ...longEntries(indexes)];
}

function placeOrphans(
  world: DreamWorld,
  after: DreamWorld,
  created: readonly CreatedFile[],
  indexes: readonly MemoryIndex[],
): IndexFinding[] {
  const usable = indexes.filter(({ document }) => !document.isLocked);
  const listed = new Set(indexes.flatMap(({ targets, document }) => [...targets, document.path]));
  const createdPaths = new Set(created.map(({ path }) => path));
  const all = [
    ...world.documents.filter(({ path }) => !createdPaths.has(path)),
    ...created.map(({ document }) => document),
  ];
  const contents = new Map(after.documents.map(({ path, memory }) => [path, memory.content]));
  const orphans = all.filter(
    ({ path, memory }) =>
      (contents.get(path) ?? memory.content).trim() !== "" &&
      !listed.has(path) &&
      !indexes.some((index) => coversFolder(index, folderOf(path))),
  );
  if (orphans.length === 0) return [];
  const hunkKeys = new Map(created.map(({ path, hunkKey }) => [path, hunkKey]));
  if (indexes.length === 0) {
    if (all.length < fewestFiles || world.store.access === "read_only" || isIndexPathTaken(all)) return [];
    return [newIndex(orphans, hunkKeys, world)];
  }
  const placed = orphans.flatMap((document) => {
    const index = nearestIndex(usable, document.path) ?? usable[0];
    return index ? [{ document, index }] : [];
  });
  return [...groupBy(placed, ({ index }) => index)].flatMap(([index, entries]) =>
    additions(
      index,
      entries.map(({ document }) => document),
      hunkKeys,
      world,
    ),
  );
}

/** Entries that are too long to be read at a glance; words of people are not shortened by a machine. */
function longEntries(indexes: readonly MemoryIndex[]): IndexFinding[] {
  return indexes.flatMap(({ document }) => {
    const linking = new Set(document.links.map(({ line }) => line));
    const long = document.lines.flatMap((text, index) =>
      [...text.trimEnd()].length > longestEntry && linking.has(index + 1) ? [{ text, line: index + 1 }] : [],
    );
    if (long.length === 0) return [];
    const finding: Finding = {
      ...indexFinding(
        document.path,
        long.map(({ text }) => text.trim()).sort(compareText),
        long.length,
        long.map(({ line }) => citeMemory(document, line, line)),
        `${document.path} is an index and has ${long.length === 1 ? "an entry" : `${long.length} entries`} of more than ${longestEntry} characters.`,
      ),
      state: "flagged",
      droppedReason: "what to leave out is for a person to say",
    };
    return [{ finding, dependsOn: [] }];
  });
}

function isIndexPathTaken(documents: readonly MemoryDocument[]): boolean {
  return documents.some(({ path }) => path === "/INDEX.md" || path.startsWith("/INDEX.md/"));
}

interface Entry {
  line: string;
  /** What it leads to: a file, or a folder with a slash at its end. */
  target: string;
  count: number;
  shown: MemoryDocument[];
  needs: string[];
}

/** One line a file, or one line a folder that has too many. */
function entriesOf(
  orphans: readonly MemoryDocument[],
  fromPath: string,
  hunkKeys: ReadonlyMap<string, string>,
  world: DreamWorld,
): Entry[] {
  return [...groupBy(orphans, ({ path }) => folderOf(path))].flatMap(([folder, files]) => {
    if (files.length > mostSiblings && folder !== "/" && !files.some(({ path }) => hunkKeys.has(path))) {
      return [
        {
          line: `- [${folder.slice(1)}](${hrefFrom(fromPath, folder)}) — ${plural(files.length, "file")}`,
          target: folder,
          count: files.length,
          shown: files.slice(0, 5),
          needs: [],
        },
      ];
    }
    return files.map((document) => {
      const needed = hunkKeys.get(document.path);
      return {
        line: indexEntry(document, hrefFrom(fromPath, document.path), readsOf(document.path, world)),
        target: document.path,
        count: 1,
        shown: needed === undefined ? [document] : [],
        needs: needed === undefined ? [] : [needed],
      };
    });
  });
}

function hrefFrom(fromPath: string, path: string): string {
  const folder = folderOf(fromPath);
  const href = path.startsWith(folder) ? path.slice(folder.length) : path;
  return href.replace(/[\s()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

/** In how many sessions the memory was read or written under its path. */
function readsOf(path: string, world: DreamWorld): number {
  return world.sessions.filter(({ calls }) =>
    calls.some(
      (call) =>
        call.touchesMemory && leaves(call.input).some(({ text }) => text.endsWith(path) || text.includes(`${path} `)),
    ),
  ).length;
}

function newIndex(
  orphans: readonly MemoryDocument[],
  hunkKeys: ReadonlyMap<string, string>,
  world: DreamWorld,
): IndexFinding {
  const entries = entriesOf(orphans, "/INDEX.md", hunkKeys, world);
  const settled = entries.filter(({ needs }) => needs.length === 0);
  const blocks = [
    ...(settled.length > 0 ? [{ lines: settled.map(({ line }) => line), needs: [] as string[] }] : []),
    ...entries.filter(({ needs }) => needs.length > 0).map(({ line, needs }) => ({ lines: [line], needs })),
  ];
  const edits: CreateEdit[] = blocks.map(({ lines }) => ({
    op: "create",
    path: "/INDEX.md",
    title: "# Index",
    block: lines,
  }));
  return {
    finding: {
      ...indexFinding(
        "/INDEX.md",
        [],
        orphans.length,
        entries.flatMap(evidenceOf),
        `The store has no index; ${plural(orphans.length, "file")} can only be found by search.`,
      ),
      edits,
    },
    dependsOn: blocks.map(({ needs }) => needs),
  };
}

function additions(
  index: MemoryIndex,
  orphans: readonly MemoryDocument[],
  hunkKeys: ReadonlyMap<string, string>,
  world: DreamWorld,
): IndexFinding[] {
  const { document } = index;
  const isAfterItem = (line: number) =>
    document.units.some((unit) => unit.kind === "bullet" && unit.blockEndLine === line);
  let isFirst = true;
  return entriesOf(orphans, document.path, hunkKeys, world).map((entry): IndexFinding => {
    const evidence = evidenceOf(entry);
    const found = indexFinding(
      document.path,
      [entry.target],
      entry.count,
      evidence.length > 0 ? evidence : [citeOpening(document)].filter((item) => item !== null),
      `${document.path} is the index and does not lead to ${entry.count === 1 ? entry.target : `${plural(entry.count, "file")} in ${entry.target}`}.`,
    );
    const afterLine = placeFor(index, entry.shown[0]?.path ?? "/", world);
    const needsBlank = isFirst && afterLine > 0 && !isAfterItem(afterLine);
    if (!world.ledger.rejections.some(({ identity }) => identity === found.identity)) isFirst = false;
    const edit: InsertEdit = {
      op: "insert",
      path: document.path,
      afterLine,
      lines: needsBlank ? ["", entry.line] : [entry.line],
    };
    return { finding: { ...found, edits: [edit] }, dependsOn: [entry.needs] };
  });
}

function evidenceOf({ shown }: Entry): MemoryEvidence[] {
  return shown.flatMap((document) => citeOpening(document) ?? []);
}

/** After the last list item that links into the same folder, else after the last that links at all, else at the end. */
function placeFor({ document }: MemoryIndex, path: string, world: DreamWorld): number {
  const items = document.units.filter(({ kind, isOrdered }) => kind === "bullet" && !isOrdered);
  const linkAt = (from: number, to: number) => document.links.filter(({ line }) => line >= from && line <= to);
  const known = new Set(world.documents.map((other) => other.path));
  const linking = items.filter(({ startLine, endLine }) => linkAt(startLine, endLine).length > 0);
  const siblings = linking.filter(({ startLine, endLine }) =>
    linkAt(startLine, endLine).some(({ target }) => {
      const full = target.startsWith("/") ? target : folderOf(document.path) + target;
      return known.has(full) && folderOf(full) === folderOf(path);
    }),
  );
  const last = siblings.at(-1) ?? linking.at(-1);
  if (last) return last.blockEndLine;
  let line = document.lines.length;
  while (line > 0 && (document.lines[line - 1] ?? "").trim() === "") line--;
  return line;
}

/** A finding about an index; `about` tells it from others about the same one. */
function indexFinding(
  path: string,
  about: readonly string[],
  places: number,
  evidence: MemoryEvidence[],
  claim: string,
): Finding {
  return {
    detector: "D11",
    kind: "index",
    subject: { path },
    identity: insightIdentity("index", [path, about]),
    tier: "exact",
    claim,
    conditions: [],
    support: memorySupport(places),
    evidence,
    state: "proposed",
    droppedReason: null,
    edits: [],
  };
}
