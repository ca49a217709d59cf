"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";

interface StoreChoiceProps {
  legend: string;
  hint: string;
  storeIds: readonly string[];
  onStoreIds: (storeIds: readonly string[]) => void;
  limit: number;
}

/** Some of the stores, or none. */
export function StoreChoice({ legend, hint, storeIds, onStoreIds, limit }: StoreChoiceProps) {
  const list = useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 }));
  const stores = rowsOf(list.data);
  if (stores.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-12 font-medium text-ink-2">{legend}</legend>
      <p className="text-12 text-ink-3">
        {hint} At most {limit}.
      </p>
      <div className="max-h-40 overflow-y-auto rounded-md border border-line px-2 py-1">
        {stores.map((store) => {
          const isChecked = storeIds.includes(store.id);
          return (
            <Checkbox
              key={store.id}
              label={store.name}
              isChecked={isChecked}
              disabled={!isChecked && storeIds.length >= limit}
              onCheckedChange={(next) =>
                onStoreIds(next ? [...storeIds, store.id] : storeIds.filter((id) => id !== store.id))
              }
            />
          );
        })}
        {list.hasNextPage ? (
          <Button size="sm" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more stores
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
