import { holdsWord } from "./holds-word";
import type { DreamWorld } from "./world";

/** Where one unit of memory holds all the words, or null: what stands in memory already is not proposed again. */
export function findRemembered(
  world: DreamWorld,
  words: readonly string[],
  also: RegExp | null = null,
): { path: string; line: number } | null {
  for (const document of world.documents) {
    for (const unit of document.units) {
      const said = words.every((word) => holdsWord(unit.text, word));
      if (said && (also === null || also.test(unit.text))) return { path: document.path, line: unit.startLine };
    }
  }
  return null;
}
