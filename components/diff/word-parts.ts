import { diffWordsWithSpace } from "diff";

export interface WordPart {
  text: string;
  isChanged: boolean;
}

export interface WordPair {
  before: WordPart[];
  after: WordPart[];
}

const limitCharacters = 500;
const limitEdits = 120;
/** Below this share of common text the two lines are different lines, and marking words would only be noise. */
const leastCommonShare = 0.25;

/** Which words of a changed line changed; null when the lines are too long or too different to say. */
export function wordParts(before: string, after: string): WordPair | null {
  if (before.length > limitCharacters || after.length > limitCharacters) return null;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: limitEdits });
  if (parts === undefined) return null;
  const commonLength = parts.reduce(
    (sum, part) => (part.added || part.removed ? sum : sum + part.value.trim().length),
    0,
  );
  const longest = Math.max(before.trim().length, after.trim().length, 1);
  if (commonLength / longest < leastCommonShare) return null;
  return {
    before: parts.flatMap((part) => (part.added ? [] : [{ text: part.value, isChanged: part.removed }])),
    after: parts.flatMap((part) => (part.removed ? [] : [{ text: part.value, isChanged: part.added }])),
  };
}
