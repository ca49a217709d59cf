interface Span {
  start_line: number;
  line_count: number;
}

/** The range that holds a line, and how the line stands in it; null where none does. Ranges come in order and do not overlap. */
export function rangeAt(
  ranges: readonly Span[],
  line: number,
): { index: number; isFirst: boolean; isLast: boolean } | null {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const index = (low + high) >> 1;
    const range = ranges[index];
    if (range === undefined) return null;
    const last = range.start_line + range.line_count - 1;
    if (line < range.start_line) high = index - 1;
    else if (line > last) low = index + 1;
    else return { index, isFirst: line === range.start_line, isLast: line === last };
  }
  return null;
}

/** How many shades of age there are; 0 is the oldest. */
export const ageSteps = 5;

/**
 * How fresh each range is among those of its file, by rank and not by date: a file that lay still for a year and one of this
 * morning both show what came first and what came last. Ranges of one time share a step; a single time is the newest.
 */
export function freshnessOf(ranges: readonly { created_at: string }[]): number[] {
  const times = [...new Set(ranges.map((range) => Date.parse(range.created_at)))].sort((a, b) => a - b);
  const rankOf = new Map(times.map((time, rank) => [time, rank]));
  const newest = times.length - 1;
  return ranges.map((range) => {
    const rank = rankOf.get(Date.parse(range.created_at)) ?? 0;
    return newest <= 0 ? ageSteps - 1 : Math.round((rank / newest) * (ageSteps - 1));
  });
}

/** "Line 3", "Lines 3 to 9". */
export function wordsForLines({ start_line, line_count }: Span): string {
  return line_count === 1 ? `Line ${start_line}` : `Lines ${start_line} to ${start_line + line_count - 1}`;
}
