import { readVersionsOf } from "@/lib/client/redactions";
import type { MemoryRedaction } from "@/lib/contract/memory-redaction";
import { entryOfVersion, type RedactionEntry } from "./redaction-list";
import { runEach } from "./run-each";

interface Wanted {
  storeId: string;
  memoryId: string;
  versionIds: Set<string>;
  isCopy: boolean;
}

/**
 * What was redacted, as the server says it afterwards: the versions that were named, and their copies as far as these really
 * went and can be read. Rejects when the redacted versions themselves cannot be read again.
 */
export async function collectEntries(redactions: readonly MemoryRedaction[]): Promise<RedactionEntry[]> {
  const wanted = new Map<string, Wanted>();
  const want = (storeId: string, memoryId: string, versionId: string, isCopy: boolean) => {
    const entry = wanted.get(memoryId) ?? { storeId, memoryId, versionIds: new Set<string>(), isCopy };
    entry.versionIds.add(versionId);
    wanted.set(memoryId, entry);
  };
  for (const redaction of redactions) {
    for (const id of redaction.redacted_version_ids) want(redaction.memory_store_id, redaction.memory_id, id, false);
  }
  for (const { elsewhere } of redactions) {
    for (const copy of elsewhere?.copies ?? [])
      want(copy.memory_store_id, copy.memory_id, copy.memory_version_id, !wanted.has(copy.memory_id));
  }
  const entries: RedactionEntry[] = [];
  const failures: unknown[] = [];
  await runEach({
    items: [...wanted.values()],
    limit: 4,
    signal: new AbortController().signal,
    run: (place) => readVersionsOf(place, place.versionIds),
    onSettled: ({ isCopy }, outcome) => {
      if (outcome.status === "rejected") {
        if (!isCopy) failures.push(outcome.reason);
        return;
      }
      entries.push(...outcome.value.flatMap((version) => entryOfVersion(version, isCopy) ?? []));
    },
  });
  if (failures.length > 0) throw failures[0];
  return entries.sort((a, b) => a.memory_id.localeCompare(b.memory_id, "en") || b.sequence - a.sequence);
}
