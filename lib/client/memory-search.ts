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

/** Memories that hold a text: of the stores named, or, where none is, of all that the reader reaches but what dreams propose. */
export const memorySearchOptions = (storeIds: readonly string[], filters: SearchFilters) => {
  const scope = storeIds.length === 0 ? { proposals: false } : { memory_store_ids: storeIds };
  const query = { ...filters, limit: pageSize, ...scope };
  return listOptions<MemoryMatch>(["memory_search", [...storeIds], { ...filters }], "/search", query);
};

/** The paths of a store that the letters lead to, best first. */
export async function findPaths(storeId: string, q: string, signal: AbortSignal): Promise<FoundPath[]> {
  // Empty parameters are left out of an address, and this one is asked for; to the finder white space is as good as nothing.
  const query = { q: q === "" ? " " : q };
  const { data } = await apiFetch<{ data: FoundPath[] }>(`/memory_stores/${storeId}/paths`, { query, signal });
  return data;
}
