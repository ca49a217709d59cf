"use client";
import { useEffect, useMemo } from "react";
import { assembleTree, type LoadedFolder, type TreeSort } from "./assemble-tree";
import type { TreeFile } from "./build-tree";
import { changeOpened, foldersOf, withOpened } from "./open-folders";
import { TreeView } from "./tree-view";

interface FolderTreeProps {
  /** "Files of team-sre" */
  label: string;
  /** What was read so far, by path. */
  folders: ReadonlyMap<string, LoadedFolder>;
  sort: TreeSort;
  open: readonly string[];
  onOpenChange: (change: (before: readonly string[]) => string[]) => void;
  /** Reads a folder's next page, or again what failed. */
  onContinue: (folder: string) => void;
  fileHref: (file: TreeFile) => string;
  selectedPath?: string | null;
  onOpen?: (file: TreeFile) => void;
}

/** A virtual ARIA tree whose folders are read as they are opened: a hundred thousand files cost what is looked at. */
export function FolderTree({ folders, sort, open, onOpenChange, selectedPath = null, ...rest }: FolderTreeProps) {
  const nodes = useMemo(() => assembleTree(folders, sort), [folders, sort]);
  const isRow = (folder: string) => nodes.has(folder);
  useEffect(() => {
    if (selectedPath !== null) onOpenChange((before) => withOpened(before, foldersOf(selectedPath)));
  }, [selectedPath, onOpenChange]);
  return (
    <TreeView
      nodes={nodes}
      expanded={open}
      onExpandedChange={(next) => onOpenChange((before) => changeOpened(before, next, isRow))}
      selectedPath={selectedPath}
      {...rest}
    />
  );
}
