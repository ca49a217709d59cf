"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ListChecks, Moon, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { apiFetch } from "@/lib/client/api-fetch";
import { memoryStoreOptions } from "@/lib/client/memory-stores";
import type { DreamSchedule, DreamScheduleRun } from "@/lib/contract/dream-schedule";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { laterPart } from "../ui/lazy-part";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";
import { outcomeOf } from "./run-words";
import { ScheduleRuns } from "./schedule-runs";

const ScheduleDialog = laterPart(() => import("./schedule-dialog").then((module) => module.ScheduleDialog));

interface ScheduleActionsProps {
  schedule: DreamSchedule;
  mayChange: boolean;
}

/** Run, edit, pause, look back, delete. */
export function ScheduleActions({ schedule, mayChange }: ScheduleActionsProps) {
  const [open, setOpen] = useState<"edit" | "runs" | "delete" | null>(null);
  const { data: store } = useQuery({ ...memoryStoreOptions(schedule.memory_store_id), retry: false });
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["dream_schedules"] });
  const path = `/dream_schedules/${schedule.id}` as const;
  const run = useMutation({
    mutationFn: () => apiFetch<DreamScheduleRun>(`${path}/run_now`, { method: "POST" }),
    onSuccess: async (begun) => {
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: ["dreams"] })]);
      const { label, detail } = outcomeOf(begun);
      if (begun.state === "dreaming") toast.success(`Dreaming over ${detail}`);
      else toast.error(`The run was ${label}: ${detail}.`);
    },
    onError: (error) => toast.error(`The schedule did not run. ${error.message}`),
  });
  const pause = useMutation({
    mutationFn: (verb: "pause" | "resume") => apiFetch<DreamSchedule>(`${path}/${verb}`, { method: "POST" }),
    onSuccess: refresh,
    onError: (error) => toast.error(error.message),
  });
  const remove = useMutation({
    mutationFn: () => apiFetch(path, { method: "DELETE" }),
    onSuccess: async () => {
      await refresh();
      toast.success("Deleted the schedule");
    },
  });
  const isPaused = schedule.state === "paused";
  return (
    <>
      <Menu
        trigger={
          <Button size="sm" variant="ghost" aria-label={`Actions for the schedule of ${store?.name ?? "a store"}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {mayChange ? (
          <>
            <MenuItem icon={<Moon aria-hidden />} onSelect={() => run.mutate()}>
              Run now
            </MenuItem>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setOpen("edit")}>
              Edit the schedule
            </MenuItem>
            <MenuItem
              icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
              onSelect={() => pause.mutate(isPaused ? "resume" : "pause")}
            >
              {isPaused ? "Resume" : "Pause"}
            </MenuItem>
          </>
        ) : null}
        <MenuItem icon={<ListChecks aria-hidden />} onSelect={() => setOpen("runs")}>
          See its runs
        </MenuItem>
        {mayChange ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={() => setOpen("delete")}>
              Delete the schedule
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {open === "edit" ? <ScheduleDialog schedule={schedule} onClose={() => setOpen(null)} /> : null}
      {open === "runs" ? <ScheduleRuns schedule={schedule} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        isOpen={open === "delete"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "delete" : null)}
        title="Delete the schedule?"
        action="Delete the schedule"
        isIrreversible
        isBusy={remove.isPending}
        error={remove.error?.message ?? null}
        onConfirm={() => remove.mutate()}
      >
        It runs no more, and the list of its runs goes. Its dreams stay; one that is under way waits for a person.
      </ConfirmDialog>
    </>
  );
}
