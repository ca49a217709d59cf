import type { MemoryComparisonItem } from "@/lib/contract/memory-difference";
import type { TreeEntry } from "../tree/assemble-tree";
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

/** The folders in which something was written since, with all above them, as they are called in the tree: /alerts/. */
export function foldersChangedLater(items: readonly MemoryComparisonItem[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const item of items) {
    if (item.type !== "memory_difference") continue;
    for (const path of [item.path, item.previous_path ?? item.path]) {
      for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
        const folder = path.slice(0, slash + 1);
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
  }
  return folders;
}

/** The entries of a folder, each folder among them marked when something within it was written since. */
export function markLaterFolders(entries: TreeEntry[], changed: ReadonlySet<string>): TreeEntry[] {
  if (changed.size === 0) return entries;
  return entries.map((entry) =>
    entry.kind === "folder" && changed.has(entry.path)
      ? { ...entry, marks: ["modified_later", ...entry.marks] }
      : entry,
  );
}
