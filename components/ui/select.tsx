"use client";
import { ChevronsUpDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { onDemand, useOnDemand } from "./on-demand";
import { selectClass } from "./select-class";
import type { SelectManyProps, SelectProps } from "./select-props";

export const selectCode = onDemand(() => import("./select-parts"));

/** One of a few. `label` is its accessible name; put a visible label in a Field when there is room. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [isOpened, setIsOpened] = useState(false);
  const parts = useOnDemand(selectCode, isOpened);
  if (isOpened && parts !== null) return <parts.OpenSelect {...props} />;
  return (
    <ClosedSelect
      label={props.label}
      id={props.id}
      disabled={props.disabled}
      className={props.className}
      onOpen={() => setIsOpened(true)}
    >
      {props.options.find(({ value }) => value === props.value)?.label}
    </ClosedSelect>
  );
}

/** Any number of a few; the list stays open while one picks. */
export function SelectMany<Value extends string>(props: SelectManyProps<Value>) {
  const [isOpened, setIsOpened] = useState(false);
  const parts = useOnDemand(selectCode, isOpened);
  if (isOpened && parts !== null) return <parts.OpenSelectMany {...props} />;
  return (
    <ClosedSelect
      label={`${props.label}: ${props.summary(props.values)}`}
      className={props.className}
      onOpen={() => setIsOpened(true)}
    >
      {props.summary(props.values)}
    </ClosedSelect>
  );
}

interface ClosedSelectProps {
  label: string;
  id?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  onOpen: () => void;
  children: ReactNode;
}

const openingKeys = new Set(["ArrowDown", "ArrowUp"]);

/** What is chosen, until somebody looks at the choice. */
function ClosedSelect({ label, className, onOpen, children, ...rest }: ClosedSelectProps) {
  return (
    <button
      type="button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-controls={undefined}
      aria-label={label}
      {...rest}
      onClick={onOpen}
      onKeyDown={(event: KeyboardEvent) => {
        if (!openingKeys.has(event.key)) return;
        event.preventDefault();
        onOpen();
      }}
      className={selectClass(className)}
    >
      <span className="truncate">{children}</span>
      <span aria-hidden>
        <ChevronsUpDown className="size-3.5 text-ink-3" />
      </span>
    </button>
  );
}
