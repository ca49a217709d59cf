import { type MemoryDocument, type MemoryUnit, stemOf } from "../engine/memory-document";
import { isScopeWord, splitName } from "./entity-vocabulary";
import { environmentOf, isIdentifier, readAnchors } from "./text-anchors";

/** What a key says by itself. */
export interface FactKey {
  /** Stems of its telling words, sorted. */
  stems: readonly string[];
  /** Stem of its last word, which says what is told of the thing. */
  head: string;
  /** Whether it names its thing by an identifier, so that it means the same wherever it stands. */
  isNamed: boolean;
  /** Words of the thing in the key; empty where only the head is there. */
  entity: readonly string[];
  /** Stems of what is told of the thing. */
  attribute: readonly string[];
}

/** What headings, list parents and path say the key belongs to. */
export interface FactScope {
  /** Stems of all telling words. */
  stems: readonly string[];
  /** Parts of the identifiers among them; all their words where there is none. */
  entity: readonly string[];
  /** The nearest of them as written. */
  label: string;
}

/** Compounds of common speech, which have the form of identifiers and name nothing. */
const commonCompound =
  /^(on-call|e-mail|fail-over|time-?out|run-book|hand-off|sign-off|opt-in|opt-out|back-up|read-only|time-zone|write-up|start-up|follow-up|check-in|sub-?domain)$/i;

/** Keys of free text, of lists and of steps: their values do not exclude each other. */
export const freeKey =
  /^(note|notes|todo|check|step|fix|cause|symptom|see|example|e\.?g|i\.?e|tip|hint|after|before|when|if|why|how|warning|important|caution|question|answer|summary|description|title|tags?|author|date|created|updated|status|reason|result|action|impact|lesson|remember|source|link|reads?|seen|http|https|verified|type|name|id|path|dream)$/i;

/** Reads a key; null when nothing in it says what is told. */
export function readFactKey(key: string): FactKey | null {
  const names = readAnchors(key).names.filter((name) => !environmentOf(name) && !commonCompound.test(name));
  const parts = new Set(names.flatMap(splitName));
  const words = splitName(key).filter((word) => !environmentOf(word) && !isFiller(word));
  const told = words.filter((word) => !parts.has(word));
  const last = told.at(-1);
  if (last === undefined || told.every((word) => freeKey.test(word))) return null;
  const telling = words.filter((word) => word === last || isScopeWord(word));
  const head = stemWord(last);
  const stems = [...new Set(telling.map(stemWord))].sort();
  const isNamed = names.some((name) => isIdentifier(name)) && [...parts].some(isScopeWord);
  const entity = isNamed ? [...parts] : telling.filter((word) => stemWord(word) !== head);
  const attribute = isNamed
    ? stems.filter((stem) => stem === head || ![...parts].some((part) => stemWord(part) === stem))
    : [head];
  return { stems, head, isNamed, entity: [...new Set(entity)], attribute };
}

/** The key of a table cell: the row names the thing, the column what is told of it. */
export function readCellKey(row: string, column: string): FactKey | null {
  const key = readFactKey(column);
  const entity = splitName(row).filter((word) => !isFiller(word));
  if (!key || entity.length === 0) return null;
  const told = entity.filter((word) => entity.length === 1 || isScopeWord(word)).map(stemWord);
  return { ...key, stems: [...new Set([...told, ...key.stems])].sort(), isNamed: true, entity, attribute: key.stems };
}

/** Reads what the place of a unit says about its keys. */
export function readFactScope(document: MemoryDocument, unit: Pick<MemoryUnit, "headingPath" | "parents">): FactScope {
  const titles = [...unit.parents.toReversed(), ...unit.headingPath.toReversed()].map((title) =>
    title.replace(/[`*:]|\.$/g, ""),
  );
  const folders = document.path.split("/").slice(1, -1);
  const places = [...titles, stemOf(document.path), ...folders];
  const identifiers = places.flatMap((place) =>
    place
      .split(/[\s,()]+/)
      .filter((token) => isIdentifier(token) && !commonCompound.test(token) && tellingWords(token).length > 0),
  );
  const words = [...new Set(places.flatMap(tellingWords))];
  return {
    stems: [...new Set(words.map(stemWord))],
    entity: identifiers.length > 0 ? [...new Set(identifiers.flatMap(tellingWords))] : words,
    label: identifiers[0] ?? places.find((place) => tellingWords(place).length > 0) ?? "",
  };
}

function tellingWords(title: string): string[] {
  return splitName(title).filter((word) => isScopeWord(word) && !environmentOf(word));
}

function isFiller(word: string): boolean {
  return /^(the|a|an|of|for|our|its|s|this|that|current|currently|default|is|are|in|on|to|and|new|x)$/.test(word);
}

/** Stems by cutting endings: "owner", "owned", "owners" and "ownership" are one. */
export function stemWord(word: string): string {
  return withoutEnding(withoutEnding(word, /ships?$/), /(ing|ers?|ed|es|s)$/);
}

function withoutEnding(word: string, ending: RegExp): string {
  const bare = word.replace(ending, "");
  return bare.length >= 3 ? bare : word;
}
