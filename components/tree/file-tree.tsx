"use client";
import { useMemo, useState } from "react";
import { allFolders, buildTree, type TreeFile } from "./build-tree";
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
}

const nothing = () => undefined;

/** A virtual ARIA tree over a flat list of paths, all folders open; ten thousand files scroll as ten do. */
export function FileTree({ files, ...rest }: FileTreeProps) {
  const nodes = useMemo(() => buildTree(files), [files]);
  const [closed, setClosed] = useState<readonly string[]>([]);
  const folders = useMemo(() => allFolders(nodes), [nodes]);
  const expanded = useMemo(() => folders.filter((folder) => !closed.includes(folder)), [folders, closed]);
  return (
    <TreeView
      nodes={nodes}
      expanded={expanded}
      onExpandedChange={(next) => {
        const open = new Set(next);
        setClosed(folders.filter((folder) => !open.has(folder)));
      }}
      onContinue={nothing}
      {...rest}
    />
  );
}
