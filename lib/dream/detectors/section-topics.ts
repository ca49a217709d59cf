import { cosine, wordTokens } from "@/lib/text/similarity";
import { groupBy } from "../engine/group-by";
import { type MemoryDocument, stemOf } from "../engine/memory-document";
import { isScopeWord, splitName } from "./entity-vocabulary";
import { stemWord } from "./fact-key";
import { functionWords } from "./function-words";
import { structureLimits } from "./structure-limits";
import { isIdentifier } from "./text-anchors";

/** A second-level heading with all that stands under it; lines count from 1, both ends included. */
export interface Section {
  heading: string;
  startLine: number;
  endLine: number;
}

/** The sections of a file that can be cut out as they stand; null where one is not written so that it could be. */
export function sectionsOf({ headings, lines }: MemoryDocument): Section[] | null {
  const bounds = headings.filter(({ depth }) => depth <= 2);
  const sections = bounds.flatMap(({ depth, line, text }, index): Section[] =>
    depth === 2 ? [{ heading: text, startLine: line, endLine: (bounds[index + 1]?.line ?? lines.length + 1) - 1 }] : [],
  );
  // Underlined headings span two lines, definitions are used all over the file, and other line ends would be mixed.
  const isPlain = sections.every(({ startLine }) => /^##\s+\S/.test(lines[startLine - 1] ?? ""));
  return isPlain && !lines.some((line) => /^ {0,3}\[[^\]]+\]:\s/.test(line) || line.endsWith("\r")) ? sections : null;
}

/**
 * The sections by topic: those whose content words are alike belong together, and so do all when one name runs through most of them. Weights
 * come from the section alone, so that a file made of one topic is one topic wherever it stands.
 */
export function topicsOf(document: MemoryDocument, sections: readonly Section[]): Section[][] {
  const texts = sections.map(({ startLine, endLine }) => document.lines.slice(startLine - 1, endLine).join("\n"));
  if (hasCommonName(texts)) return [[...sections]];
  const patterns = patternWords(texts, document);
  const vectors = texts.map((text) => contentVector(text, patterns));
  const things = sections.map((section, index) => isNamedThing(section, texts, index));
  const roots = sections.map((_, index) => index);
  for (const [right, vector] of vectors.entries()) {
    for (let left = 0; left < right; left++) {
      if (things[left] && things[right]) continue;
      if (cosine(vectors[left] ?? new Map(), vector) < structureLimits.relatedCosine) continue;
      const [from, to] = [roots[right] ?? right, roots[left] ?? left];
      roots.forEach((root, index) => {
        if (root === from) roots[index] = to;
      });
    }
  }
  return [...groupBy(sections.entries(), ([index]) => roots[index] ?? index).values()].map((own) =>
    own.map(([, section]) => section),
  );
}

/** Words in half of the lines of two thirds of the sections are how the lines are made; not so the words of the file's own title. */
function patternWords(texts: readonly string[], { path, headings }: MemoryDocument): ReadonlySet<string> {
  const titles = headings.filter(({ depth }) => depth === 1).map(({ text }) => text);
  const own = new Set([stemOf(path), ...titles].flatMap(splitName).filter(isScopeWord));
  const counts = new Map<string, number>();
  for (const text of texts) {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const inLines = new Map<string, number>();
    for (const line of lines)
      for (const word of new Set(wordTokens(line))) inLines.set(word, (inLines.get(word) ?? 0) + 1);
    for (const [word, count] of inLines) if (count * 2 >= lines.length) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const common = [...counts].filter(([word, count]) => count * 3 >= texts.length * 2 && !own.has(word));
  return new Set(common.map(([word]) => word));
}

function contentVector(text: string, patterns: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordTokens(text)) {
    if (functionWords.has(word) || patterns.has(word) || word.length < 3 || /^\d+$/.test(word)) continue;
    const stem = stemWord(word);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const length = Math.sqrt([...counts.values()].reduce((sum, count) => sum + count * count, 0));
  return new Map([...counts].map(([stem, count]) => [stem, count / length]));
}

/** Whether a section is about what its heading names, and the others are not: notes on many things often share a pattern of words. */
function isNamedThing({ heading }: Section, texts: readonly string[], own: number): boolean {
  const share = (word: string, from: readonly string[]) => {
    const lines = from.flatMap((text) => text.split("\n").slice(1)).filter((line) => line.trim() !== "");
    return lines.length === 0 ? 0 : lines.filter((line) => splitName(line).includes(word)).length / lines.length;
  };
  return splitName(heading).some(
    (word) =>
      isScopeWord(word) &&
      share(word, [texts[own] ?? ""]) >= structureLimits.namedInOwn &&
      share(word, texts.toSpliced(own, 1)) <= structureLimits.namedInOthers,
  );
}

/** Whether one name of a thing stands in two thirds of the sections: then they are chapters about it, however they differ. */
function hasCommonName(texts: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const names = text.split(/[\s`"'()[\],;]+/).map((word) => word.replace(/[.:!?]+$/, ""));
    for (const name of new Set(
      names.filter((word) => isIdentifier(word) && /\p{L}{3}/u.test(word) && !/[./]/.test(word)),
    ))
      counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  return [...counts.values()].some((count) => count * 3 >= texts.length * 2 && count >= 3);
}
