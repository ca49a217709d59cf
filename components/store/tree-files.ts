import { type FolderRow, isFileRow, isFolderRow, type TreeRow } from "@/lib/client/memory-tree";
import type { TreeEntry } from "../tree/assemble-tree";
import type { TreeFile, TreeMark } from "../tree/build-tree";
import { rowPath } from "./wanted-pages";

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

/** What the tree draws of one folder. What changed at `freshSince` or later is marked. */
export function treeEntries(
  items: readonly (TreeRow | FolderRow)[],
  markFiles: (files: TreeFile[]) => TreeFile[],
  freshSince: string | null,
): TreeEntry[] {
  const isFresh = (at: string | null | undefined) => freshSince !== null && (at ?? "") >= freshSince;
  const fresh = (at: string | null | undefined): TreeMark[] => (isFresh(at) ? ["fresh"] : []);
  const files = markFiles(treeFiles(items.filter(isFileRow)));
  const folders = items.filter(isFolderRow);
  return [
    ...folders.map((row): TreeEntry => {
      const marks = [...fresh(row.updated_at), ...row.flags.flatMap((flag) => markOf[flag] ?? [])];
      return { kind: "folder", path: rowPath(row), fileCount: row.file_count, updatedAt: row.updated_at, marks };
    }),
    ...files.map((file): TreeEntry => {
      const added = fresh(file.updatedAt);
      return { kind: "file", file: added.length === 0 ? file : { ...file, marks: [...added, ...(file.marks ?? [])] } };
    }),
  ];
}

/** The living file of rows that stood at one path. */
export function livingFile(rows: readonly TreeRow[]): TreeRow | null {
  return rows.find((row) => !isDeleted(row)) ?? null;
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
