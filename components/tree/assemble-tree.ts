import { rootId, type TreeFile, type TreeMark, type TreeNode } from "./build-tree";

export type TreeEntry =
  | { kind: "file"; file: TreeFile }
  /** `path` is where the row leads: the end of a chain of folders that hold one folder only. */
  | { kind: "folder"; path: string; fileCount: number | null; updatedAt: string | null; marks: readonly TreeMark[] };

/** What is known of a folder so far. */
export interface LoadedFolder {
  pages: readonly (readonly TreeEntry[])[];
  state: "loading" | "ready" | "failed";
  hasMore: boolean;
}

export type TreeSort = "name" | "change";

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const pathOf = (entry: TreeEntry) => (entry.kind === "file" ? entry.file.path : entry.path);
const changeOf = (entry: TreeEntry) => (entry.kind === "file" ? entry.file.updatedAt : entry.updatedAt) ?? "";

function compare(left: TreeEntry, right: TreeEntry, sort: TreeSort): number {
  if (sort === "change" && changeOf(left) !== changeOf(right)) return changeOf(left) > changeOf(right) ? -1 : 1;
  if (sort === "name" && left.kind !== right.kind) return left.kind === "folder" ? -1 : 1;
  return byName.compare(pathOf(left), pathOf(right));
}

/**
 * The nodes of a tree by id from the folders that were read so far; each is read when it is opened. Pages of one folder stay in
 * their order, so that a later one moves no row of those before.
 */
export function assembleTree(folders: ReadonlyMap<string, LoadedFolder>, sort: TreeSort): Map<string, TreeNode> {
  const nodes = new Map<string, TreeNode>();
  const addFolder = (id: string, row: Omit<Extract<TreeNode, { kind: "folder" }>, "id" | "kind" | "childIds">) => {
    const childIds: string[] = [];
    const folder = folders.get(id);
    for (const page of folder?.pages ?? []) {
      for (const entry of page.toSorted((left, right) => compare(left, right, sort))) {
        childIds.push(pathOf(entry));
        addEntry(id, entry);
      }
    }
    const note = folder === undefined ? null : noteOf(folder);
    if (note !== null) {
      const noteId = `${id}/${note}`;
      nodes.set(noteId, { kind: "note", id: noteId, name: "", note, folder: id, shownCount: childIds.length });
      childIds.push(noteId);
    }
    nodes.set(id, { kind: "folder", id, childIds, ...row });
  };
  const addEntry = (parentId: string, entry: TreeEntry) => {
    if (entry.kind === "file") {
      const { path } = entry.file;
      nodes.set(path, { kind: "file", id: path, name: path.slice(path.lastIndexOf("/") + 1), file: entry.file });
      return;
    }
    const { path, fileCount, updatedAt, marks } = entry;
    addFolder(path, { name: path.slice(parentId.length, -1), fileCount, updatedAt, marks });
  };
  addFolder(rootId, { name: "", fileCount: null });
  return nodes;
}

function noteOf({ state, hasMore, pages }: LoadedFolder): "loading" | "failed" | "more" | null {
  if (state === "failed") return "failed";
  if (state === "loading") return "loading";
  return hasMore && pages.length > 0 ? "more" : null;
}
