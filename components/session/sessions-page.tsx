"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useState } from "react";
import { mayDo, meOptions } from "@/lib/client/me";
import { rowsOf } from "@/lib/client/page";
import { sessionsOptions } from "@/lib/client/sessions";
import { flagField, textField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { useCommands } from "../command/use-commands";
import { Page } from "../shell/page";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { earlyPart, laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { SessionFilterBar } from "./session-filter-bar";
import { isFiltered, noFilters, sessionFiltersOf } from "./sessions-address";

const SessionsTable = earlyPart(
  () => import("./sessions-table").then((module) => module.SessionsTable),
  SessionsLoading,
);
const FirstSession = laterPart(() => import("./first-session").then((module) => module.FirstSession));
const ImportDialog = laterPart(() => import("./import-dialog").then((module) => module.ImportDialog));

const fields = {
  q: textField,
  status: textField,
  outcome: textField,
  store: textField,
  agent: textField,
  archived: flagField,
};

export function SessionsPage() {
  const [address, setAddress] = useAddress(fields);
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
      {isBare && !address.archived ? null : (
        <SessionFilterBar address={address} onChange={setAddress} sessions={rows} />
      )}
      {sessions.isPending ? <SessionsLoading /> : null}
      {sessions.isError ? (
        <ErrorState
          title="The sessions could not be read."
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      ) : null}
      {sessions.isSuccess && rows.length > 0 ? (
        <SessionsTable rows={rows} loadMore={loadMoreOf(sessions, rows.length, "sessions")} />
      ) : null}
      {isBare ? <FirstSession mayImport={mayImport} onImport={openImport} /> : null}
      {sessions.isSuccess && rows.length === 0 && !isBare ? (
        <EmptyState
          title="No session fits these filters"
          action={<Button onClick={() => setAddress(noFilters)}>Clear the filters</Button>}
        >
          Remove a filter to see more.
        </EmptyState>
      ) : null}
      <ImportDialog isOpen={isImporting} onOpenChange={setIsImporting} />
    </Page>
  );
}

function SessionsLoading() {
  return <SkeletonRows label="sessions" count={12} />;
}
