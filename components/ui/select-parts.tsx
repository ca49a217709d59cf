"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { selectClass } from "./select-class";
import type { SelectManyProps, SelectOption, SelectProps } from "./select-props";

/** One of a few. It comes open, because it is drawn when somebody opens it first. */
export function OpenSelect<Value extends string>(props: SelectProps<Value>) {
  const { label, options, value, onValueChange, id, disabled = false, className } = props;
  return (
    <Base.Root
      defaultOpen
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
      disabled={disabled}
    >
      <SelectTrigger label={label} id={id} className={className}>
        <Base.Value className="truncate" />
      </SelectTrigger>
      <SelectPopup options={options} />
    </Base.Root>
  );
}

/** Any number of a few; the list stays open while one picks. */
export function OpenSelectMany<Value extends string>(props: SelectManyProps<Value>) {
  const { label, options, values, onValuesChange, summary, className } = props;
  return (
    <Base.Root defaultOpen multiple items={options} value={[...values]} onValueChange={onValuesChange}>
      <SelectTrigger label={`${label}: ${summary(values)}`} className={className}>
        <Base.Value className="truncate">{summary}</Base.Value>
      </SelectTrigger>
      <SelectPopup options={options} />
    </Base.Root>
  );
}

interface SelectTriggerProps {
  label: string;
  id?: string | undefined;
  className: string | undefined;
  /** What is chosen. */
  children: ReactNode;
}

function SelectTrigger({ label, id, className, children }: SelectTriggerProps) {
  return (
    <Base.Trigger aria-label={label} {...(id ? { id } : {})} className={selectClass(className)}>
      {children}
      <Base.Icon>
        <ChevronsUpDown aria-hidden className="size-3.5 text-ink-3" />
      </Base.Icon>
    </Base.Trigger>
  );
}

function SelectPopup({ options }: { options: readonly SelectOption<string>[] }) {
  return (
    <Base.Portal>
      <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-50 outline-none">
        <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-md bg-raised p-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
          <Base.List>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-13 outline-none select-none data-highlighted:bg-sunken"
              >
                <span className="grid size-3.5 place-items-center">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-3.5" />
                  </Base.ItemIndicator>
                </span>
                <span className="min-w-0">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {option.hint ? <span className="block text-12 text-ink-3">{option.hint}</span> : null}
                </span>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
