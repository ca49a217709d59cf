import type { SearchAddress } from "../search/search-address";
import { patternOfPieces } from "./mask-target";
import type { RedactionTarget } from "./redaction-request";

/** What a search looks for, as what a redaction takes out; null for words in any order, which stand in no one place. */
export function targetOfSearch({
  q,
  mode,
  case: isCaseSensitive,
}: Omit<SearchAddress, "in" | "store">): RedactionTarget | null {
  if (mode === "words") return null;
  if (mode === "substring") {
    return isCaseSensitive ? { kind: "text", text: q } : { kind: "regex", pattern: `(?i)${patternOfPieces([q])}` };
  }
  return { kind: "regex", pattern: isCaseSensitive ? q : ignoringCase(q) };
}

/** A redaction tells capitals apart unless the pattern says otherwise; a search does not. */
function ignoringCase(pattern: string): string {
  if (pattern.startsWith("***=")) return `(?i)${patternOfPieces([pattern.slice(4)])}`;
  const rest = pattern.startsWith("***:") ? pattern.slice(4) : pattern;
  const own = /^\(\?([a-z]+)\)/.exec(rest)?.[1];
  return own === undefined ? `(?i)${rest}` : `(?i${own})${rest.slice(own.length + 3)}`;
}
