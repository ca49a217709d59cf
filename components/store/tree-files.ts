import type { TreeRow } from "@/lib/client/memories";
import type { TreeFile, TreeMark } from "../tree/build-tree";

const markOf: Record<string, TreeMark> = { redacted: "redacted", proposed: "dream", deleted: "deleted" };

const isDeleted = (row: TreeRow): boolean => row.flags.includes("deleted");

/**
 * What the tree draws. A path can have been several files' one after the other: the living one stands for it, else the one that
 * was deleted last.
 */
export function treeFiles(rows: readonly TreeRow[]): TreeFile[] {
  const byPath = new Map<string, TreeRow>();
  for (const row of rows) {
    const other = byPath.get(row.path);
    if (other === undefined || stands(row, other)) byPath.set(row.path, row);
  }
  return [...byPath.values()].map((row) => ({
    path: row.path,
    id: row.memory_id,
    sizeBytes: row.size,
    updatedAt: row.updated_at,
    lastActor: row.last_actor,
    marks: row.flags.flatMap((flag) => markOf[flag] ?? []),
  }));
}

function stands(row: TreeRow, other: TreeRow): boolean {
  if (isDeleted(row) !== isDeleted(other)) return !isDeleted(row);
  return row.updated_at > other.updated_at;
}

export type FileAtPath =
  | { kind: "found"; row: TreeRow }
  /** The file that was shown here stands elsewhere now. */
  | { kind: "renamed"; row: TreeRow }
  | { kind: "missing" };

/** Which file an address means: the one at the path, else the one that was seen there before and has moved. */
export function fileAtPath(rows: readonly TreeRow[], path: string, seenMemoryId: string | null): FileAtPath {
  const row = rows.find((candidate) => candidate.path === path && !isDeleted(candidate));
  if (row !== undefined) return { kind: "found", row };
  const moved = rows.find((candidate) => candidate.memory_id === seenMemoryId && !isDeleted(candidate));
  return moved === undefined ? { kind: "missing" } : { kind: "renamed", row: moved };
}

/** The file that was at the path last, of rows that hold the deleted ones too. */
export function lastDeletedAt(rows: readonly TreeRow[], path: string): TreeRow | null {
  const candidates = rows.filter((row) => row.path === path && isDeleted(row));
  return candidates.reduce<TreeRow | null>((last, row) => (last === null || stands(row, last) ? row : last), null);
}

const welcomeNames = ["index.md", "readme.md", "memory.md"];

/** The file that introduces a store, which its overview shows. */
export function welcomeFile(rows: readonly TreeRow[]): TreeRow | null {
  for (const name of welcomeNames) {
    const found = rows.find((row) => !isDeleted(row) && row.path.toLowerCase() === `/${name}`);
    if (found !== undefined) return found;
  }
  return null;
}
