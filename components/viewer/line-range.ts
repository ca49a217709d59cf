export type LineRange = readonly [number, number];

/** Reads `#L3` or `#L3-L9` (also `#L3-9`); null when it is neither. The smaller line comes first. */
export function parseLineRange(hash: string): LineRange | null {
  const match = /^#?L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(hash);
  if (match === null) return null;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first < 1 || last < 1 ? null : [Math.min(first, last), Math.max(first, last)];
}

/** `#L3` or `#L3-L9`. */
export function formatLineRange([first, last]: LineRange): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

/** The range from the line picked before to this one, as shift-click makes it. */
export function extendRange(before: LineRange | null, line: number): LineRange {
  if (before === null) return [line, line];
  return [Math.min(before[0], line), Math.max(before[0], line)];
}
