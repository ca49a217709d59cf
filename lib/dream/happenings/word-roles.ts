import { maskVariables } from "../detectors/error-signature";
import { sayingNothing } from "./field-names";
import { isIdentifier } from "./row-roles";

interface NamedHappening {
  type: string;
  entity: string | null;
}

const longestPhrase = 8;
const prepositions = new Set("on for at in from of to by with after".split(" "));

/**
 * Reads from the words of a log line what happened and to what: a name that is known, else one in code (`QueueStalled`, `QUEUE_STALL`),
 * else the plain words up to where it says where. Null for a line without words.
 */
export function nameOfWords(
  words: readonly string[],
  known: { types: ReadonlySet<string>; entities: ReadonlySet<string> },
): NamedHappening | null {
  const clean = words.map(bare).filter((word) => word !== "");
  const entity = entityAmong(clean, known.entities);
  const telling = clean.filter((word) => word !== entity && !sayingNothing.has(word.toLowerCase()));
  const isKnown = telling.find((word) => known.types.has(word));
  if (isKnown !== undefined) return { type: isKnown, entity };
  const strong = telling.find((word) => isIdentifier(word) && isStrong(word));
  if (strong !== undefined) return { type: strong, entity };
  const weak = telling.filter((word) => isIdentifier(word));
  const plain = telling.filter((word) => !weak.includes(word) && /\p{L}{2}/u.test(word) && !prepositions.has(word));
  if (plain.length >= 2) return { type: phraseOf(clean, entity ?? weak[0]), entity: entity ?? weak[0] ?? null };
  const [type = plain[0]] = weak;
  return type === undefined ? null : { type, entity };
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, "");
}

function isStrong(word: string): boolean {
  return /\p{Ll}\p{Lu}|_|^\p{Lu}[\p{Lu}\p{N}]{3,}$/u.test(word);
}

/** A thing that sessions know of, else the name in code after "on" or "for". */
function entityAmong(words: readonly string[], entities: ReadonlySet<string>): string | null {
  const knownOne = words.find((word) => entities.has(word.toLowerCase()));
  if (knownOne !== undefined) return knownOne;
  const placed = words.find((word, at) => isIdentifier(word) && /^(on|for|at|in|of)$/i.test(words[at - 1] ?? ""));
  return placed ?? null;
}

/** The plain words in their order, up to the place where it happened, with what varies masked. */
function phraseOf(words: readonly string[], entity: string | undefined): string {
  const told = words.filter((word) => !(word.length < 12 && sayingNothing.has(word.toLowerCase()) && isLevel(word)));
  const from = told[0] === entity ? 1 : 0;
  const at = entity === undefined ? -1 : told.indexOf(entity, from);
  const before = told.slice(from, at === -1 ? undefined : at);
  while (prepositions.has((before.at(-1) ?? "").toLowerCase())) before.pop();
  return maskVariables((before.length > 0 ? before : told).slice(0, longestPhrase).join(" "));
}

function isLevel(word: string): boolean {
  return word === word.toUpperCase() || /^(critical|error|warn(ing)?|info|debug|notice|fatal)$/i.test(word);
}
