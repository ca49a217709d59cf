import { queryOptions } from "@tanstack/react-query";
import type { DreamSchedule, DreamScheduleRun } from "@/lib/contract/dream-schedule";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";
import type { Page } from "./page";

/** Schedules, newest first, each with its last run. */
export const dreamSchedulesOptions = () =>
  listOptions<DreamSchedule>(["dream_schedules", "list"], "/dream_schedules", { limit: 100 });

/** What a schedule did, and why it did nothing, newest first. */
export const scheduleRunsOptions = (scheduleId: string) =>
  listOptions<DreamScheduleRun>(["dream_schedules", "runs", scheduleId], `/dream_schedules/${scheduleId}/runs`, {
    limit: 50,
  });

/** The schedule that runs next, of the newest hundred; null when none will. */
export const nextScheduleOptions = () =>
  queryOptions({
    queryKey: ["dream_schedules", "next"],
    queryFn: ({ signal }) => apiFetch<Page<DreamSchedule>>("/dream_schedules", { query: { limit: 100 }, signal }),
    select: ({ data }) => soonestOf(data),
  });

/** The one whose time comes first; null when all are paused or there are none. */
export function soonestOf(schedules: readonly DreamSchedule[]): (DreamSchedule & { next_run_at: string }) | null {
  const waiting = schedules.flatMap((schedule) =>
    schedule.next_run_at === null ? [] : [{ ...schedule, next_run_at: schedule.next_run_at }],
  );
  return waiting.sort((a, b) => a.next_run_at.localeCompare(b.next_run_at))[0] ?? null;
}
