"use client";
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { cn } from "../ui/cn";
import { LoadMore, type LoadMoreProps } from "./load-more";
import { columnClass, compareSortValues, type TableColumn } from "./table-column";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const rowHeightPx = 32;
const virtualAbove = 120;

export interface DataTableProps<Row> {
  /** What the rows are: "API keys". */
  label: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** A row that leads somewhere; its first cell becomes the link. */
  rowHref?: (row: Row) => string;
  onRowClick?: (row: Row) => void;
  isSelected?: (row: Row) => boolean;
  loadMore?: LoadMoreProps;
  /** Shown instead of the table while there are no rows. */
  empty?: ReactNode;
  /** Fills its container and scrolls inside; else it grows with the page. */
  isFilling?: boolean;
  className?: string;
}

/** A dense table: sticky head, virtual rows when long, keyset "load more" at its foot. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, isFilling = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<SortingState>([]);
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          accessorFn: (row) => column.sortValue?.(row) ?? null,
          enableSorting: column.sortValue !== undefined,
          sortFn: (left, right, id) => compareSortValues(left.getValue(id), right.getValue(id)),
          sortUndefined: "last",
        }),
      ),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const sorted = table.getRowModel().rows;
  const isVirtual = isFilling && sorted.length > virtualAbove;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    enabled: isVirtual,
  });
  const shown = isVirtual ? virtualizer.getVirtualItems().map(({ index }) => index) : sorted.map((_, index) => index);
  const before = isVirtual ? (virtualizer.getVirtualItems()[0]?.start ?? 0) : 0;
  const after = isVirtual ? virtualizer.getTotalSize() - (virtualizer.getVirtualItems().at(-1)?.end ?? 0) : 0;

  if (rows.length === 0 && props.empty) return props.empty;
  return (
    <div
      ref={scroller}
      className={cn(
        isFilling ? "min-h-0 flex-1 overflow-auto" : "overflow-x-auto rounded-md border border-line",
        props.className,
      )}
    >
      <table
        aria-label={props.label}
        aria-rowcount={props.loadMore?.hasMore ? -1 : sorted.length + 1}
        className="w-full table-fixed border-collapse text-13"
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.id}
              className={columnClass(column)}
              {...(column.width ? { style: { width: column.width } } : {})}
            />
          ))}
        </colgroup>
        <TableHead columns={columns} sorting={sorting} onSort={(id) => table.getColumn(id)?.toggleSorting()} />
        <tbody>
          {before > 0 ? <Spacer heightPx={before} span={columns.length} /> : null}
          {shown.map((index) => {
            const row = sorted[index];
            return row ? <TableRow key={row.id} {...props} row={row.original} index={index} /> : null;
          })}
          {after > 0 ? <Spacer heightPx={after} span={columns.length} /> : null}
        </tbody>
      </table>
      {props.loadMore ? <LoadMore {...props.loadMore} /> : null}
    </div>
  );
}

function Spacer({ heightPx, span }: { heightPx: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height: heightPx, padding: 0 }} />
    </tr>
  );
}
