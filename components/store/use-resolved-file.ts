"use client";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { memoryOptions } from "@/lib/client/memories";
import { type FolderRow, isFolderRow, namedFilesOptions, type TreeRow } from "@/lib/client/memory-tree";
import { memoryVersionOptions } from "@/lib/client/memory-versions";
import type { Page } from "@/lib/client/page";
import { type ResolvedFile, resolveFile, soughtMemory } from "./resolve-file";
import { useRefetchInterval } from "./use-refetch-interval";

interface Address {
  storeId: string;
  path: string | null;
  version: string | null;
  at: string | null;
}

interface FileOfAddress {
  file: ResolvedFile;
  error: Error | null;
  retry: () => void;
}

/** The file that the address means, found with as few requests as it takes. */
export function useResolvedFile({ storeId, path, version, at }: Address): FileOfAddress {
  const client = useQueryClient();
  const interval = useRefetchInterval();
  const refetchInterval = at === null ? interval : false;
  const [seen, setSeen] = useState<{ path: string; memoryId: string } | null>(null);
  const seenMemoryId = seen !== null && seen.path === path ? seen.memoryId : null;
  const here = useQuery({
    ...namedFilesOptions(storeId, [path ?? ""], { include_deleted: true, ...(at === null ? {} : { at }) }),
    enabled: path !== null,
    refetchInterval,
    // The tree mostly knows the file already.
    placeholderData: () => (path === null || at !== null ? undefined : rowsInTree(client, storeId, path)),
  });
  const named = useQuery({ ...memoryVersionOptions(storeId, version ?? ""), enabled: version !== null });
  // While a version is looked up it is taken for one of the file that stands here: so it is nearly always, and nothing flickers.
  const versionMemoryId =
    version === null || named.isError ? null : (named.data?.memory_id ?? seenMemoryId ?? undefined);
  const clues = { path, rows: here.data, versionMemoryId, seenMemoryId };
  const sought = soughtMemory(clues);
  const other = useQuery({ ...memoryOptions(storeId, sought ?? ""), enabled: sought !== null, refetchInterval });
  const file = resolveFile({ ...clues, elsewhere: other.isError ? null : other.data?.path });
  const isHere = file.kind === "gone" || (file.kind === "live" && file.path === path);
  if (path !== null && isHere && file.memoryId !== seenMemoryId) setSeen({ path, memoryId: file.memoryId });
  return { file, error: here.data === undefined ? here.error : null, retry: () => void here.refetch() };
}

function rowsInTree(client: QueryClient, storeId: string, path: string): TreeRow[] | undefined {
  const pages = client.getQueriesData<Page<TreeRow | FolderRow>>({ queryKey: ["store_tree", storeId, "folder"] });
  for (const [key, page] of pages) {
    const query = key[3];
    if (query === null || typeof query !== "object" || "at" in query) continue;
    for (const row of page?.data ?? []) if (row.path === path && !isFolderRow(row)) return [row];
  }
  return undefined;
}
