import { queryOptions } from "@tanstack/react-query";
import type { MemoryActivity } from "@/lib/contract/memory-activity";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";
import type { ReverieQueryKey } from "./query-keys";

type By = MemoryActivity["by"];
export type ActivityBy<Kind extends By> = Extract<MemoryActivity, { by: Kind }>;

export interface ActivitySpan {
  from?: string;
  /** The first moment that no longer counts. */
  to?: string;
}

/** What was written to a store in a time, counted; under the versions' root, since every version changes it. */
export function storeActivityOptions<Kind extends By>(storeId: string, by: Kind, span: ActivitySpan) {
  const queryKey: ReverieQueryKey = ["memory_versions", storeId, "activity", by, { ...span }];
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) =>
      apiFetch<ActivityBy<Kind>>(`/memory_stores/${storeId}/activity`, { query: { by, ...span }, signal }),
  });
}

/** The moments of a time's newest versions, newest first; `isWhole` when the time holds no more than these. */
export async function readMoments(
  storeId: string,
  { from, to }: { from?: string; to?: string },
  limit: number,
): Promise<{ moments: string[]; isWhole: boolean }> {
  const page = await apiFetch<Page<MemoryVersion>>(`/memory_stores/${storeId}/memory_versions`, {
    query: { "created_at[gte]": from, "created_at[lte]": to, limit },
  });
  return { moments: page.data.map((version) => version.created_at), isWhole: page.next_page === null };
}
