import { foldWhiteSpace } from "./fold-white-space";

/** Weights by term; zero weights are left out. */
export type TermVector = ReadonlyMap<string, number>;

export interface TermModel {
  /** Vector of unit length for a text, its rare words weighing more; words the model never saw count as the rarest. */
  vectorize: (text: string) => TermVector;
}

/** Distinct runs of `size` characters of the text, letter case and white space folded; a shorter text is its own gram. */
export function charGrams(text: string, size = 4): Set<string> {
  const folded = foldWhiteSpace(text.toLowerCase());
  const characters = [...folded];
  if (characters.length <= size) return new Set(folded === "" ? [] : [folded]);
  const grams = new Set<string>();
  for (let at = 0; at + size <= characters.length; at++) grams.add(characters.slice(at, at + size).join(""));
  return grams;
}

/** Shared over all: 1 for equal sets, also for two empty ones, 0 for sets with nothing in common. */
export function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const shared = countShared(left, right);
  const all = left.size + right.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** How much of `inner` is also in `outer`, 0 to 1; an empty set is contained in any. */
export function containment(inner: ReadonlySet<string>, outer: ReadonlySet<string>): number {
  return inner.size === 0 ? 1 : countShared(inner, outer) / inner.size;
}

/** Jaccard similarity of the two texts' runs of four characters. */
export function charGramSimilarity(left: string, right: string): number {
  return jaccard(charGrams(left), charGrams(right));
}

function countShared(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let shared = 0;
  for (const item of small) if (large.has(item)) shared++;
  return shared;
}

const unspacedScripts = ["Han", "Hiragana", "Katakana", "Thai", "Khmer", "Lao"]
  .map((name) => `\\p{Script=${name}}`)
  .join("");
const tokenPattern = new RegExp(`[${unspacedScripts}]|(?:(?![${unspacedScripts}])[\\p{L}\\p{N}\\p{M}_])+`, "gu");

/** Words and numbers in lower case; letters of scripts that do not space words (Han, Kana, Thai …) stand alone. */
export function wordTokens(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().match(tokenPattern) ?? [];
}

/** Learns word rarities from the texts (smoothed inverse document frequency) for `cosine` between their vectors. */
export function buildTermModel(texts: readonly string[]): TermModel {
  const documentCounts = new Map<string, number>();
  for (const text of texts) {
    for (const token of new Set(wordTokens(text))) documentCounts.set(token, (documentCounts.get(token) ?? 0) + 1);
  }
  const rarity = (token: string) => Math.log((1 + texts.length) / (1 + (documentCounts.get(token) ?? 0))) + 1;
  return {
    vectorize: (text) => {
      const counts = new Map<string, number>();
      for (const token of wordTokens(text)) counts.set(token, (counts.get(token) ?? 0) + 1);
      const weights = [...counts].map(([token, count]) => [token, count * rarity(token)] as const);
      const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight * weight, 0));
      return new Map(weights.map(([token, weight]) => [token, weight / length]));
    },
  };
}

/** Cosine of two vectors of unit length, 0 to 1; 0 when either is empty. */
export function cosine(left: TermVector, right: TermVector): number {
  const [small, large] = left.size <= right.size ? [left, right] : [right, left];
  let sum = 0;
  for (const [token, weight] of small) sum += weight * (large.get(token) ?? 0);
  return Math.min(1, sum);
}
