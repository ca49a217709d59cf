import type { MemoryVersion } from "@/lib/contract/memory-version";

/** "v7": how a version is called within its file. */
export function nameOfVersion(version: Pick<MemoryVersion, "reverie">): string {
  return `v${version.reverie.sequence}`;
}
