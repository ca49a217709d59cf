"use client";
import type { MemoryComparisonItem, MemoryDifference } from "@/lib/contract/memory-difference";
import { DataTable } from "../table/data-table";
import type { TableColumn } from "../table/table-column";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { formatNumber } from "../ui/format-count";
import { formatSizeDelta } from "../ui/format-size";
import { SearchInput } from "../ui/search-input";
import { Select } from "../ui/select";
import { countDifferences, type DifferenceKind, totalOf } from "./difference-counts";
import { DifferenceMark } from "./difference-mark";
import { filterDifferences, sizeDelta } from "./filter-differences";
import { useCompareAddress } from "./use-compare-address";

const kinds: readonly { value: DifferenceKind; label: string }[] = [
  { value: "created", label: "Created" },
  { value: "modified", label: "Modified" },
  { value: "deleted", label: "Deleted" },
  { value: "renamed", label: "Renamed" },
];

const columns: TableColumn<MemoryDifference>[] = [
  {
    id: "path",
    header: "File",
    cell: ({ operation, path, previous_path }) => (
      <span className="flex min-w-0 items-center gap-2 font-normal">
        <DifferenceMark kind={operation} label={operation} isLabelHidden />
        <bdi
          title={previous_path === null ? path : `${previous_path} → ${path}`}
          className="truncate font-mono text-12"
        >
          {path}
        </bdi>
      </span>
    ),
  },
  {
    id: "size",
    header: "Size",
    width: "5.5rem",
    align: "end",
    cell: (item) => <span className="text-12 text-ink-3 tabular">{formatSizeDelta(sizeDelta(item))}</span>,
  },
];

/** The files that differ, by path, with a filter for their kind and letters of their path. */
export function DifferenceList({ items }: { items: readonly MemoryComparisonItem[] }) {
  const [{ kind, find, open }, setAddress] = useCompareAddress();
  const counts = countDifferences(items);
  const rows = filterDifferences(items, { kind, find });
  const all = totalOf(counts);
  return (
    <>
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-2 py-1.5">
        <Select
          label="Kind of difference"
          options={[
            { value: "all", label: `All ${formatNumber(all)}` },
            ...kinds.map(({ value, label }) => ({ value, label: `${label} ${formatNumber(counts[value])}` })),
          ]}
          value={kind ?? "all"}
          onValueChange={(next) =>
            setAddress({ kind: kinds.find(({ value }) => value === next)?.value ?? null }, "replace")
          }
          className="w-36 shrink-0"
        />
        <SearchInput
          label="Filter by path"
          placeholder="Filter by path"
          value={find}
          onValueChange={(next) => setAddress({ find: next === "" ? null : next }, "replace")}
        />
      </div>
      <DataTable
        label="Differences"
        columns={columns}
        rows={rows}
        rowId={({ path, operation }) => `${operation} ${path}`}
        onRowClick={({ path }) => setAddress({ open: path })}
        isSelected={({ path }) => path === open}
        isFilling
        empty={
          all === 0 ? (
            <EmptyState title="No file differs">Both sides hold the same files with the same text.</EmptyState>
          ) : (
            <EmptyState
              title="Nothing fits the filter"
              action={<Button onClick={() => setAddress({ kind: null, find: null })}>Show all differences</Button>}
            >
              None of the {formatNumber(all)} files that differ is of this kind and path.
            </EmptyState>
          )
        }
      />
    </>
  );
}
