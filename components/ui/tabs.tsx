"use client";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { cn } from "./cn";
import { stepOf } from "./step-of";

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

/** Panels of one page; the chosen one belongs in the address. Arrows move along the tabs, Enter or Space opens one. */
export function Tabs<Value extends string>({
  label,
  items,
  value,
  onValueChange,
  className,
  panelClassName,
}: TabsProps<Value>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = items.find((item) => item.value === value) ?? items[0];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const tabs = [...(list.current?.querySelectorAll<HTMLElement>("[role=tab]") ?? [])];
    const to = stepOf(event.key, tabs.indexOf(event.currentTarget), tabs.length);
    if (to === null) return;
    event.preventDefault();
    tabs[to]?.focus();
  };
  return (
    <div className={cn("flex min-h-0 flex-col", className)}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex shrink-0 gap-1 overflow-x-auto border-b border-line px-1"
      >
        {items.map((item) => {
          const isChosen = item === chosen;
          return (
            <button
              key={item.value}
              type="button"
              role="tab"
              id={`${id}-${item.value}`}
              aria-selected={isChosen}
              aria-controls={isChosen ? `${id}-panel` : undefined}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => onValueChange(item.value)}
              onKeyDown={onKeyDown}
              className={cn(
                "relative flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-13 text-ink-2 hover:text-ink focus-visible:-outline-offset-2",
                isChosen &&
                  "font-medium text-ink after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-ink",
              )}
            >
              {item.label}
              {item.count === undefined ? null : <span className="text-12 text-ink-3 tabular">{item.count}</span>}
            </button>
          );
        })}
      </div>
      {chosen === undefined ? null : (
        <div
          key={chosen.value}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${chosen.value}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without a control must be reachable too.
          tabIndex={0}
          className={cn("min-h-0 flex-1 focus-visible:-outline-offset-2", panelClassName)}
        >
          {chosen.content}
        </div>
      )}
    </div>
  );
}
