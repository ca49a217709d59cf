import type { MemoryRestore } from "@/lib/contract/memory-restore";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { totalOf } from "./difference-counts";

/**
 * Whether going back to the moment before a restore would undo it and nothing else: the versions written since are the restore's
 * own, one a file. `isWhole` tells that they are all.
 */
export function isOnlyThisRestore(
  since: readonly Pick<MemoryVersion, "reverie">[],
  isWhole: boolean,
  { counts }: Pick<MemoryRestore, "counts">,
): boolean {
  return isWhole && since.length === totalOf(counts) && since.every(({ reverie }) => reverie.via === "restore");
}
