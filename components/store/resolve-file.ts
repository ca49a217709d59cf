import type { TreeRow } from "@/lib/client/memory-tree";
import { lastDeletedAt, livingFile } from "./tree-files";

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
  /** The files that stand or stood at that path, deleted ones too. */
  rows: readonly TreeRow[] | undefined;
  /** The memory that the address's version belongs to: undefined while it is looked up, null when it names none. */
  versionMemoryId: string | null | undefined;
  /** The memory that was shown at this path before, to follow it when it is renamed under the reader. */
  seenMemoryId: string | null;
  /** Where the version's memory, else the one seen before, stands now: undefined while it is looked up, null = nowhere. */
  elsewhere: string | null | undefined;
}

/** The memory whose place decides, when it is not the living one at the path; null when none does. */
export function soughtMemory({ rows, versionMemoryId, seenMemoryId }: Omit<FileClues, "elsewhere">): string | null {
  if (rows === undefined || versionMemoryId === undefined) return null;
  const here = livingFile(rows);
  if (versionMemoryId !== null) return versionMemoryId === here?.memory_id ? null : versionMemoryId;
  return here === null ? seenMemoryId : null;
}

/** Finds the file that an address means. A version decides by itself: its path may be another file's today. */
export function resolveFile(clues: FileClues): ResolvedFile {
  const { path, rows, versionMemoryId, elsewhere } = clues;
  if (path === null) return { kind: "none" };
  if (rows === undefined || versionMemoryId === undefined) return { kind: "loading" };
  const here = livingFile(rows);
  const sought = soughtMemory(clues);
  if (sought === null && here !== null) return { kind: "live", memoryId: here.memory_id, path, renamedFrom: null };
  if (sought !== null) {
    if (elsewhere === undefined) return { kind: "loading" };
    if (versionMemoryId !== null) {
      return elsewhere === null
        ? { kind: "gone", memoryId: versionMemoryId, path }
        : { kind: "live", memoryId: versionMemoryId, path: elsewhere, renamedFrom: null };
    }
    // An answer from before the change still names this path.
    if (elsewhere !== null && elsewhere !== path) {
      return { kind: "live", memoryId: sought, path: elsewhere, renamedFrom: path };
    }
  }
  const last = lastDeletedAt(rows, path);
  return last === null ? { kind: "missing", path } : { kind: "gone", memoryId: last.memory_id, path };
}
