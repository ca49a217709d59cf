"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
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
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's checkbox is the control inside this label.
    <label
      className={cn("flex min-h-6 items-start gap-2 py-0.5", disabled ? "text-ink-off" : "cursor-pointer", className)}
    >
      <Base.Root
        checked={isChecked === true}
        indeterminate={isChecked === "mixed"}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next)}
        className={
          "mt-0.5 grid size-4 shrink-0 place-items-center rounded-sm border border-control-line bg-raised text-surface transition-colors " +
          "data-checked:border-ink data-checked:bg-ink data-disabled:border-line data-disabled:bg-sunken data-indeterminate:border-ink data-indeterminate:bg-ink"
        }
      >
        <Base.Indicator className="grid place-items-center data-unchecked:hidden">
          {isChecked === "mixed" ? (
            <Minus aria-hidden className="size-3" />
          ) : (
            <Check aria-hidden className="size-3" strokeWidth={3} />
          )}
        </Base.Indicator>
      </Base.Root>
      <span className={isLabelHidden ? "sr-only" : "min-w-0"}>
        {label}
        {hint ? <span className="block text-12 text-ink-3">{hint}</span> : null}
      </span>
    </label>
  );
}
