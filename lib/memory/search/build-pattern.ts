import type { SearchMode } from "@/lib/contract/memory-search";

/** What the database is asked to find. A pattern carries its options in itself, so that finding and locating read it alike. */
export type Wanted =
  | { kind: "literal"; like: string; pattern: string }
  | { kind: "pattern"; pattern: string; isIndexable: boolean }
  | { kind: "words"; query: string; hint: string | null };

/**
 * Turns a query into what PostgreSQL takes. Regular expressions are newline-sensitive unless their own options say otherwise.
 */
export function buildPattern(mode: SearchMode, query: string, isCaseSensitive: boolean): Wanted {
  if (mode === "words") return { kind: "words", query, hint: null };
  const options = isCaseSensitive ? "n" : "ni";
  if (mode === "regex" && !query.startsWith("***=")) {
    const { own, rest } = splitOptions(query.startsWith("***:") ? query.slice(4) : query);
    const ignoresCase = !isCaseSensitive || own.includes("i");
    return {
      kind: "pattern",
      pattern: `(?${options}${own})${rest}`,
      isIndexable: !ignoresCase || foldsEvenly(rest, true),
    };
  }
  const text = mode === "regex" ? query.slice("***=".length) : query;
  const pattern = `(?${options})${text.replace(/[^\p{L}\p{N}\p{M}]/gu, escapeCharacter)}`;
  if (isCaseSensitive) return { kind: "literal", like: `%${text.replace(/[\\%_]/g, "\\$&")}%`, pattern };
  return { kind: "pattern", pattern, isIndexable: foldsEvenly(text, false) };
}

// A backslash before a character that is neither letter nor digit to PostgreSQL takes its special meaning away; what
// lies beyond ASCII has none.
function escapeCharacter(character: string): string {
  return /[\x20-\x7e]/.test(character) ? `\\${character}` : character;
}

function splitOptions(pattern: string): { own: string; rest: string } {
  const own = /^\(\?([a-z]+)\)/.exec(pattern)?.[1];
  return own === undefined ? { own: "", rest: pattern } : { own, rest: pattern.slice(own.length + 3) };
}

/**
 * False where the trigram index and the regular expression fold letters differently, as with ſ (capital S), and the index would
 * miss what the expression finds.
 */
function foldsEvenly(text: string, isPattern: boolean): boolean {
  if (isPattern && /\\[uUx0-9]|-[^\x20-\x7e]/.test(text)) return false;
  return [...text].every((character) => {
    const capital = character.toUpperCase();
    // One letter stays one letter to PostgreSQL: ß has no capital there.
    return capital.length > character.length || capital.toLowerCase() === character.toLowerCase();
  });
}

/**
 * An expression that every text with all these words matches, which is quicker to see than which words a text has; null where
 * the query asks for more than words of plain letters. `lexemes` are PostgreSQL's own of the query.
 */
export function hintOfWords(query: string, lexemes: readonly string[]): string | null {
  if (!/^[A-Za-z0-9\s]+$/.test(query) || /\bor\b/i.test(query)) return null;
  const plain = lexemes.filter((lexeme) => /^[a-z0-9]+$/.test(lexeme));
  const longest = plain.sort((a, b) => b.length - a.length)[0];
  // The two letters beyond ASCII whose small form is within it.
  return longest === undefined ? null : `(?i)${longest.replace(/k/g, "[k\u212a]").replace(/i/g, "[i\u0130]")}`;
}
