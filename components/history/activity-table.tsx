import type { ReactNode } from "react";
import { formatNumber } from "../ui/format-count";
import { type ActivityDay, totalOfDay } from "./activity-days";

interface ActivityRow extends Omit<ActivityDay, "day"> {
  id: string;
  name: ReactNode;
}

interface ActivityTableProps {
  label: string;
  /** What each row is: "Day", "Author", "File". */
  heading: string;
  rows: readonly ActivityRow[];
}

/** Counts by author, file or day: the numbers themselves, with a bar for each sum. */
export function ActivityTable({ label, heading, rows }: ActivityTableProps) {
  const most = Math.max(1, ...rows.map(totalOfDay));
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long content scrolls, and scrolling must work from the keyboard.
      tabIndex={0}
      aria-label={label}
      className="max-h-72 overflow-auto rounded-md border border-line"
    >
      <table aria-label={label} className="w-full border-collapse text-12">
        <thead className="sticky top-0 bg-canvas text-left text-ink-3">
          <tr className="border-b border-line">
            <th className="px-3 py-1 font-medium">{heading}</th>
            <th className="px-3 py-1 text-right font-medium">Versions</th>
            <th className="px-3 py-1 text-right font-medium max-sm:hidden">Created</th>
            <th className="px-3 py-1 text-right font-medium max-sm:hidden">Modified</th>
            <th className="px-3 py-1 text-right font-medium max-sm:hidden">Deleted</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="h-7 border-b border-line last:border-b-0">
              <td className="max-w-0 min-w-32 truncate px-3 py-1 sm:w-1/2">{row.name}</td>
              <td className="px-3 py-1 tabular">
                <span className="flex items-center justify-end gap-2">
                  <span aria-hidden className="hidden h-1.5 w-24 overflow-hidden rounded-full bg-sunken md:block">
                    <span className="block h-full bg-ink-3" style={{ width: `${(totalOfDay(row) / most) * 100}%` }} />
                  </span>
                  {formatNumber(totalOfDay(row))}
                </span>
              </td>
              <td className="px-3 py-1 text-right tabular max-sm:hidden">{formatNumber(row.created)}</td>
              <td className="px-3 py-1 text-right tabular max-sm:hidden">{formatNumber(row.modified)}</td>
              <td className="px-3 py-1 text-right tabular max-sm:hidden">{formatNumber(row.deleted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
