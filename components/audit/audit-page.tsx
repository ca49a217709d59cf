"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { auditEventsOptions } from "@/lib/client/governance";
import { rowsOf } from "@/lib/client/page";
import type { AuditEvent } from "@/lib/contract/audit-event";
import { textField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { Page } from "../shell/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { auditColumns } from "./audit-columns";
import { AuditDetails } from "./audit-details";
import { AuditFilters } from "./audit-filters";
import { auditQueryOf } from "./audit-query";

const filterFields = {
  actor: textField,
  action: textField,
  target: textField,
  outcome: textField,
  from: textField,
  until: textField,
};

export function AuditPage() {
  const [filters, setFilters] = useAddress(filterFields);
  const [open, setOpen] = useState<AuditEvent | null>(null);
  const events = useInfiniteQuery(auditEventsOptions(auditQueryOf(filters)));
  const rows = rowsOf(events.data);
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <Page
      title="Activity"
      description="Every change, sign-in, export and redaction, in order. The record can be read, never edited, and holds no content."
      crumbs={[{ label: "Activity" }]}
      layout="wide"
    >
      <AuditFilters filters={filters} onChange={setFilters} />
      {events.isPending ? <SkeletonRows label="the record" count={12} /> : null}
      {events.isError ? (
        <ErrorState title="The record could not be read." error={events.error} onRetry={() => void events.refetch()} />
      ) : null}
      {events.isSuccess ? (
        <DataTable
          label="Activity"
          columns={auditColumns}
          rows={rows}
          rowId={(event) => event.id}
          onRowClick={setOpen}
          loadMore={loadMoreOf(events, rows.length, "events")}
          empty={
            <EmptyState title={isFiltered ? "Nothing fits these filters" : "Nothing has happened yet"}>
              {isFiltered ? "Remove a filter to see more of the record." : "The first change will stand here."}
            </EmptyState>
          }
        />
      ) : null}
      <AuditDetails event={open} onClose={() => setOpen(null)} />
    </Page>
  );
}
