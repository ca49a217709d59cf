"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rowsOf } from "@/lib/client/page";
import { deliveriesOptions } from "@/lib/client/webhooks";
import type { Webhook, WebhookDelivery } from "@/lib/contract/webhook";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import type { TableColumn } from "../table/table-column";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { deliveryWords } from "./delivery-words";

const tones = { pending: "neutral", delivered: "ok", failed: "danger" } as const;
const states = [
  { value: "all", label: "All" },
  { value: "pending", label: "Waiting" },
  { value: "delivered", label: "Delivered" },
  { value: "failed", label: "Failed" },
] as const;
const refetchMs = 2_000;

const columns: readonly TableColumn<WebhookDelivery>[] = [
  {
    id: "event",
    header: "Event",
    cell: ({ event }) => (
      <span className="truncate font-mono text-12" title={event.id}>
        {event.type}
      </span>
    ),
  },
  { id: "state", header: "State", width: "96px", cell: ({ state }) => <Badge tone={tones[state]}>{state}</Badge> },
  {
    id: "outcome",
    header: "Outcome",
    cell: (delivery) => (
      <span className="truncate" title={deliveryWords(delivery)}>
        {deliveryWords(delivery)}
      </span>
    ),
  },
  { id: "at", header: "Happened", width: "110px", hideBelow: "sm", cell: ({ created_at }) => <Time at={created_at} /> },
  {
    id: "next",
    header: "Next try",
    width: "110px",
    hideBelow: "md",
    cell: ({ next_attempt_at: at }) => (at === null ? <span className="text-ink-3">none</span> : <Time at={at} />),
  },
];

/** What was sent to a webhook and what waits, newest first. */
export function WebhookDeliveries({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const [state, setState] = useState<(typeof states)[number]["value"]>("all");
  const deliveries = useInfiniteQuery({
    ...deliveriesOptions(webhook.id, state === "all" ? null : state),
    refetchInterval: ({ state: { data } }) => (rowsOf(data).some((row) => row.state === "pending") ? refetchMs : false),
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(next) => next || onClose()}
      title="Deliveries"
      description={<span className="font-mono text-12 break-all">{webhook.url}</span>}
      width="lg"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-3">
        <Segmented label="Which deliveries" options={states} value={state} onValueChange={setState} />
        {deliveries.isPending ? <SkeletonRows label="deliveries" /> : null}
        {deliveries.isError ? (
          <ErrorState
            title="The deliveries could not be read."
            error={deliveries.error}
            onRetry={() => void deliveries.refetch()}
          />
        ) : null}
        {deliveries.isSuccess ? (
          <DataTable
            label="Deliveries"
            columns={columns}
            rows={rowsOf(deliveries.data)}
            rowId={({ id }) => id}
            loadMore={loadMoreOf(deliveries, rowsOf(deliveries.data).length, "deliveries")}
            empty={
              <EmptyState title={state === "all" ? "Nothing was sent yet" : "None of these"}>
                {state === "all"
                  ? "What happens from now on is sent within seconds. A test shows whether it arrives."
                  : "Choose All to see the others."}
              </EmptyState>
            }
          />
        ) : null}
      </div>
    </Dialog>
  );
}
