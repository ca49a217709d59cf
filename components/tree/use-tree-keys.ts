"use client";
import type { TreeInstance } from "@headless-tree/core";
import { type KeyboardEvent, useRef } from "react";
import type { TreeNode } from "./build-tree";
import { findTypeAhead, nextTypeAhead, type TypeAhead } from "./type-ahead";

/** Each opened folder may be a request. */
const openedAtOnce = 50;

/** What the tree's library leaves out of the ARIA pattern: type-ahead, and `*` to open all siblings. */
export function useTreeKeys(tree: TreeInstance<TreeNode>, nodes: ReadonlyMap<string, TreeNode>) {
  const typed = useRef<TypeAhead | null>(null);
  return (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || [...event.key].length !== 1 || event.key === " ") return;
    const items = tree.getItems();
    const from = tree.getFocusedItem()?.getItemMeta().index ?? 0;
    if (event.key === "*") {
      const parent = nodes.get(items[from]?.getItemMeta().parentId ?? "/");
      const siblings =
        parent?.kind === "folder"
          ? parent.childIds.filter((id) => nodes.get(id)?.kind === "folder").slice(0, openedAtOnce)
          : [];
      tree.applySubStateUpdate("expandedItems", (before: string[]) => [...new Set([...before, ...siblings])]);
      event.preventDefault();
      return;
    }
    const next = nextTypeAhead(typed.current, event.key, event.timeStamp);
    const index = findTypeAhead(
      items.map((item) => item.getItemName()),
      from,
      next.text,
    );
    typed.current = next;
    if (index < 0) return;
    event.preventDefault();
    items[index]?.setFocused();
    tree.updateDomFocus();
  };
}
