"use client";
import { Field } from "../ui/field";
import { FilterChips } from "../ui/filter-chips";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { AuditAddress } from "./audit-query";

const families = [
  { value: "any", label: "Anything" },
  { value: "memory.", label: "Memories" },
  { value: "memory_store.", label: "Stores" },
  { value: "memory_version.", label: "Redactions" },
  { value: "session.", label: "Sessions" },
  { value: "dream.", label: "Dreams" },
  { value: "api_key.", label: "API keys" },
  { value: "member.", label: "People and sign-ins" },
] as const;

const outcomes = [
  { value: "any", label: "Any outcome" },
  { value: "success", label: "Done" },
  { value: "refused", label: "Refused" },
] as const;

interface AuditFiltersProps {
  filters: AuditAddress;
  onChange: (part: Partial<AuditAddress>) => void;
}

/** Filters of the record; each stands in the address, so that a view can be sent to somebody. */
export function AuditFilters({ filters, onChange }: AuditFiltersProps) {
  const chips = (Object.keys(filters) as (keyof AuditAddress)[]).flatMap((name) => {
    const value = filters[name];
    return value === null ? [] : [{ id: name, name, value, onRemove: () => onChange({ [name]: null }) }];
  });
  const family = families.find(({ value }) => value === filters.action)?.value ?? "any";
  const outcome = outcomes.find(({ value }) => value === filters.outcome)?.value ?? "any";
  const clear = { actor: null, action: null, target: null, outcome: null, from: null, until: null };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label="What">
          {({ id }) => (
            <Select
              id={id}
              label="What"
              options={families}
              value={family}
              onValueChange={(value) => onChange({ action: value === "any" ? null : value })}
            />
          )}
        </Field>
        <Field label="Outcome">
          {({ id }) => (
            <Select
              id={id}
              label="Outcome"
              options={outcomes}
              value={outcome}
              onValueChange={(value) => onChange({ outcome: value === "any" ? null : value })}
            />
          )}
        </Field>
        <IdFilter label="Who (id)" value={filters.actor} onCommit={(actor) => onChange({ actor })} />
        <IdFilter label="To (id)" value={filters.target} onCommit={(target) => onChange({ target })} />
        <Field label="From (UTC)">
          {(ids) => (
            <Input
              {...ids}
              type="date"
              value={filters.from ?? ""}
              onChange={(event) => onChange({ from: event.target.value || null })}
            />
          )}
        </Field>
        <Field label="Until (UTC)">
          {(ids) => (
            <Input
              {...ids}
              type="date"
              value={filters.until ?? ""}
              onChange={(event) => onChange({ until: event.target.value || null })}
            />
          )}
        </Field>
      </div>
      <FilterChips chips={chips} onClear={() => onChange(clear)} />
    </div>
  );
}

interface IdFilterProps {
  label: string;
  value: string | null;
  onCommit: (value: string | null) => void;
}

/** Takes effect on Enter or on leaving, not with every letter. */
function IdFilter({ label, value, onCommit }: IdFilterProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          key={value ?? ""}
          defaultValue={value ?? ""}
          className="w-44 font-mono text-12"
          spellCheck={false}
          autoComplete="off"
          onBlur={(event) => {
            if (event.target.value.trim() !== (value ?? "")) onCommit(event.target.value.trim() || null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") onCommit(event.currentTarget.value.trim() || null);
          }}
        />
      )}
    </Field>
  );
}
