import type { MemoryMatchPlace } from "@/lib/contract/memory-search";

export interface LinePart {
  text: string;
  isMatch: boolean;
}

export interface MatchedLine {
  line: number;
  parts: LinePart[];
}

const leadCharacters = 40;
const longestLead = 80;

/** The matches of a file by line, each line once, parted where its matches begin and end. A far match brings its surroundings only. */
export function matchedLines(matches: readonly MemoryMatchPlace[]): MatchedLine[] {
  const byPiece = new Map<string, MemoryMatchPlace[]>();
  for (const match of matches) {
    const key = `${match.line} ${match.text_column}`;
    byPiece.set(key, [...(byPiece.get(key) ?? []), match]);
  }
  return [...byPiece.values()].flatMap((places) => {
    const [first] = places;
    return first === undefined ? [] : [{ line: first.line, parts: partsOf(first, places) }];
  });
}

function partsOf(piece: MemoryMatchPlace, places: readonly MemoryMatchPlace[]): LinePart[] {
  const { text, text_column: textColumn } = piece;
  const parts: LinePart[] = [];
  const firstMatch = piece.column - textColumn;
  const start = firstMatch > longestLead ? firstMatch - leadCharacters : text.length - text.trimStart().length;
  let end = Math.min(start, firstMatch);
  const isCut = textColumn > 1 || firstMatch > longestLead;
  if (isCut) parts.push({ text: "…", isMatch: false });
  const add = (until: number, isMatch: boolean) => {
    if (until > end) parts.push({ text: text.slice(end, until), isMatch });
    end = Math.max(end, until);
  };
  for (const place of places) {
    const from = place.column - textColumn;
    add(from, false);
    add(Math.min(from + place.length, text.length), true);
  }
  add(text.length, false);
  return parts;
}
