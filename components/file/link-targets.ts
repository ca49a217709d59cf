import { namedPathsLimit } from "@/lib/contract/limits";
import { resolveMemoryPath } from "../viewer/resolve-memory-path";
import { safeHref } from "../viewer/safe-href";

const inline = /\]\(\s*<?([^)\s>]+)/g;
const reference = /^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm;

/**
 * The memory paths that a text may link to, the first hundred, to ask in one request which of them exist. What this misses is
 * shown as a link that may lead nowhere.
 */
export function linkTargets(from: string, text: string): string[] {
  const targets = new Set<string>();
  for (const pattern of [inline, reference]) {
    for (const match of text.matchAll(pattern)) {
      const link = safeHref(match[1]);
      const target = link.kind === "internal" ? resolveMemoryPath(from, link.path) : null;
      if (target !== null && target.length <= 1024) targets.add(target);
      if (targets.size === namedPathsLimit) return [...targets];
    }
  }
  return [...targets].sort();
}
