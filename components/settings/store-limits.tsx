"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryStoresOptions } from "@/lib/client/memory-stores";
import { rowsOf } from "@/lib/client/page";
import type { StoreAccess } from "@/lib/contract/api-key";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";

const accessOptions = [
  { value: "read_write", label: "read and write" },
  { value: "read_only", label: "read only" },
] as const;

interface StoreLimitsProps {
  stores: Readonly<Record<string, StoreAccess>>;
  onChange: (stores: Record<string, StoreAccess>) => void;
}

/** Which stores a key reaches, and how far. */
export function StoreLimits({ stores, onChange }: StoreLimitsProps) {
  const list = useInfiniteQuery(memoryStoresOptions({ proposals: false, limit: 100 }));
  const set = (id: string, access: StoreAccess | null): void => {
    const rest = Object.entries(stores).filter(([other]) => other !== id);
    onChange(Object.fromEntries(access === null ? rest : [...rest, [id, access]]));
  };
  return (
    <ul aria-label="Stores" className="max-h-56 overflow-y-auto rounded-md border border-line">
      {rowsOf(list.data).map((store) => {
        const access = stores[store.id];
        return (
          <li key={store.id} className="flex min-h-8 items-center gap-3 border-b border-line px-3 last:border-b-0">
            <Checkbox
              className="min-w-0 flex-1 truncate"
              label={store.name}
              isChecked={access !== undefined}
              onCheckedChange={(isChecked) => set(store.id, isChecked ? "read_write" : null)}
            />
            {access === undefined ? null : (
              <Select
                label={`Access to ${store.name}`}
                options={accessOptions}
                value={access}
                onValueChange={(next) => set(store.id, next)}
              />
            )}
          </li>
        );
      })}
      {list.hasNextPage ? (
        <li className="p-2">
          <Button size="sm" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more stores
          </Button>
        </li>
      ) : null}
      {list.isSuccess && rowsOf(list.data).length === 0 ? (
        <li className="px-3 py-2 text-12 text-ink-3">There are no stores yet.</li>
      ) : null}
    </ul>
  );
}
