"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { memoryVersionsOptions } from "@/lib/client/memory-versions";
import { rowsOf } from "@/lib/client/page";
import { useStore } from "../store/store-context";
import { useRefetchInterval } from "../store/use-refetch-interval";

/** The history of a file, newest first; while a past moment is shown, up to that moment. */
export function useFileVersions(memoryId: string) {
  const { store, at } = useStore();
  const refetchInterval = useRefetchInterval();
  const query = useInfiniteQuery({
    ...memoryVersionsOptions(store.id, {
      memory_id: memoryId,
      limit: 100,
      ...(at === null ? {} : { "created_at[lte]": at }),
    }),
    refetchInterval: at === null ? refetchInterval : false,
  });
  return { query, versions: rowsOf(query.data) };
}
