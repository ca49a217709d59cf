"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface TabItem<Value extends string> {
  value: Value;
  label: ReactNode;
  count?: number;
  content: ReactNode;
}

interface TabsProps<Value extends string> {
  label: string;
  items: readonly TabItem<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
  panelClassName?: string;
}

/** Panels of one page; the chosen one belongs in the URL (nuqs). */
export function Tabs<Value extends string>({
  label,
  items,
  value,
  onValueChange,
  className,
  panelClassName,
}: TabsProps<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value) => onValueChange(next)}
      className={cn("flex min-h-0 flex-col", className)}
    >
      <Base.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-line px-1">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-13 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-active:font-medium data-active:text-ink"
          >
            {item.label}
            {item.count === undefined ? null : <span className="text-12 text-ink-3 tabular">{item.count}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-ink" />
      </Base.List>
      {items.map((item) => (
        <Base.Panel
          key={item.value}
          value={item.value}
          className={cn("min-h-0 flex-1 focus-visible:-outline-offset-2", panelClassName)}
        >
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
