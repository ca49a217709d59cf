"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";

interface MenuChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onValueChange: (value: Value) => void;
}

const itemClass =
  "flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 text-13 text-ink outline-none select-none data-highlighted:bg-sunken";

/** One of several, inside a Menu. */
export function MenuChoice<Value extends string>({ label, value, options, onValueChange }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <Base.GroupLabel className="px-2 py-1 text-12 font-medium text-ink-3">{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
          <span className="grid size-3.5 place-items-center">
            <Base.RadioItemIndicator>
              <Check aria-hidden className="size-3.5 text-ink-2" />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
