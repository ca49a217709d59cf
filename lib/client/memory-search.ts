import type { FoundPath, MemoryMatch, SearchMode } from "@/lib/contract/memory-search";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";

export interface SearchFilters {
  q: string;
  mode?: SearchMode;
  case?: boolean;
  path_prefix?: string;
}

const pageSize = 20;

/** Memories that hold a text: of one store, or of all that the reader reaches but what dreams propose. */
export const memorySearchOptions = (storeId: string | null, filters: SearchFilters) => {
  const query = { ...filters, limit: pageSize, ...(storeId === null ? { proposals: false } : {}) };
  const path = storeId === null ? "/search" : (`/memory_stores/${storeId}/search` as const);
  return listOptions<MemoryMatch>(["memory_search", storeId, { ...filters }], path, query);
};

/** The paths of a store that the letters lead to, best first. */
export async function findPaths(storeId: string, q: string, signal: AbortSignal): Promise<FoundPath[]> {
  const { data } = await apiFetch<{ data: FoundPath[] }>(`/memory_stores/${storeId}/paths`, { query: { q }, signal });
  return data;
}
