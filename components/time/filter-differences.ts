import type { MemoryComparisonItem, MemoryDifference } from "@/lib/contract/memory-difference";
import type { DifferenceKind } from "./difference-counts";

interface DifferenceFilter {
  kind: DifferenceKind | null;
  /** Letters that the path holds, now or before. */
  find: string;
}

/** The differences of a kind whose path holds the letters, in their order. What was redacted has no path, and so no place here. */
export function filterDifferences(
  items: readonly MemoryComparisonItem[],
  { kind, find }: DifferenceFilter,
): MemoryDifference[] {
  const wanted = find.trim().toLowerCase();
  return items.filter(
    (item): item is MemoryDifference =>
      item.type === "memory_difference" &&
      (kind === null || item.operation === kind) &&
      (item.path.toLowerCase().includes(wanted) || item.previous_path?.toLowerCase().includes(wanted) === true),
  );
}

/** How much longer the text is on the right. */
export function sizeDelta({ from, to }: Pick<MemoryDifference, "from" | "to">): number {
  return (to?.content_size_bytes ?? 0) - (from?.content_size_bytes ?? 0);
}
