export interface TitlePart {
  text: string;
  isMatch: boolean;
  start: number;
}

/** Parts a title where the matched letters begin and end. Positions beyond the title count for nothing. */
export function partsAt(title: string, positions: readonly number[]): TitlePart[] {
  const matched = new Set(positions);
  const parts: TitlePart[] = [];
  let start = 0;
  for (let at = 1; at <= title.length; at += 1) {
    if (at < title.length && matched.has(at) === matched.has(start)) continue;
    parts.push({ text: title.slice(start, at), isMatch: matched.has(start), start });
    start = at;
  }
  return parts;
}
