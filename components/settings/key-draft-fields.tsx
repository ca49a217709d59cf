"use client";
import { permissions } from "@/lib/contract/vocabulary";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { KeyDraft } from "./key-draft";
import { StoreLimits } from "./store-limits";

const presetOptions = [
  { value: "agent", label: "Agent", hint: "reads and writes memory, sessions and dreams" },
  { value: "reader", label: "Reader", hint: "reads everything, changes nothing" },
  { value: "admin", label: "Administrator", hint: "may do everything" },
  { value: "custom", label: "Choose permissions", hint: "one by one" },
] as const;

const expiryOptions = [
  { value: "never", label: "Never" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
] as const;

interface KeyDraftFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
  failure: string | null;
}

export function KeyDraftFields({ draft, onChange, failure }: KeyDraftFieldsProps) {
  const change = (part: Partial<KeyDraft>) => onChange({ ...draft, ...part });
  return (
    <div className="flex flex-col gap-4 text-13">
      {failure === null ? null : (
        <Callout tone="danger" isLive>
          {failure}
        </Callout>
      )}
      <Field label="Name" hint="Shown beside everything that it writes.">
        {(ids) => (
          <Input
            {...ids}
            value={draft.name}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="May">
          {({ id }) => (
            <Select
              id={id}
              label="May"
              className="w-full"
              options={presetOptions}
              value={draft.preset}
              onValueChange={(preset) => change({ preset })}
            />
          )}
        </Field>
        <Field label="Expires">
          {({ id }) => (
            <Select
              id={id}
              label="Expires"
              className="w-full"
              options={expiryOptions}
              value={draft.expiresInDays === null ? "never" : (String(draft.expiresInDays) as "7")}
              onValueChange={(days) => change({ expiresInDays: days === "never" ? null : Number(days) })}
            />
          )}
        </Field>
      </div>
      {draft.preset === "custom" ? (
        <fieldset className="grid gap-x-4 sm:grid-cols-2">
          <legend className="mb-1 text-12 font-medium text-ink-2">Permissions</legend>
          {permissions.map((name) => (
            <Checkbox
              key={name}
              label={<span className="font-mono text-12">{name}</span>}
              isChecked={draft.permissions.includes(name)}
              onCheckedChange={(isChecked) =>
                change({
                  permissions: isChecked ? [...draft.permissions, name] : draft.permissions.filter((p) => p !== name),
                })
              }
            />
          ))}
        </fieldset>
      ) : null}
      <Checkbox
        label="Only certain stores"
        hint="It sees no others, and each can be read-only."
        isChecked={draft.isLimited}
        onCheckedChange={(isLimited) => change({ isLimited })}
      />
      {draft.isLimited ? <StoreLimits stores={draft.stores} onChange={(stores) => change({ stores })} /> : null}
    </div>
  );
}
