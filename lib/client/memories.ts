import { queryOptions } from "@tanstack/react-query";
import type { Memory, MemoryListItem } from "@/lib/contract/memory";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";

export interface MemoryFilters {
  path_prefix?: string;
  depth?: 0 | 1;
  limit?: number;
}

/** Memories and prefixes of a store, in path order. */
export const memoriesOptions = (storeId: string, filters: MemoryFilters = {}) =>
  listOptions<MemoryListItem>(["memories", storeId, "list", { ...filters }], `/memory_stores/${storeId}/memories`, {
    ...filters,
  });

/** One memory with its content. */
export const memoryOptions = (storeId: string, memoryId: string) =>
  queryOptions({
    queryKey: ["memories", storeId, "one", memoryId],
    queryFn: ({ signal }) =>
      apiFetch<Memory>(`/memory_stores/${storeId}/memories/${memoryId}`, {
        query: { view: "full", abilities: true },
        signal,
      }),
  });
