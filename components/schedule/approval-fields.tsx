"use client";
import type { ChangeRisk } from "@/lib/contract/dream-change";
import { insightTiers } from "@/lib/contract/vocabulary";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import type { ScheduleDraft } from "./schedule-draft";

const tierWords = {
  exact: "provable from the texts themselves",
  recurrent: "seen in several sessions, days and agents",
  statistical: "a pattern that chance hardly explains",
} as const;
const risks: readonly { value: ChangeRisk; label: string }[] = [
  { value: "low", label: "low" },
  { value: "medium", label: "low or medium" },
  { value: "high", label: "any" },
];

interface ApprovalFieldsProps {
  draft: ScheduleDraft;
  onChange: (part: Partial<ScheduleDraft>) => void;
}

/** What may be applied without a person, with its limits said before it is chosen. */
export function ApprovalFields({ draft, onChange }: ApprovalFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Approval</legend>
      <Checkbox
        label="Apply what is certain without a person"
        hint="Never deletions, renames, frozen or guarded files, files that a person wrote, secrets, or orders to agents. One click undoes it."
        isChecked={draft.approves}
        onCheckedChange={(approves) => onChange({ approves })}
      />
      {draft.approves ? (
        <div className="grid gap-4 border-l-2 border-dusk-line pl-3 sm:grid-cols-2">
          <fieldset className="flex flex-col">
            <legend className="mb-1 text-12 font-medium text-ink-2">Evidence</legend>
            {insightTiers.map((tier) => (
              <Checkbox
                key={tier}
                label={tier}
                hint={tierWords[tier]}
                isChecked={draft.tiers.includes(tier)}
                onCheckedChange={(isChecked) =>
                  onChange({ tiers: isChecked ? [...draft.tiers, tier] : draft.tiers.filter((held) => held !== tier) })
                }
              />
            ))}
          </fieldset>
          <div className="flex flex-col gap-3">
            <Field label="Risk of the file">
              {({ id }) => (
                <Select
                  id={id}
                  label="Risk of the file"
                  className="w-full"
                  options={risks}
                  value={draft.maxRisk}
                  onValueChange={(maxRisk) => onChange({ maxRisk })}
                />
              )}
            </Field>
            <Field
              label="Guarded paths"
              hint="One a line, folders end with /. AGENTS.md, policies and the like always are."
            >
              {(ids) => (
                <Textarea
                  {...ids}
                  rows={2}
                  className="font-mono text-12"
                  value={draft.guardedPaths}
                  onChange={(event) => onChange({ guardedPaths: event.target.value })}
                />
              )}
            </Field>
          </div>
        </div>
      ) : null}
    </fieldset>
  );
}
