"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { cn } from "../ui/cn";
import type { DataTableProps } from "./data-table";
import { columnClass } from "./table-column";

type TableRowProps<Row> = Pick<DataTableProps<Row>, "columns" | "rowHref" | "onRowClick" | "isSelected"> & {
  row: Row;
  /** Position among all rows, from 0; the head is row 1 for assistive technology. */
  index: number;
};

const interactive = "a, button, input, label, select, textarea, [role='checkbox'], [role='menuitem']";

/** The first cell holds the row's link or button; a click anywhere else on the row does the same. */
export function TableRow<Row>({ columns, rowHref, onRowClick, isSelected, row, index }: TableRowProps<Row>) {
  const router = useRouter();
  const href = rowHref?.(row);
  const isActive = href !== undefined || onRowClick !== undefined;
  const chosen = isSelected?.(row) ?? false;
  const onClick = (event: MouseEvent<HTMLTableRowElement>) => {
    if (event.target instanceof Element && event.target.closest(interactive)) return;
    // A drag that selected text is no click.
    if (window.getSelection()?.toString()) return;
    if (onRowClick) onRowClick(row);
    else if (href !== undefined) router.push(href);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isSelected ? chosen : undefined}
      onClick={isActive ? onClick : undefined}
      className={cn(
        "group/row border-b border-line last:border-b-0",
        isActive && "cursor-pointer hover:bg-canvas",
        chosen && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      {columns.map((column, position) => (
        <td key={column.id} className={cn("h-8 truncate px-3 py-1", columnClass(column))}>
          {position === 0 && href !== undefined ? (
            <Link
              href={href}
              prefetch={false}
              className="-mx-1 block max-w-full truncate rounded-sm px-1 font-medium focus-visible:-outline-offset-1"
            >
              {column.cell(row)}
            </Link>
          ) : position === 0 && onRowClick ? (
            <button
              type="button"
              aria-pressed={isSelected ? chosen : undefined}
              onClick={() => onRowClick(row)}
              className="-mx-1 block max-w-full truncate rounded-sm px-1 text-left font-medium focus-visible:-outline-offset-1"
            >
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
