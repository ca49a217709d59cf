import { type FolderRow, isFileRow, isFolderRow, type TreeRow } from "@/lib/client/memory-tree";
import { routes } from "@/lib/client/routes";
import { treeFiles } from "../store/tree-files";
import { rowPath } from "../store/wanted-pages";
import type { TreeFile, TreeMark } from "../tree/build-tree";

/** A line of a folder's table. */
export type FolderEntry =
  | {
      kind: "folder";
      path: string;
      /** A chain of folders with nothing else in them is one entry: `ui/theme`. */
      name: string;
      fileCount: number | null;
      updatedAt: string | null;
      marks: readonly TreeMark[];
    }
  | { kind: "file"; path: string; name: string; file: TreeFile; updatedAt: string | null };

/** What stands in a folder, folders first, each by name as people sort. */
export function entriesOfFolder(items: readonly (TreeRow | FolderRow)[], folder: string): FolderEntry[] {
  const byName = (left: FolderEntry, right: FolderEntry) =>
    left.name.localeCompare(right.name, undefined, { numeric: true, sensitivity: "base" });
  const folders = items.filter(isFolderRow).map((row): FolderEntry => {
    const path = rowPath(row);
    const name = path.slice(folder.length).replace(/\/$/, "");
    const marks: TreeMark[] = row.flags.includes("proposed") ? ["dream"] : [];
    return { kind: "folder", path, name, fileCount: row.file_count, updatedAt: row.updated_at, marks };
  });
  const files = treeFiles(items.filter(isFileRow)).map(
    (file): FolderEntry => ({
      kind: "file",
      path: file.path,
      name: file.path.slice(folder.length),
      file,
      updatedAt: file.updatedAt ?? null,
    }),
  );
  return [...folders.sort(byName), ...files.sort(byName)];
}

/** Where an entry leads, at the moment that is shown. */
export function hrefOfEntry(storeId: string, entry: FolderEntry, at: string | null): string {
  const view = at === null ? {} : { at };
  return entry.kind === "folder" ? routes.folder(storeId, entry.path, view) : routes.file(storeId, entry.path, view);
}

/** `/a/b/` → `/a/`; `/a/` → `/`. */
export function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf("/", folder.length - 2) + 1);
}
