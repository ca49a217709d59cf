"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Hexagon, Plus } from "lucide-react";
import { useState } from "react";
import { serviceAccountsOptions } from "@/lib/client/governance";
import { rowsOf } from "@/lib/client/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { serviceAccountColumns } from "./service-account-columns";
import { SettingsFrame } from "./settings-frame";

const MakeServiceAccountDialog = laterPart(() =>
  import("./make-service-account-dialog").then((module) => module.MakeServiceAccountDialog),
);

export function ServiceAccountsPage() {
  const [isMaking, setIsMaking] = useState(false);
  const accounts = useInfiniteQuery(serviceAccountsOptions());
  const make = (
    <Button variant="primary" onClick={() => setIsMaking(true)}>
      <Plus aria-hidden />
      Make a service account
    </Button>
  );
  return (
    <SettingsFrame
      title="Service accounts"
      description="Who automation acts as, such as a dream schedule. They have no key and cannot sign in."
      actions={make}
    >
      {accounts.isPending ? <SkeletonRows label="service accounts" /> : null}
      {accounts.isError ? (
        <ErrorState
          title="The service accounts could not be read."
          error={accounts.error}
          onRetry={() => void accounts.refetch()}
        />
      ) : null}
      {accounts.isSuccess ? (
        <DataTable
          label="Service accounts"
          columns={serviceAccountColumns}
          rows={rowsOf(accounts.data)}
          rowId={(account) => account.id}
          loadMore={loadMoreOf(accounts, rowsOf(accounts.data).length, "service accounts")}
          empty={
            <EmptyState icon={<Hexagon aria-hidden />} title="No service accounts yet" action={make}>
              A schedule makes its own, with only the rights it needs. Make one yourself to share it among schedules.
            </EmptyState>
          }
        />
      ) : null}
      {isMaking ? <MakeServiceAccountDialog onClose={() => setIsMaking(false)} /> : null}
    </SettingsFrame>
  );
}
