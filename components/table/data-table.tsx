"use client";
import type { ReactNode } from "react";
import { earlyPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import type { LoadMoreProps } from "./load-more";
import type { TableColumn } from "./table-column";

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

// A table has nothing to draw before its rows are there.
const DrawnTable = earlyPart(() => import("./drawn-table").then((module) => module.DrawnTable), TableComing) as <
  Row extends object,
>(
  props: DataTableProps<Row>,
) => ReactNode;

/** A dense table: sticky head, virtual rows when long, keyset "load more" at its foot. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  return props.rows.length === 0 && props.empty ? props.empty : <DrawnTable {...props} />;
}

function TableComing() {
  return <SkeletonRows label="the table" />;
}
