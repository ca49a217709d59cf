import type { BlameRange } from "@/lib/text/blame-lines";

/** The blame of one version: ranges and ids, never text. */
export interface KeptBlame {
  ranges: readonly BlameRange[];
  bounded: boolean;
  /** What the answer depended on besides the immutable texts; when it is another now, the answer is void. */
  chain: string;
}

interface BlameCache {
  entries: Map<string, KeptBlame>;
  rangeCount: number;
}

const rangeLimit = 200_000;
const registry = globalThis as typeof globalThis & { reverieBlameCache?: BlameCache };

function cache(): BlameCache {
  registry.reverieBlameCache ??= { entries: new Map(), rangeCount: 0 };
  return registry.reverieBlameCache;
}

/** The blame kept for a version, or null when there is none or redaction or retention has changed its chain since. */
export function readKeptBlame(memoryVersionId: string, chain: string): KeptBlame | null {
  const { entries } = cache();
  const kept = entries.get(memoryVersionId);
  if (kept === undefined || kept.chain !== chain) return null;
  // A map lists its entries in order of insertion: the least recently used stand first.
  entries.delete(memoryVersionId);
  entries.set(memoryVersionId, kept);
  return kept;
}

/** Keeps the blame of a version, in place of those that were not asked for longest. */
export function keepBlame(memoryVersionId: string, blame: KeptBlame): void {
  const kept = cache();
  forget(kept, memoryVersionId);
  kept.entries.set(memoryVersionId, blame);
  kept.rangeCount += costOf(blame);
  for (const oldest of kept.entries.keys()) {
    if (kept.rangeCount <= rangeLimit) break;
    forget(kept, oldest);
  }
}

function forget(kept: BlameCache, memoryVersionId: string): void {
  const entry = kept.entries.get(memoryVersionId);
  if (entry === undefined) return;
  kept.entries.delete(memoryVersionId);
  kept.rangeCount -= costOf(entry);
}

function costOf(blame: KeptBlame): number {
  return 1 + blame.ranges.reduce((sum, range) => sum + 1 + range.redactedVersionIds.length, 0);
}
