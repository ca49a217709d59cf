import type { TreeRow } from "@/lib/client/memories";
import { fileAtPath, lastDeletedAt } from "./tree-files";

/** What the address of a file stands for. */
export type ResolvedFile =
  | { kind: "none" }
  | { kind: "loading" }
  | { kind: "live"; memoryId: string; path: string; renamedFrom: string | null }
  /** Deleted, or out of the tree that is shown; its history is left. */
  | { kind: "gone"; memoryId: string; path: string }
  | { kind: "missing"; path: string };

export interface FileClues {
  /** The address's path. */
  path: string | null;
  rows: readonly TreeRow[] | undefined;
  /** With the deleted ones; looked up only when the path is not among the living. */
  deletedRows: readonly TreeRow[] | undefined;
  /** The memory that the address's version belongs to: undefined while it is looked up, null when it names none. */
  versionMemoryId: string | null | undefined;
  /** The memory that was shown at this path before, to follow it when it is renamed under the reader. */
  seenMemoryId: string | null;
}

/** Finds the file that an address means. A version decides by itself: its path may be another file's today. */
export function resolveFile({ path, rows, deletedRows, versionMemoryId, seenMemoryId }: FileClues): ResolvedFile {
  if (path === null) return { kind: "none" };
  if (rows === undefined || versionMemoryId === undefined) return { kind: "loading" };
  if (versionMemoryId !== null) {
    const row = rows.find((candidate) => candidate.memory_id === versionMemoryId);
    return row === undefined
      ? { kind: "gone", memoryId: versionMemoryId, path }
      : { kind: "live", memoryId: versionMemoryId, path: row.path, renamedFrom: null };
  }
  const found = fileAtPath(rows, path, seenMemoryId);
  if (found.kind !== "missing") {
    return {
      kind: "live",
      memoryId: found.row.memory_id,
      path: found.row.path,
      renamedFrom: found.kind === "renamed" ? path : null,
    };
  }
  if (deletedRows === undefined) return { kind: "loading" };
  const last = lastDeletedAt(deletedRows, path);
  return last === null ? { kind: "missing", path } : { kind: "gone", memoryId: last.memory_id, path };
}
