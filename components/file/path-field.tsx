"use client";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { typedPathProblem } from "./typed-path";

interface PathFieldProps {
  value: string;
  onValueChange: (path: string) => void;
  /** What the server said of this path. */
  refusal?: string | undefined;
}

export function PathField({ value, onValueChange, refusal }: PathFieldProps) {
  return (
    <Field
      label="Path"
      hint="Folders come from the path: /runbooks/restart.md stands in runbooks."
      error={typedPathProblem(value) ?? refusal}
    >
      {(ids) => (
        <Input
          {...ids}
          value={value}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono text-12"
          // The server takes one spelling only, and keyboards differ in which they type.
          onChange={(event) => onValueChange(event.target.value.normalize("NFC"))}
        />
      )}
    </Field>
  );
}
