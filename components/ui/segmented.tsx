"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cn } from "./cn";
import { stepOf } from "./step-of";

interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: ReactNode; disabled?: boolean }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** A small choice of how to look at the same thing: Rendered | Source | Blame. Arrows choose, as in any radio group. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  className,
}: SegmentedProps<Value>) {
  const group = useRef<HTMLDivElement>(null);
  const free = options.filter(({ disabled }) => !disabled);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = free.findIndex((option) => option.value === value);
    const to = stepOf(event.key, at, free.length);
    const next = to === null ? undefined : free[to];
    if (next === undefined) return;
    event.preventDefault();
    onValueChange(next.value);
    group.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
  };
  const stop = free.find((option) => option.value === value) ?? free[0];
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className={cn(
        "inline-flex h-7 shrink-0 items-stretch rounded-md border border-line-strong bg-canvas p-px",
        className,
      )}
    >
      {options.map((option) => {
        const isChosen = option.value === value;
        return (
          // biome-ignore lint/a11y/useSemanticElements: its face is a button's, and a group of buttons needs no form.
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={isChosen}
            data-value={option.value}
            disabled={option.disabled ?? false}
            tabIndex={option === stop ? 0 : -1}
            onClick={() => onValueChange(option.value)}
            onKeyDown={onKeyDown}
            className={cn(
              "min-w-6 rounded-[5px] px-2 text-12 text-ink-2 hover:text-ink disabled:text-ink-off",
              isChosen && "bg-raised font-medium text-ink shadow-[0_0_0_1px_var(--line-strong)]",
            )}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
