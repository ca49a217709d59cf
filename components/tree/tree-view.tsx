"use client";
import { buildProxiedInstance, hotkeysCoreFeature, syncDataLoaderFeature } from "@headless-tree/core";
import { useTree } from "@headless-tree/react";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { rootId, type TreeFile, type TreeNode } from "./build-tree";
import { focusFeature } from "./focus-feature";
import { TreeRow } from "./tree-row";
import { useKeptPlace } from "./use-kept-place";
import { useTreeKeys } from "./use-tree-keys";

const rowHeightPx = 28;
const paddingTopPx = 4;

interface TreeViewProps {
  label: string;
  nodes: ReadonlyMap<string, TreeNode>;
  fileHref: (file: TreeFile) => string;
  selectedPath?: string | null;
  onOpen?: (file: TreeFile) => void;
  /** The ids of the folders that are open. */
  expanded: readonly string[];
  onExpandedChange: (next: readonly string[]) => void;
  /** Asked at the end of a folder that is not all there. */
  onContinue: (folder: string) => void;
}

// An item may outlive its file for one render, when the list behind the tree changed.
const gone: TreeNode = { kind: "folder", id: "", name: "", childIds: [], fileCount: 0 };

export function TreeView(props: TreeViewProps) {
  const { label, nodes, fileHref, selectedPath = null, onOpen, expanded, onExpandedChange, onContinue } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(selectedPath);
  // The library builds its rows anew whenever this is another list.
  const expandedItems = useMemo(() => [...expanded], [expanded]);
  const tree = useTree<TreeNode>({
    rootItemId: rootId,
    getItemName: (item) => item.getItemData().name,
    isItemFolder: (item) => item.getItemData().kind === "folder",
    dataLoader: {
      getItem: (id) => nodes.get(id) ?? gone,
      getChildren: (id) => {
        const node = nodes.get(id);
        return node?.kind === "folder" ? node.childIds : [];
      },
    },
    state: { expandedItems, focusedItem: focused !== null && nodes.has(focused) ? focused : null },
    setExpandedItems: (next) => onExpandedChange(typeof next === "function" ? next([...expanded]) : next),
    setFocusedItem: setFocused,
    scrollToItem: (item) => virtualizer.scrollToIndex(item.getItemMeta().index),
    // Builds the methods of a row when they are called, not for ten thousand rows at once.
    instanceBuilder: buildProxiedInstance,
    features: [syncDataLoaderFeature, hotkeysCoreFeature, focusFeature],
  });
  const items = tree.getItems();
  const focusedIndex = focused === null ? 0 : tree.getItemInstance(focused).getItemMeta().index;
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 10,
    // The focused row is always there, wherever the list is scrolled to: the keyboard must not lose its place.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.max(focusedIndex, 0)])]
        .filter((index) => index < range.count)
        .sort((a, b) => a - b),
    paddingStart: paddingTopPx,
    paddingEnd: 12,
  });
  const onKeyDown = useTreeKeys(tree, nodes);
  const newestOnOpen = useRef(onOpen);
  useEffect(() => {
    newestOnOpen.current = onOpen;
  });
  const open = useCallback((file: TreeFile) => newestOnOpen.current?.(file), []);

  // The library keeps its own list of rows, which has to follow when the files behind it change.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `nodes` is what the rebuild reads.
  useEffect(() => tree.rebuildTree(), [tree, nodes]);

  useKeptPlace(scroller, items, rowHeightPx, paddingTopPx);

  // A path chosen elsewhere (a link, the finder) comes into view once its folders are open.
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (selectedPath === null || revealed.current === selectedPath || !nodes.has(selectedPath)) return;
    revealed.current = selectedPath;
    setFocused(selectedPath);
    const frame = requestAnimationFrame(() => {
      const index = tree.getItemInstance(selectedPath).getItemMeta().index;
      if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
    });
    return () => cancelAnimationFrame(frame);
  }, [nodes, selectedPath, tree, virtualizer]);

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <div
        {...tree.getContainerProps(label)}
        role="tree"
        onKeyDown={onKeyDown}
        className="relative outline-none"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((virtual) => {
          const item = items[virtual.index];
          if (item === undefined) return null;
          const node = item.getItemData();
          return (
            <TreeRow
              key={item.getId()}
              item={item}
              node={node}
              meta={item.getItemMeta()}
              topPx={virtual.start}
              isExpanded={item.isExpanded()}
              isFocused={item.isFocused()}
              isSelected={item.getId() === selectedPath}
              href={node.kind === "file" ? fileHref(node.file) : null}
              onOpen={open}
              onContinue={onContinue}
            />
          );
        })}
      </div>
    </div>
  );
}
