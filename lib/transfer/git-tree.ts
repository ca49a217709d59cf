import { gitPath, redactedGitPath } from "./git-path";

/** What one version does to the tree. */
export interface TreeChange {
  /** Paths to take away, before `write`. */
  removed: string[];
  /** Path to write the version at; null when it deletes its memory. */
  written: string | null;
}

/**
 * Follows which memory stands where in the tree of a git export. A memory takes away only what is its own: where clocks
 * of two processes disagree, a path may be taken again before the version that frees it comes.
 */
export function followTree() {
  const pathOfMemory = new Map<string, string>();
  const memoryOfPath = new Map<string, string>();
  const release = (memoryId: string): string[] => {
    const path = pathOfMemory.get(memoryId);
    pathOfMemory.delete(memoryId);
    if (path === undefined || memoryOfPath.get(path) !== memoryId) return [];
    memoryOfPath.delete(path);
    return [path];
  };
  return (version: { memory_id: string; operation: string; path: string | null }): TreeChange => {
    const { memory_id: memoryId, operation, path } = version;
    if (operation === "deleted") return { removed: release(memoryId), written: null };
    const written = path === null ? redactedGitPath(memoryId) : gitPath(path);
    const removed = pathOfMemory.get(memoryId) === written ? [] : release(memoryId);
    pathOfMemory.set(memoryId, written);
    memoryOfPath.set(written, memoryId);
    // git puts a folder where a file stood, which then is nobody's any more.
    const segments = written.split("/");
    for (let length = 1; length < segments.length; length += 1)
      memoryOfPath.delete(segments.slice(0, length).join("/"));
    return { removed, written };
  };
}
