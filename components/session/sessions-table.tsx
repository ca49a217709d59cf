"use client";
import { routes } from "@/lib/client/routes";
import type { Session } from "@/lib/contract/session";
import { DrawnTable } from "../table/drawn-table";
import type { LoadMoreProps } from "../table/load-more";
import { sessionColumns } from "./session-columns";

export function SessionsTable(props: { rows: readonly Session[]; loadMore: LoadMoreProps }) {
  return (
    <DrawnTable
      {...props}
      label="Sessions"
      columns={sessionColumns}
      rowId={(session) => session.id}
      rowHref={(session) => routes.session(session.id)}
    />
  );
}
