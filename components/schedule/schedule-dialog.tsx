"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { mayDo, meOptions } from "@/lib/client/me";
import type { CreateDreamScheduleBody, DreamSchedule } from "@/lib/contract/dream-schedule";
import { InstructionsField } from "../dream/instructions-field";
import { ModelField } from "../dream/model-field";
import { StoreName } from "../dream/store-name";
import { StorePicker } from "../dream/store-picker";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { toast } from "../ui/toast";
import { ApprovalFields } from "./approval-fields";
import { FilterFields } from "./filter-fields";
import { nextRunsSentence } from "./next-runs-sentence";
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
  const client = useQueryClient();
  const { data: me } = useQuery(meOptions());
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
  return (
    <FormDialog
      title={schedule === null ? "Make a schedule" : "Edit the schedule"}
      description="It dreams over the sessions that are new since its last run, as a service account with only the rights it needs."
      action={schedule === null ? "Make the schedule" : "Save the schedule"}
      variant="dream"
      width="lg"
      isReady={isReady}
      isBusy={save.isPending}
      failure={save.error?.message ?? null}
      onSubmit={() => body !== null && save.mutate(body)}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {schedule === null ? (
          <Field label="Store">
            {({ id }) => <StorePicker id={id} value={draft.storeId} onValueChange={(storeId) => change({ storeId })} />}
          </Field>
        ) : (
          <div className="flex flex-col gap-1">
            <span className="text-12 font-medium text-ink-2">Store</span>
            <StoreName id={schedule.memory_store_id} className="leading-7" />
          </div>
        )}
        <ModelField value={draft.model} onValueChange={(model) => change({ model })} />
      </div>
      <WhenFields draft={draft} onChange={change} />
      <FilterFields draft={draft} onChange={change} />
      <InstructionsField value={draft.instructions} onValueChange={(instructions) => change({ instructions })} />
      {(mayDo(me, "dream:review") && mayDo(me, "memory:write")) || draft.approves ? (
        <ApprovalFields draft={draft} onChange={change} />
      ) : null}
      <NotifyFields draft={draft} onChange={change} />
    </FormDialog>
  );
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
