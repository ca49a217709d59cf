import { queryOptions } from "@tanstack/react-query";
import type { WireActor } from "@/lib/contract/common";
import type { MemoryOperation, MemoryVersion, Via } from "@/lib/contract/memory-version";
import { apiFetch } from "./api-fetch";
import { listOptions } from "./list-options";

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

export interface DiffHunk {
  old_start: number;
  old_count: number;
  new_start: number;
  new_count: number;
  lines: { op: " " | "+" | "-"; text: string }[];
}

export interface MemoryDiff {
  type: "memory_diff";
  hunks: DiffHunk[];
  /** The texts were too far apart to compare line by line in time. */
  bounded: boolean;
}

/** What changed between two versions of one memory. */
export const memoryDiffOptions = (storeId: string, memoryId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["memory_versions", storeId, "diff", memoryId, from, to],
    queryFn: ({ signal }) =>
      apiFetch<MemoryDiff>(`/memory_stores/${storeId}/memories/${memoryId}/diff`, { query: { from, to }, signal }),
    staleTime: 10 * 60_000,
  });

export interface BlameRange {
  start_line: number;
  line_count: number;
  memory_version_id: string;
  created_by: WireActor | null;
  created_at: string;
}

export interface MemoryBlame {
  type: "memory_blame";
  memory_id: string;
  memory_version_id: string;
  ranges: BlameRange[];
}

/** Which version, and so which actor, wrote each line. */
export const memoryBlameOptions = (storeId: string, memoryId: string, versionId?: string) =>
  queryOptions({
    queryKey: ["memory_versions", storeId, "blame", memoryId, versionId],
    queryFn: ({ signal }) =>
      apiFetch<MemoryBlame>(`/memory_stores/${storeId}/memories/${memoryId}/blame`, {
        query: { version_id: versionId },
        signal,
      }),
  });
