import { compareSortValues, type TableColumn } from "./table-column";

/** By which column a table is sorted; null for the order that the rows came in. */
export interface Sorting {
  columnId: string;
  isDescending: boolean;
}

/**
 * What a click on a column's heading makes of the sorting: text begins at A and everything else at its greatest, a second
 * click turns it round, and a third gives the first order back.
 */
export function nextSorting<Row>(
  sorting: Sorting | null,
  column: Pick<TableColumn<Row>, "id" | "sortValue">,
  rows: readonly Row[],
): Sorting | null {
  const sample = rows.map((row) => column.sortValue?.(row) ?? null).find((value) => value !== null);
  const first = typeof sample !== "string";
  if (sorting?.columnId !== column.id) return { columnId: column.id, isDescending: first };
  return sorting.isDescending === first ? { columnId: column.id, isDescending: !first } : null;
}

/** The rows in that order; rows that are equal keep theirs. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const sortValue = columns.find(({ id }) => id === sorting?.columnId)?.sortValue;
  if (sorting === null || sortValue === undefined) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: sortValue(row) }))
    .sort((left, right) => sign * compareSortValues(left.value, right.value))
    .map(({ row }) => row);
}
