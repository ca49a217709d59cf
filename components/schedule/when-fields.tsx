"use client";
import { useId } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useNow } from "../ui/use-now";
import { cronPresets, tidyCron } from "./cron-words";
import { nextRunsSentence } from "./next-runs-sentence";
import type { ScheduleDraft } from "./schedule-draft";

const own = { value: "own", label: "An expression of your own" } as const;

interface WhenFieldsProps {
  draft: ScheduleDraft;
  onChange: (part: Partial<ScheduleDraft>) => void;
}

/** When a schedule runs: words or a cron expression, the clock that counts, and what comes of it. */
export function WhenFields({ draft, onChange }: WhenFieldsProps) {
  const zones = useId();
  const now = useNow();
  const cron = tidyCron(draft.cron);
  const preset = cronPresets.find(({ value }) => value === cron)?.value ?? own.value;
  const next = now === null ? null : nextRunsSentence(cron, draft.timezone.trim(), now);
  const errorOf = (field: "cron" | "timezone") =>
    next?.kind === "problem" && next.field === field ? next.text : undefined;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">When</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="When">
          {({ id }) => (
            <Select
              id={id}
              label="When"
              className="w-full"
              options={[...cronPresets, own]}
              value={preset}
              onValueChange={(value) => onChange({ cron: value === own.value ? "" : value })}
            />
          )}
        </Field>
        <Field label="Cron expression" error={errorOf("cron")}>
          {(ids) => (
            <Input
              {...ids}
              value={draft.cron}
              className="font-mono text-12"
              autoComplete="off"
              spellCheck={false}
              placeholder="minute hour day month weekday"
              onChange={(event) => onChange({ cron: event.target.value })}
            />
          )}
        </Field>
        <Field label="Time zone" error={errorOf("timezone")}>
          {(ids) => (
            <>
              <Input
                {...ids}
                value={draft.timezone}
                list={zones}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ timezone: event.target.value })}
              />
              <datalist id={zones}>
                {Intl.supportedValuesOf("timeZone").map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <p role="status" className="min-h-4 text-12 text-ink-2 tabular">
        {next?.kind === "times" ? next.text : null}
      </p>
    </fieldset>
  );
}
