"use client";
import { useQuery } from "@tanstack/react-query";
import { apiFetch } from "@/lib/client/api-fetch";
import type { Page } from "@/lib/client/page";
import type { MemoryVersion } from "@/lib/contract/memory-version";

const limitVersions = 500;

/** Every version of a file with its text, to look for what is to be erased; not kept once nobody looks. */
export function useAllVersions(storeId: string, memoryId: string) {
  return useQuery({
    queryKey: ["memory_versions", storeId, "texts", memoryId],
    queryFn: async ({ signal }) => {
      const versions: MemoryVersion[] = [];
      let page: string | null = null;
      do {
        const answer: Page<MemoryVersion> = await apiFetch(`/memory_stores/${storeId}/memory_versions`, {
          query: { memory_id: memoryId, view: "full", limit: 20, page },
          signal,
        });
        versions.push(...answer.data);
        page = answer.next_page;
      } while (page !== null && versions.length < limitVersions);
      return { versions, isWhole: page === null };
    },
    gcTime: 0,
  });
}
