export interface TextSpan {
  /** UTF-16 offsets into the source; the end is exclusive. */
  start: number;
  end: number;
}

/** Every run of white space becomes one space, and none is left at the ends. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export interface QuoteOptions {
  /** What stands in the quote for parts left out by redaction, for example `[redacted]`; without it every character counts. */
  redactionMark?: string;
}

/** Whether the quote is a substring of the source once white space is folded in both. An empty quote proves nothing and never occurs. */
export function quoteOccursIn(quote: string, source: string, options: QuoteOptions = {}): boolean {
  return findQuote(quote, source, options) !== null;
}

/**
 * Where the quote stands in the source, as offsets of the unfolded source, or null.
 * With a redaction mark the pieces around it must follow each other in order, and the span runs from the first to the last.
 */
export function findQuote(quote: string, source: string, options: QuoteOptions = {}): TextSpan | null {
  const pieces = (options.redactionMark ? quote.split(options.redactionMark) : [quote])
    .map(foldWhiteSpace)
    .filter((piece) => piece !== "");
  const { folded, offsets } = foldWithOffsets(source);
  let [start, end, from] = [-1, -1, 0];
  for (const piece of pieces) {
    const at = folded.indexOf(piece, from);
    if (at === -1) return null;
    from = at + piece.length;
    if (start === -1) start = offsets[at] ?? 0;
    end = (offsets[from - 1] ?? 0) + 1;
  }
  return start === -1 ? null : { start, end };
}

function foldWithOffsets(source: string): { folded: string; offsets: number[] } {
  const offsets: number[] = [];
  const parts: string[] = [];
  for (const match of source.matchAll(/\S+/g)) {
    if (parts.length > 0) offsets.push(match.index - 1);
    parts.push(match[0]);
    for (let index = 0; index < match[0].length; index++) offsets.push(match.index + index);
  }
  return { folded: parts.join(" "), offsets };
}
