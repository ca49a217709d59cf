"use client";
import { useQuery } from "@tanstack/react-query";
import { modelsOptions } from "@/lib/client/dreams";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

/** Which model dreams. One that is chosen and no longer offered stays chosen, by its id. */
export function ModelField({ value, onValueChange }: { value: string; onValueChange: (model: string) => void }) {
  const { data: models } = useQuery(modelsOptions());
  const offered = (models?.data ?? []).map((model) => ({ value: model.id, label: model.display_name }));
  const isOffered = offered.some((option) => option.value === value);
  return (
    <Field label="Model">
      {({ id }) => (
        <Select
          id={id}
          label="Model"
          className="w-full"
          options={isOffered ? offered : [...offered, { value, label: value }]}
          value={value}
          onValueChange={onValueChange}
        />
      )}
    </Field>
  );
}
