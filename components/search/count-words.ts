import { formatNumber } from "../ui/format-count";

/** "142 matches in 20 files"; "in the first 20 files" while more are to come. */
export function countWords(hits: readonly { match_count: number }[], hasMore: boolean): string {
  const matches = hits.reduce((sum, hit) => sum + hit.match_count, 0);
  if (hits.length === 0) return "No matches";
  const files = `${hasMore ? "the first " : ""}${formatNumber(hits.length)} ${hits.length === 1 ? "file" : "files"}`;
  return `${formatNumber(matches)} ${matches === 1 ? "match" : "matches"} in ${files}`;
}
