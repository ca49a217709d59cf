import type { MemoryComparisonItem, MemoryDifference } from "@/lib/contract/memory-difference";
import { formatCount } from "../ui/format-count";

export type DifferenceKind = MemoryDifference["operation"];
export type DifferenceCounts = Record<DifferenceKind, number> & { redacted: number };

/** How many files differ, by kind; those whose past was erased are counted apart. */
export function countDifferences(items: readonly MemoryComparisonItem[]): DifferenceCounts {
  const counts: DifferenceCounts = { created: 0, modified: 0, deleted: 0, renamed: 0, redacted: 0 };
  for (const item of items) counts[item.type === "memory_difference" ? item.operation : "redacted"] += 1;
  return counts;
}

/** All differences whose two sides are known. */
export function totalOf(counts: Record<DifferenceKind, number>): number {
  return counts.created + counts.modified + counts.deleted + counts.renamed;
}

/** "3 files created, 5 modified, 1 renamed"; null when nothing differs. The first that is named carries the noun. */
export function wordsForCounts(
  counts: Record<DifferenceKind, number>,
  words: Record<DifferenceKind, string> = laterWords,
): string | null {
  const kinds = (["created", "modified", "deleted", "renamed"] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return null;
  return kinds
    .map((kind, index) => `${index === 0 ? formatCount(counts[kind], "file") : counts[kind]} ${words[kind]}`)
    .join(", ");
}

const laterWords = { created: "created", modified: "modified", deleted: "deleted", renamed: "renamed" };

/** The same of a restore, which goes backwards: what it creates comes back. */
export const restoreWords = {
  created: "brought back",
  modified: "changed back",
  deleted: "deleted",
  renamed: "moved back",
};
