"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { mayDo, meOptions } from "@/lib/client/me";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import { sessionsOptions } from "@/lib/client/sessions";
import { useCommands } from "../command/use-commands";
import { Page } from "../shell/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { FirstSession } from "./first-session";
import { sessionColumns } from "./session-columns";
import { SessionFilterBar } from "./session-filter-bar";
import { isFiltered, noFilters, sessionFiltersOf } from "./sessions-address";

const ImportDialog = laterPart(() => import("./import-dialog").then((module) => module.ImportDialog));

const parsers = {
  q: parseAsString,
  status: parseAsString,
  outcome: parseAsString,
  store: parseAsString,
  agent: parseAsString,
  archived: parseAsBoolean,
};

export function SessionsPage() {
  const [address, setAddress] = useQueryStates(parsers);
  const [isImporting, setIsImporting] = useState(false);
  const { data: me } = useQuery(meOptions());
  const sessions = useInfiniteQuery(sessionsOptions(sessionFiltersOf(address)));
  const rows = rowsOf(sessions.data);
  const mayImport = mayDo(me, "session:write");
  const openImport = () => setIsImporting(true);
  useCommands(
    mayImport ? [{ id: "session.import", title: "Import transcripts", group: "Sessions", run: openImport }] : [],
  );
  const isBare = sessions.isSuccess && rows.length === 0 && !isFiltered(address);
  return (
    <Page
      title="Sessions"
      description="What agents did, event by event. Dreams read sessions to learn what memory should say."
      crumbs={[{ label: "Sessions" }]}
      layout="wide"
      actions={
        mayImport && !isBare ? (
          <Button variant="primary" onClick={openImport}>
            <Upload aria-hidden />
            Import transcripts
          </Button>
        ) : null
      }
    >
      {isBare && address.archived !== true ? null : (
        <SessionFilterBar address={address} onChange={(part) => void setAddress(part)} sessions={rows} />
      )}
      {sessions.isPending ? <SkeletonRows label="sessions" count={12} /> : null}
      {sessions.isError ? (
        <ErrorState
          title="The sessions could not be read."
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      ) : null}
      {sessions.isSuccess ? (
        <DataTable
          label="Sessions"
          columns={sessionColumns}
          rows={rows}
          rowId={(session) => session.id}
          rowHref={(session) => routes.session(session.id)}
          loadMore={loadMoreOf(sessions, rows.length, "sessions")}
          empty={
            isFiltered(address) ? (
              <EmptyState
                title="No session fits these filters"
                action={<Button onClick={() => void setAddress(noFilters)}>Clear the filters</Button>}
              >
                Remove a filter to see more.
              </EmptyState>
            ) : (
              <FirstSession mayImport={mayImport} onImport={openImport} />
            )
          }
        />
      ) : null}
      <ImportDialog isOpen={isImporting} onOpenChange={setIsImporting} />
    </Page>
  );
}
