"use client";
import type { ItemInstance } from "@headless-tree/core";
import { useEffect } from "react";
import { formatNumber } from "../ui/format-count";
import type { TreeNode } from "./build-tree";

interface TreeNoteProps {
  item: ItemInstance<TreeNode>;
  node: Extract<TreeNode, { kind: "note" }>;
  level: number;
  topPx: number;
  isFocused: boolean;
  /** Reads the folder again, or its next page. */
  onContinue: (folder: string) => void;
}

/** The end of a folder that is not all there. The next page is read as soon as its place comes into view. */
export function TreeNote({ item, node, level, topPx, isFocused, onContinue }: TreeNoteProps) {
  const { note, folder } = node;
  useEffect(() => {
    if (note === "more") onContinue(folder);
  }, [note, folder, onContinue]);
  return (
    <button
      type="button"
      {...item.getProps()}
      role="treeitem"
      aria-selected={false}
      tabIndex={isFocused ? 0 : -1}
      onClick={() => {
        if (note !== "loading") onContinue(folder);
      }}
      style={{ top: topPx, paddingLeft: 6 + level * 14 }}
      className="absolute inset-x-1 flex h-7 w-[calc(100%-0.5rem)] items-center gap-1.5 rounded-md pr-2 text-left text-12 text-ink-3 select-none focus-visible:-outline-offset-2"
    >
      <span className="w-5 shrink-0" />
      <span className={note === "loading" ? "animate-appear-late" : ""}>{words(node)}</span>
    </button>
  );
}

function words({ note, shownCount }: TreeNoteProps["node"]): string {
  switch (note) {
    case "loading":
      return shownCount === 0 ? "Loading" : `Loading more than ${formatNumber(shownCount)}`;
    case "more":
      return `More than ${formatNumber(shownCount)} here`;
    case "failed":
      return "Could not be read. Try again";
  }
}
