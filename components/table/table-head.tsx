import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "../ui/cn";
import type { Sorting } from "./sorting";
import { columnClass, type TableColumn } from "./table-column";

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[];
  sorting: Sorting | null;
  onSort: (column: TableColumn<Row>) => void;
}

export function TableHead<Row>({ columns, sorting, onSort }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const sort = sorting?.columnId === column.id ? sorting : null;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sort ? (sort.isDescending ? "descending" : "ascending") : undefined}
              className={cn(
                "sticky top-0 z-10 h-8 border-b border-line bg-canvas px-3 text-12 font-medium whitespace-nowrap text-ink-3",
                columnClass(column),
              )}
            >
              <HeadLabel column={column} sort={sort ? (sort.isDescending ? "down" : "up") : null} onSort={onSort} />
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface HeadLabelProps<Row> {
  column: TableColumn<Row>;
  sort: "up" | "down" | null;
  onSort: (column: TableColumn<Row>) => void;
}

function HeadLabel<Row>({ column, sort, onSort }: HeadLabelProps<Row>) {
  if (column.isHeaderHidden) return <span className="sr-only">{column.header}</span>;
  if (column.sortValue === undefined) return column.header;
  const Icon = sort === "down" ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort(column)}
      className={cn(
        "group/sort inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink",
        column.align === "end" && "flex-row-reverse",
      )}
    >
      {column.header}
      <Icon aria-hidden className={cn("size-3", sort === null && "opacity-0 group-hover/sort:opacity-60")} />
    </button>
  );
}
