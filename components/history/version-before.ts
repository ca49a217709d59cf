import type { MemoryVersion } from "@/lib/contract/memory-version";

/** The version that this one took the place of, where it is among those loaded. Imported versions may share a time, never a number. */
export function versionBefore(versions: readonly MemoryVersion[], version: MemoryVersion): MemoryVersion | null {
  const { memory_id: memoryId, reverie } = version;
  const sequence = reverie.sequence - 1;
  return versions.find((other) => other.memory_id === memoryId && other.reverie.sequence === sequence) ?? null;
}
