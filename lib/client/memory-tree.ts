import { queryOptions } from "@tanstack/react-query";
import type { MemoryTreeFolder, MemoryTreeRow } from "@/lib/contract/memory-tree";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";

/** A row of the compact tree; a newer server may know flags that this page does not. */
export type TreeRow = Omit<MemoryTreeRow, "flags"> & { flags: string[] };
export type FolderRow = Omit<MemoryTreeFolder, "flags"> & { flags: string[] };

export const isFolderRow = (row: TreeRow | FolderRow): row is FolderRow => "type" in row;
export const isFileRow = (row: TreeRow | FolderRow): row is TreeRow => !isFolderRow(row);

export interface TreeQuery {
  /** The store as it was at this moment; left out = now. */
  at?: string;
  include_deleted?: boolean;
}

const folderPageSize = 2000;
export const matchingFilesLimit = 1000;

/** One page of what stands in a folder itself. */
export function folderOptions(storeId: string, folder: string, query: TreeQuery, page: string | null) {
  const queryKey: ReverieQueryKey = ["store_tree", storeId, "folder", { ...query, folder, page }];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) =>
      apiFetch<Page<TreeRow | FolderRow>>(`/memory_stores/${storeId}/tree`, {
        query: { path_prefix: folder, depth: "1", ...query, limit: folderPageSize, page },
        signal,
      }),
  });
}

/** The files at exactly these paths. */
export function namedFilesOptions(storeId: string, paths: readonly string[], query: TreeQuery = {}) {
  const queryKey: ReverieQueryKey = ["store_tree", storeId, "named", { ...query, paths }];
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const asked = { path: paths, ...query, limit: 1000 };
      const { data } = await apiFetch<Page<TreeRow>>(`/memory_stores/${storeId}/tree`, { query: asked, signal });
      return data;
    },
  });
}

/** The first files whose paths hold a text. */
export function matchingFilesOptions(storeId: string, contains: string, query: TreeQuery) {
  const queryKey: ReverieQueryKey = ["store_tree", storeId, "matching", { ...query, contains }];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) =>
      apiFetch<Page<TreeRow>>(`/memory_stores/${storeId}/tree`, {
        query: { contains, ...query, limit: matchingFilesLimit },
        signal,
      }),
  });
}
