"use client";
import type { ItemInstance } from "@headless-tree/core";
import { ChevronRight, File, Folder, FolderOpen } from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import { Actor } from "../actor/actor";
import { cn } from "../ui/cn";
import { formatNumber } from "../ui/format-count";
import { Time } from "../ui/time";
import type { TreeFile, TreeNode } from "./build-tree";
import { markWords, TreeMarks } from "./tree-marks";
import { TreeNote } from "./tree-note";

interface TreeRowProps {
  item: ItemInstance<TreeNode>;
  node: TreeNode;
  /** New whenever the row's place among its siblings is. */
  meta: { level: number };
  topPx: number;
  isExpanded: boolean;
  isFocused: boolean;
  isSelected: boolean;
  href: string | null;
  onOpen: (file: TreeFile) => void;
  onContinue: (folder: string) => void;
}

const rowClass =
  "absolute inset-x-1 flex h-7 items-center gap-1.5 rounded-md pr-2 text-left text-13 select-none hover:bg-sunken focus-visible:-outline-offset-2";

const selectedClass = "bg-accent-soft font-medium hover:bg-accent-soft";

/**
 * A file is a link, a folder a button; both are tree items, with the keys of the tree. Scrolling renders the whole list of rows
 * again for each frame, so a row that stayed the same must cost nothing.
 */
export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { item, node, meta, topPx, isExpanded, isFocused, isSelected, href, onOpen } = props;
  if (node.kind === "note") {
    const { onContinue } = props;
    return (
      <TreeNote
        item={item}
        node={node}
        level={meta.level}
        topPx={topPx}
        isFocused={isFocused}
        onContinue={onContinue}
      />
    );
  }
  const { onClick, ...treeProps } = item.getProps();
  const shared = {
    ...treeProps,
    role: "treeitem",
    tabIndex: isFocused ? 0 : -1,
    style: { top: topPx, paddingLeft: 6 + meta.level * 14 },
    onFocus: () => {
      // Focus may come from the pointer or from assistive technology, which the tree does not see.
      if (!item.isFocused()) item.setFocused();
    },
  };
  if (node.kind === "folder") {
    const Icon = isExpanded ? FolderOpen : Folder;
    return (
      <button
        type="button"
        {...shared}
        role="treeitem"
        onClick={onClick}
        aria-selected={isSelected}
        aria-label={[node.name, countWords(node.fileCount), markWords(node.marks ?? [])].filter(Boolean).join(", ")}
        className={cn(rowClass, "w-[calc(100%-0.5rem)]", isSelected && selectedClass)}
      >
        <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-ink-3", isExpanded && "rotate-90")} />
        <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1 truncate">{node.name}</span>
        <TreeMarks marks={node.marks ?? []} />
        {node.fileCount === null ? null : (
          <span className="text-12 text-ink-3 tabular">{formatNumber(node.fileCount)}</span>
        )}
      </button>
    );
  }
  const { file } = node;
  const marks = file.marks ?? [];
  return (
    <Link
      {...shared}
      href={href ?? "#"}
      prefetch={false}
      scroll={false}
      onClick={() => {
        item.setFocused();
        onOpen(file);
      }}
      aria-selected={isSelected}
      aria-current={isSelected ? "page" : undefined}
      aria-label={[node.name, markWords(marks)].filter(Boolean).join(", ")}
      className={cn(rowClass, isSelected && selectedClass)}
    >
      <span className="w-3.5 shrink-0" />
      <File aria-hidden className="size-3.5 shrink-0 text-ink-3" />
      <span className={cn("min-w-0 flex-1 truncate", marks.includes("deleted") && "text-ink-3 line-through")}>
        {node.name}
      </span>
      <TreeMarks marks={marks} />
      {file.lastActor === undefined ? null : <Actor actor={file.lastActor} size="sm" isMarkOnly isPlain />}
      {file.updatedAt ? (
        <Time at={file.updatedAt} format="age" isPlain className="w-8 shrink-0 text-right text-12 text-ink-3" />
      ) : null}
    </Link>
  );
});

function countWords(count: number | null): string {
  if (count === null) return "";
  return count === 1 ? "1 file" : `${formatNumber(count)} files`;
}
