import { memoryPathProblem } from "@/lib/contract/memory-path-rules";

/** Why a typed text names no folder of a store, or null when it does. / is the whole store. */
export function folderProblem(folder: string): string | null {
  if (folder === "/") return null;
  if (!folder.endsWith("/")) return "must end with /, as /alerts/ does";
  return memoryPathProblem(folder.slice(0, -1));
}

/** The folders of a store's files and all above them, in order, for suggestions. */
export function foldersOf(paths: Iterable<string>, limit: number): string[] {
  const folders = new Set<string>(["/"]);
  for (const path of paths) {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = path.slice(0, slash + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
    if (folders.size >= limit) break;
  }
  return [...folders].sort().slice(0, limit);
}
