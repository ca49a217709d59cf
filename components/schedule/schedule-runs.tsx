"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { scheduleRunsOptions } from "@/lib/client/dream-schedules";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import type { DreamSchedule, DreamScheduleRun } from "@/lib/contract/dream-schedule";
import { StoreName } from "../dream/store-name";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { outcomeOf } from "./run-words";

const refetchMs = 2_000;

const columns: readonly TableColumn<DreamScheduleRun>[] = [
  { id: "at", header: "Ran", width: "120px", cell: ({ started_at }) => <Time at={started_at} /> },
  {
    id: "outcome",
    header: "Outcome",
    width: "140px",
    cell: (run) => {
      const { label, tone } = outcomeOf(run);
      return <Badge tone={tone}>{label}</Badge>;
    },
  },
  {
    id: "detail",
    header: "What came of it",
    hideBelow: "sm",
    cell: (run) => <span title={outcomeOf(run).detail}>{outcomeOf(run).detail}</span>,
  },
  {
    id: "occasion",
    header: "Why then",
    width: "130px",
    hideBelow: "md",
    cell: (run) => <Occasion run={run} />,
  },
  {
    id: "dream",
    header: "Dream",
    width: "72px",
    cell: ({ dream_id: id }) =>
      id === null ? (
        <span className="text-ink-3">none</span>
      ) : (
        <Link href={routes.dream(id)} className="text-accent underline-offset-2 hover:underline">
          Open
        </Link>
      ),
  },
];

function Occasion({ run }: { run: DreamScheduleRun }) {
  if (run.trigger === "manual") return <span>asked for</span>;
  if (run.missed_since === null) return <span className="text-ink-3">its time</span>;
  return (
    <span>
      for all since <Time at={run.missed_since} />
    </span>
  );
}

/** What a schedule did, newest first. */
export function ScheduleRuns({ schedule, onClose }: { schedule: DreamSchedule; onClose: () => void }) {
  const runs = useInfiniteQuery({
    ...scheduleRunsOptions(schedule.id),
    refetchInterval: ({ state: { data } }) =>
      rowsOf(data).some((run) => run.state === "dreaming") ? refetchMs : false,
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="Runs of the schedule"
      description={<StoreName id={schedule.memory_store_id} />}
      width="lg"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {runs.isPending ? <SkeletonRows label="runs" /> : null}
      {runs.isError ? (
        <ErrorState title="The runs could not be read." error={runs.error} onRetry={() => void runs.refetch()} />
      ) : null}
      {runs.isSuccess ? (
        <DataTable
          label="Runs"
          columns={columns}
          rows={rowsOf(runs.data)}
          rowId={({ id }) => id}
          loadMore={loadMoreOf(runs, rowsOf(runs.data).length, "runs")}
          empty={
            <EmptyState title="It has not run yet">
              The first run comes at its next time, or when you ask for it.
            </EmptyState>
          }
        />
      ) : null}
    </Dialog>
  );
}
