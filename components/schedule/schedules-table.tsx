"use client";
import { useMemo } from "react";
import type { DreamSchedule } from "@/lib/contract/dream-schedule";
import { DrawnTable } from "../table/drawn-table";
import type { LoadMoreProps } from "../table/load-more";
import { scheduleColumns } from "./schedule-columns";

interface SchedulesTableProps {
  mayChange: boolean;
  rows: readonly DreamSchedule[];
  loadMore: LoadMoreProps;
}

export function SchedulesTable({ mayChange, ...props }: SchedulesTableProps) {
  const columns = useMemo(() => scheduleColumns(mayChange), [mayChange]);
  return <DrawnTable {...props} label="Schedules" columns={columns} rowId={(schedule) => schedule.id} />;
}
