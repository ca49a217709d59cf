"use client";
import { Field } from "./field";
import { Input } from "./input";

interface TypedConfirmationProps {
  /** What must be typed, as it stands. */
  wanted: string;
  value: string;
  onValueChange: (value: string) => void;
}

/** The third tier of friction: a name is typed before the action is free. */
export function TypedConfirmation({ wanted, value, onValueChange }: TypedConfirmationProps) {
  return (
    <Field
      label={
        <>
          To go on, type{" "}
          <code className="rounded-sm bg-sunken px-1 font-mono break-all text-ink select-all">{wanted}</code>
        </>
      }
    >
      {(ids) => (
        <Input
          {...ids}
          value={value}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
