import type { ReactNode } from "react";

/** One column of a DataTable. */
export interface TableColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Any CSS width; the columns without one share what is left. */
  width?: string;
  align?: "start" | "end";
  /** Hidden below this width of the window: the row must still make sense without it. */
  hideBelow?: "sm" | "md" | "lg" | "xl";
  /** Makes the column sortable. Only for lists that are wholly loaded; keyset lists come sorted. */
  sortValue?: (row: Row) => string | number | null;
  /** The heading is for screen readers only (checkboxes, menus). */
  isHeaderHidden?: boolean;
}

const hidden = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };

/** The classes that a column's header, col and cells share. */
export function columnClass(column: Pick<TableColumn<never>, "align" | "hideBelow">): string {
  const align = column.align === "end" ? "text-right" : "text-left";
  return column.hideBelow ? `${align} ${hidden[column.hideBelow]}` : align;
}

/** Orders values for people: numbers as numbers, text by its language's rules, nothing last. */
export function compareSortValues(left: string | number | null, right: string | number | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).localeCompare(String(right), undefined, { numeric: true, sensitivity: "base" });
}
