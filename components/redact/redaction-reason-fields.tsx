"use client";
import { reasonHeaderLimitCharacters } from "@/lib/contract/limits";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { type RedactionReason, redactionCategories } from "./redaction-reason";

const longestPrefix = Math.max(...redactionCategories.map((name) => name.length)) + 2;
const options = [
  { value: "secret", label: "A secret" },
  { value: "personal data", label: "Personal data" },
  { value: "legal request", label: "A legal request" },
  { value: "other", label: "Another reason" },
] as const;

interface RedactionReasonFieldsProps {
  value: RedactionReason;
  onValueChange: (value: RedactionReason) => void;
}

export function RedactionReasonFields({ value, onValueChange }: RedactionReasonFieldsProps) {
  return (
    <Field label="Why" hint="Required. It stays with the tombstones, so do not repeat what is redacted.">
      {(ids) => (
        <div className="flex flex-wrap gap-2">
          <Select
            label="Kind of reason"
            options={options}
            value={value.category}
            onValueChange={(category) => onValueChange({ ...value, category })}
            className="w-40"
          />
          <Input
            {...ids}
            dir="auto"
            value={value.words}
            maxLength={reasonHeaderLimitCharacters - longestPrefix}
            autoComplete="off"
            placeholder="request 4711 of 12 May"
            className="min-w-48 flex-1"
            onChange={(event) => onValueChange({ ...value, words: event.target.value })}
          />
        </div>
      )}
    </Field>
  );
}
