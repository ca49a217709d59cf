"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { dreamSchedulesOptions } from "@/lib/client/dream-schedules";
import { mayDo, meOptions } from "@/lib/client/me";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import { Page } from "../shell/page";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { earlyPart, laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";

const SchedulesTable = earlyPart(
  () => import("./schedules-table").then((module) => module.SchedulesTable),
  SchedulesLoading,
);
const NoSchedules = laterPart(() => import("./no-schedules").then((module) => module.NoSchedules));
const ScheduleDialog = laterPart(() => import("./schedule-dialog").then((module) => module.ScheduleDialog));

const dreamingMs = 1_500;
const quietMs = 30_000;

export function SchedulesPage() {
  const [isMaking, setIsMaking] = useState(false);
  const { data: me } = useQuery(meOptions());
  const schedules = useInfiniteQuery({
    ...dreamSchedulesOptions(),
    refetchInterval: ({ state }) =>
      rowsOf(state.data).some((schedule) => schedule.last_run?.state === "dreaming") ? dreamingMs : quietMs,
  });
  const mayChange = mayDo(me, "dream:write");
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
      // An empty page has it beside its words.
      actions={schedules.isSuccess && rows.length === 0 ? null : make}
    >
      {schedules.isPending ? <SchedulesLoading /> : null}
      {schedules.isError ? (
        <ErrorState
          title="The schedules could not be read."
          error={schedules.error}
          onRetry={() => void schedules.refetch()}
        />
      ) : null}
      {schedules.isSuccess && rows.length > 0 ? (
        <SchedulesTable mayChange={mayChange} rows={rows} loadMore={loadMoreOf(schedules, rows.length, "schedules")} />
      ) : null}
      {schedules.isSuccess && rows.length === 0 ? <NoSchedules action={make} /> : null}
      {isMaking ? <ScheduleDialog schedule={null} onClose={() => setIsMaking(false)} /> : null}
    </Page>
  );
}

function SchedulesLoading() {
  return <SkeletonRows label="schedules" />;
}
