import { wordTokens } from "@/lib/text/similarity";
import { emptyWords } from "./word-lists";

/** The distinct words of a text that have a subject of their own. */
export function contentWords(text: string): ReadonlySet<string> {
  return new Set(wordTokens(text).filter((word) => word.length > 1 && !emptyWords.has(word)));
}
