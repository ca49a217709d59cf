"use client";
import { useMemo, useRef, useState } from "react";
import { cn } from "../ui/cn";
import { onDemand, useOnDemand } from "../ui/on-demand";
import type { DataTableProps } from "./data-table";
import { LoadMore } from "./load-more";
import { nextSorting, type Sorting, sortRows } from "./sorting";
import { columnClass } from "./table-column";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";

const virtualAbove = 120;

// Most tables are short; what draws only the rows in sight comes with the first long one.
const virtualCode = onDemand(() => import("./virtual-rows"));

export function DrawnTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, isFilling = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = useMemo(() => sortRows(rows, columns, sorting), [rows, columns, sorting]);
  const isVirtual = isFilling && sorted.length > virtualAbove;
  const virtual = useOnDemand(virtualCode, isVirtual);
  const draw = (row: Row, index: number) => <TableRow key={rowId(row)} {...props} row={row} index={index} />;

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
        <TableHead
          columns={columns}
          sorting={sorting}
          onSort={(column) => setSorting(nextSorting(sorting, column, rows))}
        />
        {isVirtual && virtual !== null ? (
          <virtual.VirtualRows scroller={scroller} rows={sorted} columnCount={columns.length} draw={draw} />
        ) : (
          <tbody>{(isVirtual ? sorted.slice(0, virtualAbove) : sorted).map(draw)}</tbody>
        )}
      </table>
      {props.loadMore ? <LoadMore {...props.loadMore} /> : null}
    </div>
  );
}
