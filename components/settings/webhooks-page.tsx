"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Webhook as Icon, Plus } from "lucide-react";
import { useState } from "react";
import { rowsOf } from "@/lib/client/page";
import { webhooksOptions } from "@/lib/client/webhooks";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { SettingsFrame } from "./settings-frame";
import { webhookColumns } from "./webhook-columns";

const WebhookCreateDialog = laterPart(() =>
  import("./webhook-create-dialog").then((module) => module.WebhookCreateDialog),
);

export function WebhooksPage() {
  const [isCreating, setIsCreating] = useState(false);
  const webhooks = useInfiniteQuery(webhooksOptions());
  const create = (
    <Button variant="primary" onClick={() => setIsCreating(true)}>
      <Plus aria-hidden />
      Add a webhook
    </Button>
  );
  return (
    <SettingsFrame
      title="Webhooks"
      description="Addresses that are told of what happens: ids and kinds, never content. Each message is signed."
      actions={create}
    >
      {webhooks.isPending ? <SkeletonRows label="webhooks" /> : null}
      {webhooks.isError ? (
        <ErrorState
          title="The webhooks could not be read."
          error={webhooks.error}
          onRetry={() => void webhooks.refetch()}
        />
      ) : null}
      {webhooks.isSuccess ? (
        <DataTable
          label="Webhooks"
          columns={webhookColumns}
          rows={rowsOf(webhooks.data)}
          rowId={(webhook) => webhook.id}
          loadMore={loadMoreOf(webhooks, rowsOf(webhooks.data).length, "webhooks")}
          empty={
            <EmptyState icon={<Icon aria-hidden />} title="No webhooks yet" action={create}>
              A build, a chat or an index can follow along: give the address that is to be told.
            </EmptyState>
          }
        />
      ) : null}
      {isCreating ? <WebhookCreateDialog onClose={() => setIsCreating(false)} /> : null}
    </SettingsFrame>
  );
}
