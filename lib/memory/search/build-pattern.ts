import type { SearchMode } from "@/lib/contract/memory-search";
import { requiredText } from "./required-text";

/**
 * What the database is asked to find. A pattern carries its options in itself, so that finding and locating read it alike. A hint is an
 * expression that is quicker to look for, and that every text matches which holds what is wanted.
 */
export type Wanted =
  | { kind: "literal"; like: string; pattern: string }
  | { kind: "pattern"; pattern: string; isIndexable: boolean; hint: string | null }
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
    const prefix = `(?${options}${own})`;
    const isIndexable = !ignoresCase || foldsEvenly(rest, true);
    // The others change what is plain text.
    const required = isIndexable && /^[cimnpstw]*$/.test(own) ? requiredText(rest) : null;
    const hint = required === null ? null : `${prefix}${escapeText(required)}`;
    return { kind: "pattern", pattern: `${prefix}${rest}`, isIndexable, hint };
  }
  const text = mode === "regex" ? query.slice("***=".length) : query;
  const pattern = `(?${options})${escapeText(text)}`;
  if (isCaseSensitive) return { kind: "literal", like: `%${text.replace(/[\\%_]/g, "\\$&")}%`, pattern };
  return { kind: "pattern", pattern, isIndexable: foldsEvenly(text, false), hint: null };
}

function escapeText(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M}]/gu, escapeCharacter);
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
