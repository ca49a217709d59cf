"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { mayDo, meOptions } from "@/lib/client/me";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { routes } from "@/lib/client/routes";
import { flagField } from "../address/address-field";
import { useAddress } from "../address/use-address";
import { DemoNotice } from "../demo/demo-notice";
import { Page } from "../shell/page";
import { DataTable } from "../table/data-table";
import { loadMoreOf } from "../table/load-more-of";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorState } from "../ui/error-state";
import { laterPart } from "../ui/lazy-part";
import { SkeletonRows } from "../ui/skeleton";
import { SampleNotice } from "./sample-notice";
import { storeColumns } from "./store-columns";

const FirstStore = laterPart(() => import("./first-store").then((module) => module.FirstStore));
const CreateStoreDialog = laterPart(() => import("./create-store-dialog").then((module) => module.CreateStoreDialog));

const fields = { archived: flagField };

export function StoresPage() {
  const [isCreating, setIsCreating] = useState(false);
  const [{ archived: showsArchived }, setAddress] = useAddress(fields);
  const { data: me } = useQuery(meOptions());
  const stores = useInfiniteQuery(
    memoryStoresOptions({ proposals: false, include_archived: showsArchived, limit: 50 }),
  );
  const rows = rowsOf(stores.data);
  const mayCreate = mayDo(me, "memory:write");
  return (
    <Page
      title="Stores"
      description="Folders of text files that agents share. Every change is a version with its author."
      crumbs={[{ label: "Stores" }]}
      layout="wide"
      actions={
        <>
          <Checkbox
            label="Show archived"
            isChecked={showsArchived}
            onCheckedChange={(archived) => setAddress({ archived })}
          />
          {mayCreate ? (
            <Button variant="primary" onClick={() => setIsCreating(true)}>
              <Plus aria-hidden />
              Create a store
            </Button>
          ) : null}
        </>
      }
    >
      <SampleNotice />
      <DemoNotice />
      {stores.isPending ? <SkeletonRows label="stores" /> : null}
      {stores.isError ? (
        <ErrorState title="The stores could not be read." error={stores.error} onRetry={() => void stores.refetch()} />
      ) : null}
      {stores.isSuccess ? (
        <DataTable
          label="Stores"
          columns={storeColumns}
          rows={rows}
          rowId={(store) => store.id}
          rowHref={(store) => routes.store(store.id)}
          loadMore={loadMoreOf(stores, rows.length, "stores")}
          empty={<FirstStore mayCreate={mayCreate} />}
        />
      ) : null}
      {isCreating ? <CreateStoreDialog onClose={() => setIsCreating(false)} /> : null}
    </Page>
  );
}
