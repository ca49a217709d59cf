import type { ShownActor } from "../actor/actor-identity";

/** What stands beside a file's name, as icon and word. */
export type TreeMark =
  | "dream"
  | "conflict"
  | "redacted"
  | "deleted"
  | "read_only"
  /** Written within the time that the reader asked about. */
  | "fresh"
  /** Of a past moment: what became of the file since. */
  | "modified_later"
  | "deleted_later"
  | "renamed_later";

export interface TreeFile {
  path: string;
  id: string;
  sizeBytes?: number;
  updatedAt?: string;
  lastActor?: ShownActor | null;
  marks?: readonly TreeMark[];
}

export type TreeNode =
  | {
      kind: "folder";
      id: string;
      name: string;
      childIds: string[];
      /** Null where nobody counted. */
      fileCount: number | null;
      updatedAt?: string | null;
      marks?: readonly TreeMark[];
    }
  | { kind: "file"; id: string; name: string; file: TreeFile }
  /** Stands at the end of a folder that is not all there. */
  | {
      kind: "note";
      id: string;
      name: string;
      note: "loading" | "failed" | "more";
      folder: string;
      shownCount: number;
    };

export const rootId = "/";

interface Draft {
  name: string;
  folders: Map<string, Draft>;
  files: TreeFile[];
}

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * The nodes of a tree by id, from a flat list of files. A folder's id is its path with a slash at the end, a file's its path.
 * Folders come before files; a folder that holds one folder only is folded into one row with it ("a/b/c").
 */
export function buildTree(files: readonly TreeFile[]): Map<string, TreeNode> {
  const root: Draft = { name: "", folders: new Map(), files: [] };
  for (const file of files) {
    const segments = file.path.split("/").slice(1, -1);
    let folder = root;
    for (const name of segments) {
      let next = folder.folders.get(name);
      if (next === undefined) {
        next = { name, folders: new Map(), files: [] };
        folder.folders.set(name, next);
      }
      folder = next;
    }
    folder.files.push(file);
  }
  const nodes = new Map<string, TreeNode>();
  addFolder(nodes, root, rootId, "");
  return nodes;
}

function addFolder(nodes: Map<string, TreeNode>, draft: Draft, id: string, name: string): number {
  const childIds: string[] = [];
  let fileCount = draft.files.length;
  for (const child of [...draft.folders.values()].sort((left, right) => byName.compare(left.name, right.name))) {
    const folded = foldOnlyChildren(child);
    const childId = `${id}${folded.label}/`;
    fileCount += addFolder(nodes, folded.draft, childId, folded.label);
    childIds.push(childId);
  }
  for (const file of draft.files.sort((left, right) => byName.compare(left.path, right.path))) {
    nodes.set(file.path, { kind: "file", id: file.path, name: file.path.slice(file.path.lastIndexOf("/") + 1), file });
    childIds.push(file.path);
  }
  nodes.set(id, { kind: "folder", id, name, childIds, fileCount });
  return fileCount;
}

function foldOnlyChildren(draft: Draft): { draft: Draft; label: string } {
  let label = draft.name;
  let current = draft;
  while (current.files.length === 0 && current.folders.size === 1) {
    const [only] = current.folders.values();
    if (only === undefined) break;
    label = `${label}/${only.name}`;
    current = only;
  }
  return { draft: current, label };
}

/** The ids of the folder rows above a path, from the top, as they stand in this tree. */
export function foldersAbove(nodes: ReadonlyMap<string, TreeNode>, path: string): string[] {
  const above: string[] = [];
  for (let slash = path.indexOf("/", 1); slash !== -1; slash = path.indexOf("/", slash + 1)) {
    const id = path.slice(0, slash + 1);
    if (nodes.get(id)?.kind === "folder") above.push(id);
  }
  return above;
}

/** The ids of all folders but the root. */
export function allFolders(nodes: ReadonlyMap<string, TreeNode>): string[] {
  return [...nodes.values()].flatMap((node) => (node.kind === "folder" && node.id !== rootId ? [node.id] : []));
}
