import type { QueryClient } from "@tanstack/react-query";
import type { QueryRoot } from "./query-keys";

/** Those of memories themselves; a review is gone back to from its evidence, and is told of redactions itself. */
const memoryRoots: ReadonlySet<string> = new Set<QueryRoot>(["memories", "memory_search", "memory_versions"]);

const rooted = (roots: ReadonlySet<string>) => ({
  predicate: ({ queryKey: [root] }: { queryKey: readonly unknown[] }) => roots.has(String(root)),
});

/** Drops kept texts that no page shows: for a time nobody would have told us of a redaction. */
export function forgetKeptTexts(client: QueryClient): void {
  client.removeQueries({ ...rooted(memoryRoots), type: "inactive" });
}

/** What is emptied even while it is shown. */
const emptied: ReadonlySet<string> = new Set<QueryRoot>([
  "dream_changes",
  "dream_insights",
  "memory_search",
  "memory_versions",
]);

/** What keeps its place while it is asked for again: the memory that may be under edit, and the tree. */
const keptInPlace: ReadonlySet<string> = new Set<QueryRoot>(["memories", "store_tree"]);

/**
 * Drops every text that a redaction may have taken out, before anything is asked anew: no page that is gone back to shows it.
 * What stands open is emptied, too, or at least asked for at once.
 */
export function forgetRedactedTexts(client: QueryClient): void {
  for (const roots of [keptInPlace, emptied]) client.removeQueries({ ...rooted(roots), type: "inactive" });
  void client.invalidateQueries(rooted(keptInPlace));
  void client.resetQueries({ ...rooted(emptied), type: "active" });
}
