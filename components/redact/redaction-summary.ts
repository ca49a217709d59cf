import type { MemoryRedaction } from "@/lib/contract/memory-redaction";

export interface RedactionSummary {
  placeCount: number;
  versionCount: number;
  /** How many of the files hold it in their current text. */
  headCount: number;
  fileCount: number;
  copyCount: number;
  hiddenCopyCount: number;
  /** Live files of the same stores that hold it and were not chosen. */
  others: { storeId: string; memoryId: string; path: string }[];
  dreamIds: string[];
  /** Chosen files whose path says it: a redaction leaves the path of the living file. */
  pathCount: number;
  /** Files for which looking elsewhere took too long. */
  unseenCount: number;
}

/** Everything that the looks at single files found, as one. */
export function summarizeRedactions(redactions: readonly MemoryRedaction[]): RedactionSummary {
  const chosen = new Set(redactions.map(({ memory_id }) => memory_id));
  const copies = new Set<string>();
  const dreams = new Set<string>();
  const others = new Map<string, RedactionSummary["others"][number]>();
  const summary = { placeCount: 0, versionCount: 0, headCount: 0, fileCount: 0, hiddenCopyCount: 0, pathCount: 0 };
  let unseenCount = 0;
  for (const { memory_store_id: storeId, places, elsewhere } of redactions) {
    summary.placeCount += places.reduce((sum, { match_count }) => sum + match_count, 0);
    summary.versionCount += places.length;
    summary.headCount += places.some(({ is_head }) => is_head) ? 1 : 0;
    summary.fileCount += places.length > 0 ? 1 : 0;
    if (elsewhere === null) {
      unseenCount += 1;
      continue;
    }
    summary.hiddenCopyCount += elsewhere.hidden_copy_count;
    summary.pathCount += elsewhere.path_holds_text ? 1 : 0;
    for (const { memory_version_id } of elsewhere.copies) copies.add(memory_version_id);
    for (const { dream_id } of elsewhere.dreams) dreams.add(dream_id);
    for (const { memory_id: memoryId, path } of elsewhere.memories) {
      if (!chosen.has(memoryId)) others.set(memoryId, { storeId, memoryId, path });
    }
  }
  return { ...summary, copyCount: copies.size, others: [...others.values()], dreamIds: [...dreams], unseenCount };
}
