import type { MemoryComparisonItem } from "@/lib/contract/memory-difference";
import type { TreeFile, TreeMark } from "../tree/build-tree";

const marks = { modified: "modified_later", deleted: "deleted_later", renamed: "renamed_later" } as const;

/** The files of a past moment, each with what became of it since. */
export function markLater(files: TreeFile[], items: readonly MemoryComparisonItem[]): TreeFile[] {
  const markOf = new Map<string, TreeMark>();
  for (const item of items) {
    if (item.type !== "memory_difference" || item.operation === "created" || item.from === null) continue;
    markOf.set(item.from.memory_id, marks[item.operation]);
  }
  if (markOf.size === 0) return files;
  return files.map((file) => {
    const mark = markOf.get(file.id);
    return mark === undefined ? file : { ...file, marks: [mark, ...(file.marks ?? [])] };
  });
}
