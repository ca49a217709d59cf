import { diffLines } from "@/lib/text/diff-lines";

const shortestFragment = 4;

/**
 * What a masked text no longer says, as pieces to look for elsewhere: of a changed line the part that differs, of a removed one the
 * whole. A piece too short to mean anything gives way to its line.
 */
export function removedFragments(before: string, after: string): string[] {
  const fragments = new Set<string>();
  for (const { lines } of diffLines(before, after, { context: 0 }).hunks) {
    const removed = lines.filter(({ op }) => op === "-").map(({ text }) => text);
    const added = lines.filter(({ op }) => op === "+").map(({ text }) => text);
    removed.forEach((line, index) => {
      const other = removed.length === added.length ? added[index] : undefined;
      const fragment = other === undefined ? line.trim() : differingPart(line, other).trim();
      const told = fragment.length >= shortestFragment ? fragment : line.trim();
      if (told !== "") fragments.add(told);
    });
  }
  return [...fragments];
}

function differingPart(line: string, other: string): string {
  let head = 0;
  while (head < line.length && head < other.length && line[head] === other[head]) head += 1;
  let tail = 0;
  const rest = Math.min(line.length, other.length) - head;
  while (tail < rest && line[line.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  return line.slice(head, line.length - tail);
}
