import type { MemoryMatchPlace } from "@/lib/contract/memory-search";

const shownTextLimit = 240;
const shownBefore = 80;

/**
 * Places of matches in a text. `lengths` are those of the pieces of the text, in code points as PostgreSQL counts them, by
 * turns between matches and of a match, beginning with the piece before the first. Pure, one pass over the text.
 */
export function locateMatches(content: string, lengths: readonly number[]): MemoryMatchPlace[] {
  const places: MemoryMatchPlace[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index + 1 < lengths.length; index += 2) {
    const start = skipCodePoints(content, at, lengths[index] ?? 0);
    const end = skipCodePoints(content, start, lengths[index + 1] ?? 0);
    for (let feed = content.indexOf("\n", lineStart); feed !== -1 && feed < start; ) {
      line++;
      lineStart = feed + 1;
      feed = content.indexOf("\n", lineStart);
    }
    places.push(describePlace(content, { line, lineStart, start, end }));
    at = end;
  }
  return places;
}

function skipCodePoints(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

interface Place {
  line: number;
  lineStart: number;
  start: number;
  end: number;
}

function describePlace(content: string, { line, lineStart, start, end }: Place): MemoryMatchPlace {
  const feed = content.indexOf("\n", start);
  const lineEnd = feed === -1 ? content.length : feed;
  const isLong = lineEnd - lineStart > shownTextLimit;
  const textStart = isLong ? wholeCharacter(content, Math.max(lineStart, start - shownBefore)) : lineStart;
  const textEnd = isLong ? wholeCharacter(content, Math.min(lineEnd, textStart + shownTextLimit)) : lineEnd;
  return {
    line,
    column: start - lineStart + 1,
    length: Math.max(0, Math.min(end, lineEnd) - start),
    text: content.slice(textStart, textEnd),
    text_column: textStart - lineStart + 1,
  };
}

/** Not between the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
