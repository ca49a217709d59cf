"use client";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface SegmentedProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: ReactNode; disabled?: boolean }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** A small choice of how to look at the same thing: Rendered | Source | Blame. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  className,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      className={cn(
        "inline-flex h-7 shrink-0 items-stretch rounded-md border border-line-strong bg-canvas p-px",
        className,
      )}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          nativeButton
          render={<button type="button" />}
          className="min-w-6 rounded-[5px] px-2 text-12 text-ink-2 hover:text-ink data-checked:bg-raised data-checked:font-medium data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--line-strong)] data-disabled:text-ink-off"
        >
          {option.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
