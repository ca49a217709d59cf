import { queryOptions } from "@tanstack/react-query";
import type { Memory, MemoryListItem } from "@/lib/contract/memory";
import type { MemoryTreeRow } from "@/lib/contract/memory-tree";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";

export interface MemoryFilters {
  path_prefix?: string;
  depth?: 0 | 1;
  limit?: number;
}

/** A row of the compact tree; a newer server may know flags that this page does not. */
export type TreeRow = Omit<MemoryTreeRow, "flags"> & { flags: string[] };

export interface TreeQuery {
  /** The store as it was at this moment; left out = now. */
  at?: string | null;
  include_deleted?: boolean;
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

/** The whole tree as compact rows: all pages, since a tree with holes would lie about its counts. */
export function storeTreeOptions(storeId: string, query: TreeQuery = {}) {
  const queryKey: ReverieQueryKey = ["store_tree", storeId, { ...query }];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const rows: TreeRow[] = [];
      let page: string | null = null;
      do {
        const answer: Page<TreeRow> = await apiFetch(`/memory_stores/${storeId}/tree`, {
          query: { ...query, limit: 5000, page },
          signal,
        });
        rows.push(...answer.data);
        page = answer.next_page;
      } while (page !== null);
      return rows;
    },
  });
}
