"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarClock, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { dreamSchedulesOptions } from "@/lib/client/dream-schedules";
import { mayDo, meOptions } from "@/lib/client/me";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import { Page } from "../shell/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { CodeSnippet } from "../ui/code-snippet";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { scheduleColumns } from "./schedule-columns";

const ScheduleDialog = laterPart(() => import("./schedule-dialog").then((module) => module.ScheduleDialog));

const dreamingMs = 1_500;
const quietMs = 30_000;

const snippet = `curl "$REVERIE/v1/dream_schedules" \\
  -H "x-api-key: $KEY" -H "content-type: application/json" -d '{
  "memory_store_id": "memstore_…",
  "model": "reverie-deterministic-1",
  "cron": "0 3 * * *", "timezone": "Europe/Berlin",
  "min_new_sessions": 5 }'`;

export function SchedulesPage() {
  const [isMaking, setIsMaking] = useState(false);
  const { data: me } = useQuery(meOptions());
  const schedules = useInfiniteQuery({
    ...dreamSchedulesOptions(),
    refetchInterval: ({ state }) =>
      rowsOf(state.data).some((schedule) => schedule.last_run?.state === "dreaming") ? dreamingMs : quietMs,
  });
  const mayChange = mayDo(me, "dream:write");
  const columns = useMemo(() => scheduleColumns(mayChange), [mayChange]);
  const rows = rowsOf(schedules.data);
  const make = mayChange ? (
    <Button variant="dream" onClick={() => setIsMaking(true)}>
      <Plus aria-hidden />
      Make a schedule
    </Button>
  ) : null;
  return (
    <Page
      title="Schedules"
      description="Dreams by the clock, over the sessions that are new since the last one. They act as service accounts."
      crumbs={[{ label: "Dreams", href: routes.dreams }, { label: "Schedules" }]}
      layout="wide"
      actions={make}
    >
      {schedules.isPending ? <SkeletonRows label="schedules" /> : null}
      {schedules.isError ? (
        <ErrorState
          title="The schedules could not be read."
          error={schedules.error}
          onRetry={() => void schedules.refetch()}
        />
      ) : null}
      {schedules.isSuccess ? (
        <DataTable
          label="Schedules"
          columns={columns}
          rows={rows}
          rowId={(schedule) => schedule.id}
          loadMore={loadMoreOf(schedules, rows.length, "schedules")}
          empty={
            <EmptyState
              icon={<CalendarClock aria-hidden />}
              title="No schedules yet"
              action={make}
              snippet={<CodeSnippet code={snippet} label="Copy the command" />}
            >
              A schedule dreams while you sleep: at the times you choose, over the sessions that it has not read yet. In
              the morning its proposals wait for you, file by file. Or from a script:
            </EmptyState>
          }
        />
      ) : null}
      {isMaking ? <ScheduleDialog schedule={null} onClose={() => setIsMaking(false)} /> : null}
    </Page>
  );
}
