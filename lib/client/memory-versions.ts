import { queryOptions } from "@tanstack/react-query";
import type { MemoryBlame } from "@/lib/contract/memory-blame";
import type { MemoryOperation, MemoryVersion, Via } from "@/lib/contract/memory-version";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";
import type { Page } from "./page";

export interface VersionFilters {
  memory_id?: string;
  operation?: MemoryOperation;
  session_id?: string;
  api_key_id?: string;
  user_id?: string;
  service_account_id?: string;
  via?: Via;
  path_prefix?: string;
  "created_at[gte]"?: string;
  "created_at[lte]"?: string;
  limit?: number;
}

/** Versions of a store or, with `memory_id`, of one memory; newest first, without content. */
export const memoryVersionsOptions = (storeId: string, filters: VersionFilters = {}) =>
  listOptions<MemoryVersion>(
    ["memory_versions", storeId, "list", { ...filters }],
    `/memory_stores/${storeId}/memory_versions`,
    { ...filters },
  );

/** One version with its content. It never changes but by redaction, so it stays fresh. */
export const memoryVersionOptions = (storeId: string, versionId: string) =>
  queryOptions({
    queryKey: ["memory_versions", storeId, "one", versionId],
    queryFn: ({ signal }) =>
      apiFetch<MemoryVersion>(`/memory_stores/${storeId}/memory_versions/${versionId}`, {
        query: { view: "full" },
        signal,
      }),
    staleTime: 10 * 60_000,
  });

/** Which version wrote each line of a version; a redaction anywhere before it changes the answer. */
export const memoryBlameOptions = (storeId: string, memoryId: string, versionId: string) =>
  queryOptions({
    queryKey: ["memory_versions", storeId, "blame", memoryId, versionId],
    queryFn: ({ signal }) =>
      apiFetch<MemoryBlame>(`/memory_stores/${storeId}/memories/${memoryId}/blame`, {
        query: { version_id: versionId },
        signal,
      }),
    staleTime: 10 * 60_000,
  });

/** How many versions of one moment are looked through: imported ones may share theirs. */
const neighboursLimit = 20;

/** The version before one of the same memory, with its content; null for the first, and where it is not kept. */
export const previousVersionOptions = (version: MemoryVersion) =>
  queryOptions({
    queryKey: ["memory_versions", version.memory_store_id, "before", version.id],
    queryFn: async ({ signal }) => {
      if (version.reverie.sequence <= 1) return null;
      const page = await apiFetch<Page<MemoryVersion>>(`/memory_stores/${version.memory_store_id}/memory_versions`, {
        query: {
          memory_id: version.memory_id,
          "created_at[lte]": version.created_at,
          view: "full",
          limit: neighboursLimit,
        },
        signal,
      });
      return page.data.find(({ reverie }) => reverie.sequence === version.reverie.sequence - 1) ?? null;
    },
    staleTime: 10 * 60_000,
  });
