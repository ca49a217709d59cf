import type { MemoryRedaction } from "@/lib/contract/memory-redaction";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { apiFetch } from "./api-fetch";
import type { Page } from "./page";

interface Place {
  storeId: string;
  memoryId: string;
}

/** Redacts in one live memory, or with `dry_run` shows each place. */
export const redactText = (
  { storeId, memoryId }: Place,
  body: object,
  options: { reason?: string; signal?: AbortSignal } = {},
): Promise<MemoryRedaction> =>
  apiFetch(`/memory_stores/${storeId}/memories/${memoryId}/redact`, { method: "POST", body, ...options });

/** Redacts one version that is not a live memory's current one. */
export const redactVersion = (storeId: string, versionId: string, reason: string): Promise<MemoryVersion> =>
  apiFetch(`/memory_stores/${storeId}/memory_versions/${versionId}/redact`, { method: "POST", reason });

/** The named versions of one memory as they stand now, without content; one that is nowhere is left out. */
export async function readVersionsOf(
  { storeId, memoryId }: Place,
  wanted: ReadonlySet<string>,
): Promise<MemoryVersion[]> {
  const found: MemoryVersion[] = [];
  let page: string | null = null;
  do {
    const answer: Page<MemoryVersion> = await apiFetch(`/memory_stores/${storeId}/memory_versions`, {
      query: { memory_id: memoryId, limit: 100, page },
    });
    found.push(...answer.data.filter(({ id }) => wanted.has(id)));
    page = answer.next_page;
  } while (page !== null && found.length < wanted.size);
  return found;
}
