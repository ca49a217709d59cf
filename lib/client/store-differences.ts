import { queryOptions } from "@tanstack/react-query";
import type { MemoryComparisonItem } from "@/lib/contract/memory-difference";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";

/** What a store is compared with: itself at an earlier moment, or another store. */
export type ComparedWith = { at: string } | { with: string };

export interface StoreDifferences {
  items: MemoryComparisonItem[];
  /** False when there are more than a page of the dashboard holds. */
  isWhole: boolean;
}

const pageSize = 1000;
const pageLimit = 20;

/** All that differs, path by path: counts over a part would mislead, so pages are read to the end, or to 20,000 differences. */
export function storeDifferencesOptions(storeId: string, target: ComparedWith) {
  const queryKey: ReverieQueryKey = ["memory_versions", storeId, "compare", { ...target }];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<StoreDifferences> => {
      const items: MemoryComparisonItem[] = [];
      let page: string | null = null;
      for (let read = 0; read < pageLimit; read += 1) {
        const answer: Page<MemoryComparisonItem> = await apiFetch(`/memory_stores/${storeId}/compare`, {
          query: { ...target, limit: pageSize, page },
          signal,
        });
        items.push(...answer.data);
        page = answer.next_page;
        if (page === null) break;
      }
      return { items, isWhole: page === null };
    },
  });
}
