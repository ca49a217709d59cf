import { File, Folder } from "lucide-react";
import { Actor } from "../actor/actor";
import type { TableColumn } from "../table/table-column";
import { TreeMarks } from "../tree/tree-marks";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/format-count";
import { formatSize } from "../ui/format-size";
import { Time } from "../ui/time";
import type { FolderEntry } from "./folder-entries";

const marksOf = (entry: FolderEntry) => (entry.kind === "folder" ? entry.marks : (entry.file.marks ?? []));

export const folderColumns: readonly TableColumn<FolderEntry>[] = [
  {
    id: "name",
    header: "Name",
    cell: (entry) => (
      <span className="flex min-w-0 items-center gap-2" title={entry.path}>
        {entry.kind === "folder" ? (
          <Folder aria-label="folder" className="size-3.5 shrink-0 text-ink-3" />
        ) : (
          <File aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        )}
        <span className={cn("truncate", marksOf(entry).includes("deleted") && "text-ink-3 line-through")} dir="auto">
          {entry.name}
        </span>
        <TreeMarks marks={marksOf(entry)} />
      </span>
    ),
  },
  {
    id: "writer",
    header: "Last written by",
    width: "30%",
    hideBelow: "sm",
    cell: (entry) =>
      entry.kind === "folder" || entry.file.lastActor === undefined ? null : (
        <Actor actor={entry.file.lastActor} size="sm" isPlain />
      ),
  },
  {
    id: "size",
    header: "Size",
    width: "84px",
    hideBelow: "sm",
    align: "end",
    cell: (entry) => (
      <span className="text-ink-2 tabular">
        {entry.kind === "file"
          ? formatSize(entry.file.sizeBytes ?? 0)
          : entry.fileCount === null
            ? null
            : formatCount(entry.fileCount, "file")}
      </span>
    ),
  },
  {
    id: "updated",
    header: "Changed",
    width: "112px",
    align: "end",
    cell: (entry) => (entry.updatedAt === null ? null : <Time at={entry.updatedAt} isPlain className="text-ink-2" />),
  },
];
