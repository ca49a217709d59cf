"use client";
import { useMemo } from "react";
import { EmptyState } from "../ui/empty-state";
import { buildTree, type TreeFile } from "./build-tree";
import { TreeView } from "./tree-view";

interface FileTreeProps {
  /** "Files of team-sre" */
  label: string;
  files: readonly TreeFile[];
  /** Where a file leads; rows are real links. */
  fileHref: (file: TreeFile) => string;
  selectedPath?: string | null;
  /** Called on opening a file too, e.g. to show the file's pane on a phone. */
  onOpen?: (file: TreeFile) => void;
  /** Shows only paths that contain this, all folders open. */
  filter?: string;
}

/** A virtual ARIA tree over a flat list of paths; ten thousand files scroll as ten do. */
export function FileTree({ files, filter = "", ...rest }: FileTreeProps) {
  const wanted = filter.trim().toLowerCase();
  const nodes = useMemo(
    () => buildTree(wanted === "" ? files : files.filter(({ path }) => path.toLowerCase().includes(wanted))),
    [files, wanted],
  );
  if (files.length > 0 && nodes.size === 1) {
    return (
      <EmptyState title="No path matches" className="px-4 py-6">
        None of the {files.length} paths contains “{filter}”.
      </EmptyState>
    );
  }
  return (
    <TreeView
      key={wanted === "" ? "all" : wanted}
      nodes={nodes}
      isOpenAtStart={wanted !== "" || files.length <= 60}
      {...rest}
    />
  );
}
