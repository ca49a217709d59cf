import { editScript } from "./edit-script";
import { splitLines } from "./lines";

/** `content` is null for a redacted version; a version that deleted the memory has empty content. */
export interface BlameVersion {
  id: string;
  content: string | null;
}

export interface BlameRange {
  /** Counts from 1. */
  startLine: number;
  lineCount: number;
  /** The first readable version that holds the lines. */
  versionId: string;
  /** Redacted versions right before it: any of them, or `versionId`, may have brought the lines in. Empty = certain. */
  redactedVersionIds: string[];
}

/**
 * Who brought in the lines of the newest readable version. Holds no text, so it can be cached by version id, and
 * redacting a version leaves nothing to scrub in it.
 */
export interface Blame {
  /** The newest readable version; null while there is none. */
  versionId: string | null;
  ranges: BlameRange[];
  /** Redacted versions after `versionId`; when there are any, the lines of the newest version cannot be known. */
  redactedSince: string[];
  /** True when some comparison was bounded, so that lines may be ascribed to a later version than theirs. */
  bounded: boolean;
}

/** The blame of a memory before its first version. */
export const blankBlame: Blame = { versionId: null, ranges: [], redactedSince: [], bounded: false };

/**
 * Attributes each line of the newest readable version to the version that brought it in; versions in order, oldest first.
 * A line that was taken out and later put back belongs to the version that put it back.
 */
export function blameLines(versions: Iterable<BlameVersion>): Blame {
  let blame = blankBlame;
  let content = "";
  for (const version of versions) {
    blame = advanceBlame(blame, content, version);
    if (version.content !== null) content = version.content;
  }
  return blame;
}

/**
 * One step of `blameLines`, for callers that keep the blame of an earlier version.
 * `previousContent` is the text of `previous.versionId`, or "" when that is null.
 */
export function advanceBlame(previous: Blame, previousContent: string, version: BlameVersion): Blame {
  if (version.content === null) return { ...previous, redactedSince: [...previous.redactedSince, version.id] };
  const before = splitLines(previousContent);
  const after = splitLines(version.content);
  const { edits, bounded } = editScript(before, after);
  const fresh = { versionId: version.id, redactedVersionIds: previous.redactedSince };
  const ranges: BlameRange[] = [];
  const kept = keptRanges(previous.ranges);
  let at = 0;
  for (const edit of edits) {
    for (const range of kept(at, edit.beforeStart)) extend(ranges, range, range.lineCount);
    extend(ranges, fresh, edit.afterCount);
    at = edit.beforeStart + edit.beforeCount;
  }
  for (const range of kept(at, before.length)) extend(ranges, range, range.lineCount);
  return { versionId: version.id, ranges, redactedSince: [], bounded: previous.bounded || bounded };
}

/** Cuts the earlier ranges to lines [from, to), counted from 0; calls must ask for ascending places. */
function keptRanges(ranges: readonly BlameRange[]): (from: number, to: number) => BlameRange[] {
  let next = 0;
  return (from, to) => {
    const cut: BlameRange[] = [];
    for (; next < ranges.length; next++) {
      const range = ranges[next];
      if (!range) break;
      const [start, end] = [range.startLine - 1, range.startLine - 1 + range.lineCount];
      const lineCount = Math.min(end, to) - Math.max(start, from);
      if (lineCount > 0) cut.push({ ...range, lineCount });
      if (end > to) break;
    }
    return cut;
  };
}

function extend(
  ranges: BlameRange[],
  origin: Pick<BlameRange, "versionId" | "redactedVersionIds">,
  count: number,
): void {
  if (count === 0) return;
  const last = ranges.at(-1);
  if (last?.versionId === origin.versionId) last.lineCount += count;
  else {
    const startLine = last ? last.startLine + last.lineCount : 1;
    const { versionId, redactedVersionIds } = origin;
    ranges.push({ startLine, lineCount: count, versionId, redactedVersionIds });
  }
}
