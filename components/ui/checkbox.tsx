"use client";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

interface CheckboxProps {
  label: ReactNode;
  hint?: ReactNode;
  isChecked: boolean | "mixed";
  onCheckedChange: (isChecked: boolean) => void;
  isLabelHidden?: boolean;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({
  label,
  hint,
  isChecked,
  onCheckedChange,
  isLabelHidden,
  disabled = false,
  className,
}: CheckboxProps) {
  const Mark = isChecked === "mixed" ? Minus : Check;
  return (
    <label
      className={cn("flex min-h-6 items-start gap-2 py-0.5", disabled ? "text-ink-off" : "cursor-pointer", className)}
    >
      <span className="relative mt-0.5 grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          ref={(input) => {
            if (input !== null) input.indeterminate = isChecked === "mixed";
          }}
          checked={isChecked === true}
          disabled={disabled}
          onChange={(event) => onCheckedChange(event.target.checked)}
          className={
            "size-4 cursor-[inherit] appearance-none rounded-sm border border-control-line bg-raised transition-colors " +
            "checked:border-ink checked:bg-ink indeterminate:border-ink indeterminate:bg-ink disabled:border-line disabled:bg-sunken"
          }
        />
        {isChecked === false ? null : (
          <Mark aria-hidden className="pointer-events-none absolute size-3 text-surface" strokeWidth={3} />
        )}
      </span>
      <span className={isLabelHidden ? "sr-only" : "min-w-0"}>
        {label}
        {hint ? <span className="block text-12 text-ink-3">{hint}</span> : null}
      </span>
    </label>
  );
}
