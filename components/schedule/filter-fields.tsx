"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { rowsOf } from "@/lib/client/page";
import { sessionsOptions } from "@/lib/client/sessions";
import { agentChoices } from "../session/agent-choices";
import { outcomeOptions } from "../session/outcome-options";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { ScheduleDraft } from "./schedule-draft";

const scopes = [
  { value: "attached", label: "That had this store" },
  { value: "all", label: "All sessions" },
] as const;

interface FilterFieldsProps {
  draft: ScheduleDraft;
  onChange: (part: Partial<ScheduleDraft>) => void;
}

/** Which new sessions a schedule takes, and how many make a run worth while. */
export function FilterFields({ draft, onChange }: FilterFieldsProps) {
  const sessions = useInfiniteQuery(sessionsOptions({ limit: 100 }));
  const other = Object.keys(draft.otherFilter);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-13 font-semibold">New sessions</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="At least" hint="Fewer new ones, and the run is skipped.">
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              value={draft.minNewSessions}
              onChange={(event) => onChange({ minNewSessions: event.target.value })}
            />
          )}
        </Field>
        <Field label="Which">
          {({ id }) => (
            <Select
              id={id}
              label="Which"
              className="w-full"
              options={scopes}
              value={draft.scope}
              onValueChange={(scope) => onChange({ scope })}
            />
          )}
        </Field>
        <Field label="Of the last days" hint="Empty: of any age.">
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              value={draft.withinDays}
              onChange={(event) => onChange({ withinDays: event.target.value })}
            />
          )}
        </Field>
        <Field label="Agent">
          {({ id }) => (
            <Select
              id={id}
              label="Agent"
              className="w-full"
              options={agentChoices(rowsOf(sessions.data), draft.agentId)}
              value={draft.agentId ?? "any"}
              onValueChange={(agent) => onChange({ agentId: agent === "any" ? null : agent })}
            />
          )}
        </Field>
        <Field label="Outcome">
          {({ id }) => (
            <Select
              id={id}
              label="Outcome"
              className="w-full"
              options={outcomeOptions}
              value={draft.outcome}
              onValueChange={(outcome) => onChange({ outcome })}
            />
          )}
        </Field>
      </div>
      {other.length > 0 ? (
        <p className="text-12 text-ink-3">Also limited by {other.join(", ")}, set by the API and kept.</p>
      ) : null}
    </fieldset>
  );
}
