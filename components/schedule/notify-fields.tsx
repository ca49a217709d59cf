"use client";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { ScheduleDraft } from "./schedule-draft";

interface NotifyFieldsProps {
  draft: ScheduleDraft;
  onChange: (part: Partial<ScheduleDraft>) => void;
}

/** Who gets an e-mail when something waits for a decision. */
export function NotifyFields({ draft, onChange }: NotifyFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-13 font-semibold">When something waits for a decision</legend>
      <Checkbox
        label="E-mail everyone who may review"
        hint="Counts and a link, nothing of what memory says. Needs a mail server (SMTP_URL)."
        isChecked={draft.notifiesReviewers}
        onCheckedChange={(notifiesReviewers) => onChange({ notifiesReviewers })}
      />
      <Field label="Also to" hint="E-mail addresses, separated by commas.">
        {(ids) => (
          <Input
            {...ids}
            value={draft.emails}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ emails: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
