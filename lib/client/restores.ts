import { queryOptions } from "@tanstack/react-query";
import type { Memory } from "@/lib/contract/memory";
import type { MemoryRestore } from "@/lib/contract/memory-restore";
import { apiFetch } from "./api-fetch";

interface FileRestore {
  storeId: string;
  memoryId: string;
  versionId: string;
  /** The hash of the live text that was seen; null where none is live. */
  seenSha256: string | null;
  reason: string;
}

/** Brings a file, also a deleted one, back to a version of it. */
export function restoreFile({ storeId, memoryId, versionId, seenSha256, reason }: FileRestore): Promise<Memory> {
  return apiFetch<Memory>(`/memory_stores/${storeId}/memories/${memoryId}/restore`, {
    method: "POST",
    query: { view: "full" },
    body: {
      memory_version_id: versionId,
      ...(seenSha256 === null ? {} : { precondition: { type: "content_sha256", content_sha256: seenSha256 } }),
    },
    reason,
  });
}

export interface FolderRestore {
  storeId: string;
  at: string;
  /** Starts and ends with /; / is the whole store. */
  folder: string;
}

/** Says what `restoreFolder` would do, and does nothing. Asked anew each time it is looked at: others go on writing. */
export const restorePlanOptions = ({ storeId, at, folder }: FolderRestore) =>
  queryOptions({
    queryKey: ["memory_versions", storeId, "restore_plan", at, folder],
    queryFn: ({ signal }) =>
      apiFetch<MemoryRestore>(`/memory_stores/${storeId}/restore`, {
        method: "POST",
        body: { at, path_prefix: folder, dry_run: true },
        signal,
      }),
    staleTime: 0,
    retry: false,
  });

/** Brings a folder or the whole store back to a moment, all or nothing. */
export function restoreFolder({ storeId, at, folder }: FolderRestore, reason: string): Promise<MemoryRestore> {
  return apiFetch<MemoryRestore>(`/memory_stores/${storeId}/restore`, {
    method: "POST",
    body: { at, path_prefix: folder },
    reason,
  });
}
