import { type MemoryDocument, type MemoryUnit, stemOf } from "../engine/memory-document";
import { isScopeWord, splitName } from "./entity-vocabulary";
import { isIdentifier } from "./text-anchors";

/** A statement of a file with the names in it. */
export interface ShelvedLine {
  unit: MemoryUnit;
  names: ReadonlySet<string>;
  shelf: TopicShelf;
}

/** A file whose name is that of a thing, with the statements that stand in it, wherever moves have brought them. */
export interface TopicShelf {
  document: MemoryDocument;
  /** The name of the file, in lower case. */
  topic: string;
  lines: ShelvedLine[];
  /** In how many of its statements each name stands. */
  mentions: Map<string, number>;
  /** The files in which each name stands, shared by all of them. */
  holders: Map<string, Set<TopicShelf>>;
}

/** Files by the thing that they are named after; of two with one name neither is certain. */
export function topicShelves(documents: readonly MemoryDocument[]): ReadonlyMap<string, TopicShelf> {
  const shelves = new Map<string, TopicShelf>();
  const holders: TopicShelf["holders"] = new Map();
  const doubled = new Set<string>();
  for (const document of documents) {
    const topic = stemOf(document.path).toLowerCase();
    if (topic.length < 3 || !splitName(topic).some(isScopeWord)) continue;
    if (shelves.has(topic)) doubled.add(topic);
    shelves.set(topic, { document, topic, lines: [], mentions: new Map(), holders });
  }
  for (const topic of doubled) shelves.delete(topic);
  for (const shelf of shelves.values()) {
    for (const unit of shelf.document.units) {
      if (unit.kind === "bullet" || unit.kind === "paragraph")
        add({ unit, names: namesIn(unit.text, shelves), shelf }, shelf);
    }
  }
  return shelves;
}

/** Takes a statement from the file where it stands to another. */
export function reshelve(line: ShelvedLine, into: TopicShelf): void {
  const { shelf: from } = line;
  from.lines = from.lines.filter((other) => other !== line);
  for (const name of line.names) {
    const left = mentionsOf(from, name) - 1;
    from.mentions.set(name, left);
    if (left === 0) from.holders.get(name)?.delete(from);
  }
  add(line, into);
}

function add(line: ShelvedLine, shelf: TopicShelf): void {
  line.shelf = shelf;
  shelf.lines.push(line);
  for (const name of line.names) {
    shelf.mentions.set(name, mentionsOf(shelf, name) + 1);
    const holders = shelf.holders.get(name) ?? new Set();
    shelf.holders.set(name, holders.add(shelf));
  }
}

/** In how many statements of a file a name stands. */
export function mentionsOf({ mentions }: TopicShelf, name: string): number {
  return mentions.get(name) ?? 0;
}

/** Cosine of the names in a line and those in the other lines of a file, 0 to 1. */
export function nameCosine({ names, shelf: home }: ShelvedLine, shelf: TopicShelf): number {
  const own = (name: string) => (home === shelf && names.has(name) ? 1 : 0);
  let [shared, length] = [0, 0];
  for (const [name, count] of shelf.mentions) length += (count - own(name)) ** 2;
  for (const name of names) shared += mentionsOf(shelf, name) - own(name);
  return shared === 0 ? 0 : shared / Math.sqrt(length * names.size);
}

/** Identifiers and names of files, in lower case. Numbers, dates and abbreviations name nothing that a file could be about. */
function namesIn(text: string, shelves: ReadonlyMap<string, TopicShelf>): Set<string> {
  const names = new Set<string>();
  for (const word of text.split(/[\s`"'()[\]{},;|<>*!?]+/)) {
    const bare = word.replace(/^[.:/-]+|[.:/-]+$/g, "");
    const name = bare.toLowerCase();
    if (shelves.has(name)) names.add(name);
    else if (/\p{L}{3}/u.test(bare) && /^\p{L}/u.test(bare) && !/^\p{Lu}+s?$/u.test(bare) && isIdentifier(bare))
      names.add(name);
  }
  return names;
}
