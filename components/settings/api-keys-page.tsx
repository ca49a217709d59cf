"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { apiKeysOptions } from "@/lib/client/governance";
import { rowsOf } from "@/lib/client/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { apiKeyColumns } from "./api-key-columns";
import { SettingsFrame } from "./settings-frame";

const MakeKeyDialog = laterPart(() => import("./make-key-dialog").then((module) => module.MakeKeyDialog));

export function ApiKeysPage() {
  const [isMaking, setIsMaking] = useState(false);
  const keys = useInfiniteQuery(apiKeysOptions());
  const make = (
    <Button variant="primary" onClick={() => setIsMaking(true)}>
      <Plus aria-hidden />
      Make a key
    </Button>
  );
  return (
    <SettingsFrame
      title="API keys"
      description="What agents and scripts sign in with. A key is shown once; what it writes carries its name."
      // An empty page has it beside its words.
      actions={keys.isSuccess && rowsOf(keys.data).length === 0 ? null : make}
    >
      {keys.isPending ? <SkeletonRows label="API keys" /> : null}
      {keys.isError ? (
        <ErrorState title="The keys could not be read." error={keys.error} onRetry={() => void keys.refetch()} />
      ) : null}
      {keys.isSuccess ? (
        <DataTable
          label="API keys"
          columns={apiKeyColumns}
          rows={rowsOf(keys.data)}
          rowId={(key) => key.id}
          loadMore={loadMoreOf(keys, rowsOf(keys.data).length, "keys")}
          empty={
            <EmptyState icon={<KeyRound aria-hidden />} title="No API keys yet" action={make}>
              An agent needs a key, or a session's token made with one, before it can read or write memory.
            </EmptyState>
          }
        />
      ) : null}
      <MakeKeyDialog isOpen={isMaking} onOpenChange={setIsMaking} />
    </SettingsFrame>
  );
}
