"use client";
import { reasonHeaderLimitCharacters } from "@/lib/contract/limits";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

interface ReasonFieldProps {
  value: string;
  onValueChange: (reason: string) => void;
  isLabelHidden?: boolean;
  className?: string;
}

/** Why a write happens; the history shows it. */
export function ReasonField({ value, onValueChange, isLabelHidden = false, className }: ReasonFieldProps) {
  return (
    <Field
      label="Reason"
      isLabelHidden={isLabelHidden}
      {...(isLabelHidden ? {} : { hint: "Optional. The history shows it beside the version." })}
      {...(className === undefined ? {} : { className })}
    >
      {(ids) => (
        <Input
          {...ids}
          dir="auto"
          value={value}
          placeholder={isLabelHidden ? "Reason, optional" : ""}
          maxLength={reasonHeaderLimitCharacters}
          autoComplete="off"
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
