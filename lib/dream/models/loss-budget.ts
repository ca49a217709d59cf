import { wordTokens } from "@/lib/text/similarity";
import type { DreamWorld } from "../engine/world";
import { keptWords, lossShare } from "./thresholds";
import type { TouchedFile } from "./touched-files";

/** Counts what operations take away, over the whole dream. */
export interface LossBudget {
  /** Takes these lines for `newLines`, or refuses and takes nothing. */
  take(target: { file: TouchedFile; first: number; last: number }, newLines: readonly string[]): boolean;
}

/**
 * The most that one dream's model may remove: evidence does not lift it, because a model brings evidence for anything. One line of a file
 * may always go, or short files could never be put right.
 */
export function openLossBudget(world: DreamWorld): LossBudget {
  const storeLines = world.documents.reduce((sum, { lines }) => sum + lines.length, 0);
  const lost = new Map<string, number>();
  return {
    take: ({ file, first, last }, newLines) => {
      const { path, lines } = file.document;
      const cost = costOf(lines.slice(first - 1, last), newLines);
      const inFile = (lost.get(path) ?? 0) + cost;
      const inStore = [...lost.values()].reduce((sum, count) => sum + count, 0) + cost;
      if (cost > 0) {
        if (inFile > Math.max(1, Math.floor(lines.length * lossShare.file))) return false;
        if (inStore > Math.max(1, Math.floor(storeLines * lossShare.store))) return false;
      }
      lost.set(path, inFile);
      return true;
    },
  };
}

/** Lines that go: by number, or all of them when the new text keeps too little of their words. */
function costOf(oldLines: readonly string[], newLines: readonly string[]): number {
  const oldWords = new Set(wordTokens(oldLines.join(" ")));
  const newWords = new Set(wordTokens(newLines.join(" ")));
  const kept = [...oldWords].filter((word) => newWords.has(word)).length;
  if (oldWords.size > 0 && kept < oldWords.size * keptWords) return oldLines.length;
  return Math.max(0, oldLines.length - newLines.length);
}
