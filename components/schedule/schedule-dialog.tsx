"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { apiFetch } from "@/lib/client/api-fetch";
import { modelsOptions } from "@/lib/client/dreams";
import { mayDo, meOptions } from "@/lib/client/me";
import type { CreateDreamScheduleBody, DreamSchedule } from "@/lib/contract/dream-schedule";
import { StoreName } from "../dream/store-name";
import { StorePicker } from "../dream/store-picker";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { ApprovalFields } from "./approval-fields";
import { nextRunsSentence } from "./cron-words";
import { FilterFields } from "./filter-fields";
import { NotifyFields } from "./notify-fields";
import { bodyOf, draftOf, emptyDraft, type ScheduleDraft } from "./schedule-draft";
import { WhenFields } from "./when-fields";

interface ScheduleDialogProps {
  /** The one to edit; null makes a new one. */
  schedule: DreamSchedule | null;
  onClose: () => void;
}

/** Everything a schedule needs, on one sheet. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const [draft, setDraft] = useState<ScheduleDraft>(() =>
    schedule === null ? emptyDraft(localZone()) : draftOf(schedule),
  );
  const formId = useId();
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
  const { data: models } = useQuery(modelsOptions());
  const save = useMutation({
    mutationFn: ({ memory_store_id, ...settings }: CreateDreamScheduleBody) =>
      schedule === null
        ? apiFetch<DreamSchedule>("/dream_schedules", { method: "POST", body: { memory_store_id, ...settings } })
        : apiFetch<DreamSchedule>(`/dream_schedules/${schedule.id}`, { method: "POST", body: settings }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["dream_schedules"] });
      toast.success(schedule === null ? "Made the schedule" : "Saved the schedule");
      onClose();
    },
  });
  const change = (part: Partial<ScheduleDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft);
  const isReady = body !== null && nextRunsSentence(body.cron, body.timezone, new Date()).kind === "times";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) save.mutate(body);
  };
  const known = models?.data ?? [];
  const options = known.map((entry) => ({ value: entry.id, label: entry.display_name }));
  const isKnown = known.some((entry) => entry.id === draft.model);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      width="lg"
      title={schedule === null ? "Make a schedule" : "Edit the schedule"}
      description="It dreams over the sessions that are new since its last run, as a service account with only the rights it needs."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="dream" isBusy={save.isPending} disabled={!isReady}>
            {schedule === null ? "Make the schedule" : "Save the schedule"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-5 text-13">
        {save.isError ? (
          <Callout tone="danger" isLive>
            {save.error.message}
          </Callout>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-2">
          {schedule === null ? (
            <Field label="Store">
              {({ id }) => (
                <StorePicker id={id} value={draft.storeId} onValueChange={(storeId) => change({ storeId })} />
              )}
            </Field>
          ) : (
            <div className="flex flex-col gap-1">
              <span className="text-12 font-medium text-ink-2">Store</span>
              <StoreName id={schedule.memory_store_id} className="leading-7" />
            </div>
          )}
          <Field label="Model">
            {({ id }) => (
              <Select
                id={id}
                label="Model"
                className="w-full"
                options={isKnown ? options : [...options, { value: draft.model, label: draft.model }]}
                value={draft.model}
                onValueChange={(model) => change({ model })}
              />
            )}
          </Field>
        </div>
        <WhenFields draft={draft} onChange={change} />
        <FilterFields draft={draft} onChange={change} />
        <Field label="Instructions" hint="Optional. What to read closely, merge, keep or leave alone.">
          {(ids) => (
            <Textarea
              {...ids}
              rows={2}
              maxLength={4096}
              value={draft.instructions}
              onChange={(event) => change({ instructions: event.target.value })}
            />
          )}
        </Field>
        {(mayDo(me, "dream:review") && mayDo(me, "memory:write")) || draft.approves ? (
          <ApprovalFields draft={draft} onChange={change} />
        ) : null}
        <NotifyFields draft={draft} onChange={change} />
      </form>
    </Dialog>
  );
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
