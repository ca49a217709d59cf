import { type WordPart, wordParts } from "./word-parts";

/** A hunk as `/changes` and `/diff` answer it; the review's further fields do not matter here. */
export interface ShownHunk {
  old_start: number;
  old_count: number;
  new_start: number;
  new_count: number;
  lines: readonly { op: " " | "+" | "-"; text: string }[];
  no_newline_at_end?: { old: boolean; new: boolean } | undefined;
}

export interface ShownLine {
  line: number;
  text: string;
  /** Words that changed against the other side; null = mark the line as a whole. */
  words: WordPart[] | null;
}

export type SplitRow =
  | { kind: "context"; before: ShownLine; after: ShownLine }
  | { kind: "changed"; before: ShownLine | null; after: ShownLine | null };

export type UnifiedRow =
  | { kind: "context"; before: ShownLine; after: ShownLine }
  | { kind: "removed"; before: ShownLine }
  | { kind: "added"; after: ShownLine };

/**
 * Side by side: within a run of changes the n-th removed line stands beside the n-th added one. Only the rows from `start` up to
 * `end` are made, because comparing the words of thousands of lines would hold up the page.
 */
export function splitRows(hunk: ShownHunk, end = Number.POSITIVE_INFINITY, start = 0): SplitRow[] {
  const rows: SplitRow[] = [];
  let passed = 0;
  const add = (make: () => SplitRow) => {
    if (passed >= start) rows.push(make());
    passed += 1;
  };
  // Unified diff names the line before when a side is empty.
  let oldLine = hunk.old_count === 0 ? hunk.old_start + 1 : hunk.old_start;
  let newLine = hunk.new_count === 0 ? hunk.new_start + 1 : hunk.new_start;
  let removed: ShownLine[] = [];
  let added: ShownLine[] = [];
  const flush = () => {
    const [before, after] = [removed, added];
    const count = Math.min(Math.max(before.length, after.length), end - passed);
    for (let index = 0; index < count; index += 1) {
      add(() => ({ kind: "changed", ...withWords(before[index] ?? null, after[index] ?? null) }));
    }
    removed = [];
    added = [];
  };
  for (const { op, text } of hunk.lines) {
    if (passed >= end) return rows;
    if (op === " ") {
      flush();
      if (passed >= end) return rows;
      const [before, after] = [
        { line: oldLine, text, words: null },
        { line: newLine, text, words: null },
      ];
      add(() => ({ kind: "context", before, after }));
      oldLine += 1;
      newLine += 1;
    } else if (op === "-") {
      if (added.length > 0) flush();
      removed.push({ line: oldLine, text, words: null });
      oldLine += 1;
    } else {
      added.push({ line: newLine, text, words: null });
      newLine += 1;
    }
  }
  flush();
  return rows;
}

function withWords(before: ShownLine | null, after: ShownLine | null) {
  if (before === null || after === null) return { before, after };
  const words = wordParts(before.text, after.text);
  return { before: { ...before, words: words?.before ?? null }, after: { ...after, words: words?.after ?? null } };
}

/** One column: of each run of changes first what was removed, then what was added; of the same rows as side by side. */
export function unifiedRows(hunk: ShownHunk, end = Number.POSITIVE_INFINITY, start = 0): UnifiedRow[] {
  const rows: UnifiedRow[] = [];
  let added: UnifiedRow[] = [];
  const flush = () => {
    rows.push(...added);
    added = [];
  };
  let wasPaired = true;
  for (const row of splitRows(hunk, end, start)) {
    if (row.kind === "context") {
      flush();
      rows.push(row);
      wasPaired = true;
      continue;
    }
    // A removed line after rows that had none begins a new run.
    if (row.before !== null && !wasPaired) flush();
    wasPaired = row.before !== null;
    if (row.before) rows.push({ kind: "removed", before: row.before });
    if (row.after) added.push({ kind: "added", after: row.after });
  }
  flush();
  return rows;
}

export interface ChangeCounts {
  added: number;
  removed: number;
}

/** Lines added and removed by hunks, for "+8 −31". */
export function countChanges(hunks: readonly Pick<ShownHunk, "lines">[]): ChangeCounts {
  const counts = { added: 0, removed: 0 };
  for (const hunk of hunks) {
    for (const { op } of hunk.lines) {
      if (op === "+") counts.added += 1;
      if (op === "-") counts.removed += 1;
    }
  }
  return counts;
}
