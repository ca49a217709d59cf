import { queryOptions } from "@tanstack/react-query";
import type { MemoryStore } from "@/lib/contract/memory-store";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";

export interface StoreFilters {
  include_archived?: boolean;
  /** false leaves dreams' outputs out. */
  proposals?: boolean;
  limit?: number;
}

/** All stores the reader may see, newest first. */
export const memoryStoresOptions = (filters: StoreFilters = {}) =>
  listOptions<MemoryStore>(["memory_stores", "list", { ...filters }], "/memory_stores", { ...filters });

/** One store, archived ones too. */
export const memoryStoreOptions = (storeId: string) =>
  queryOptions({
    queryKey: ["memory_stores", "one", storeId],
    queryFn: ({ signal }) => apiFetch<MemoryStore>(`/memory_stores/${storeId}`, { query: { abilities: true }, signal }),
  });
