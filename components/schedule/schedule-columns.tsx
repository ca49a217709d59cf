import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { Actor } from "../actor/actor";
import { StoreName } from "../dream/store-name";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Time } from "../ui/time";
import { wordsOfCron } from "./cron-words";
import { outcomeOf, pauseWords } from "./run-words";
import { ScheduleActions } from "./schedule-actions";

/** The columns of the list; actions that change something only for who may. */
export function scheduleColumns(mayChange: boolean): readonly TableColumn<DreamSchedule>[] {
  return [
    {
      id: "store",
      header: "Dreams of",
      cell: (schedule) => (
        <span className="flex min-w-0 flex-col py-1">
          <StoreName id={schedule.memory_store_id} className="font-medium" />
          <span className="truncate text-12 text-ink-3" title={`${schedule.cron} · ${schedule.timezone}`}>
            {wordsOfCron(schedule.cron) ?? <span className="font-mono">{schedule.cron}</span>} · {schedule.timezone}
          </span>
        </span>
      ),
    },
    { id: "next", header: "Next run", width: "120px", cell: (schedule) => <NextRun schedule={schedule} /> },
    {
      id: "last",
      header: "Last run",
      width: "22%",
      hideBelow: "sm",
      cell: ({ last_run: run }) => {
        if (run === null) return <span className="text-ink-3">not yet</span>;
        const { label, tone, detail } = outcomeOf(run);
        return (
          <span className="flex min-w-0 items-center gap-2">
            <Badge tone={tone}>{label}</Badge>
            <span className="truncate text-12 text-ink-2" title={detail}>
              {detail}
            </span>
          </span>
        );
      },
    },
    {
      id: "approval",
      header: "Approval",
      width: "208px",
      hideBelow: "lg",
      cell: ({ auto_approve: rule }) =>
        rule === null ? (
          <span className="text-ink-3">by people</span>
        ) : (
          <span title={`Without a person: ${rule.tiers.join(", ")}, up to ${rule.max_risk} risk`}>
            {rule.tiers.join(", ")}, {rule.max_risk} risk
          </span>
        ),
    },
    {
      id: "account",
      header: "Acts as",
      width: "232px",
      hideBelow: "lg",
      cell: ({ service_account_id: id }) => <Actor actor={{ type: "service_account_actor", service_account_id: id }} />,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      width: "60px",
      align: "end",
      cell: (schedule) => <ScheduleActions schedule={schedule} mayChange={mayChange} />,
    },
  ];
}

function NextRun({ schedule: { next_run_at: at, pause_reason: reason } }: { schedule: DreamSchedule }) {
  if (at !== null) return <Time at={at} />;
  return (
    <span title={reason === null ? undefined : pauseWords(reason)}>
      <Badge tone={reason === "requested" ? "neutral" : "warn"}>paused</Badge>
      <span className="sr-only">{reason === null ? null : pauseWords(reason)}</span>
    </span>
  );
}
