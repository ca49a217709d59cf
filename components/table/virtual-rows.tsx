"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { ReactNode, RefObject } from "react";

const rowHeightPx = 32;

interface VirtualRowsProps<Row> {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly Row[];
  columnCount: number;
  draw: (row: Row, index: number) => ReactNode;
}

/** The rows in sight and a few beyond, between two spacers that stand for the others. */
export function VirtualRows<Row>({ scroller, rows, columnCount, draw }: VirtualRowsProps<Row>) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <tbody>
      {before > 0 ? <Spacer heightPx={before} span={columnCount} /> : null}
      {items.map(({ index }) => {
        const row = rows[index];
        return row === undefined ? null : draw(row, index);
      })}
      {after > 0 ? <Spacer heightPx={after} span={columnCount} /> : null}
    </tbody>
  );
}

function Spacer({ heightPx, span }: { heightPx: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height: heightPx, padding: 0 }} />
    </tr>
  );
}
