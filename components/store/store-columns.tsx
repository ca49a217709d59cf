import type { MemoryStore } from "@/lib/contract/memory-store";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { formatNumber } from "../ui/format-count";
import { formatSize } from "../ui/format-size";
import { Time } from "../ui/time";

export const storeColumns: readonly TableColumn<MemoryStore>[] = [
  {
    id: "name",
    header: "Store",
    cell: (store) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium" dir="auto">
          {store.name}
        </span>
        {store.archived_at === null ? null : <Badge>archived</Badge>}
        {store.metadata.sample === "true" ? <Badge>sample</Badge> : null}
      </span>
    ),
  },
  {
    id: "description",
    header: "Description",
    hideBelow: "md",
    cell: (store) => (
      <span className="block truncate text-ink-2" dir="auto" title={store.description}>
        {store.description}
      </span>
    ),
  },
  {
    id: "files",
    header: "Files",
    width: "72px",
    align: "end",
    hideBelow: "sm",
    cell: (store) => <span className="tabular">{formatNumber(store.reverie.memory_count)}</span>,
  },
  {
    id: "size",
    header: "Size",
    width: "88px",
    align: "end",
    hideBelow: "sm",
    cell: (store) => <span className="tabular">{formatSize(store.reverie.size_bytes)}</span>,
  },
  {
    id: "activity",
    header: "Last activity",
    width: "130px",
    align: "end",
    cell: (store) =>
      store.reverie.last_activity_at === null ? (
        <span className="text-ink-3">none yet</span>
      ) : (
        <Time at={store.reverie.last_activity_at} isPlain />
      ),
  },
];
