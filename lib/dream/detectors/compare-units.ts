import { charGrams, containment, cosine, jaccard } from "@/lib/text/similarity";
import { type MemoryDocument, type MemoryUnit, stemOf } from "../engine/memory-document";
import { isReordered } from "./clause-order";
import { withAbsoluteDate } from "./dated-lines";
import { isScopeWord, splitName } from "./entity-vocabulary";
import { functionWords } from "./function-words";
import { areOpposed, environmentOf, readAnchors, sameItems, surplus, type TextAnchors } from "./text-anchors";

/** A unit of memory read for comparison. */
export interface ComparableUnit {
  document: MemoryDocument;
  unit: MemoryUnit;
  anchors: TextAnchors;
  grams: ReadonlySet<string>;
  vector: ReadonlyMap<string, number>;
  scope: UnitScope;
}

interface UnitScope {
  /** Where it stands: document and section. */
  place: string;
  environments: readonly string[];
  /** Folders and file name, each in the words that narrow it down. */
  places: readonly (readonly string[])[];
  /** Headings and list parents, likewise. */
  titles: readonly (readonly string[])[];
  /** Those titles that the statement does not mention in full, and those folders and file names of which it mentions nothing. */
  unsaid: readonly (readonly string[])[];
}

export type UnitRelation =
  | "different"
  | "duplicate"
  /** The left says part of what the right says. */
  | "left_in_right"
  | "right_in_left"
  /** Alike, but numbers, names or negations differ. */
  | "conflicting";

const alike = 0.8;
/** Content words that one side may have for others, or in addition, as a share of those of the shorter statement. */
const mostReplaced = 0.3;
const mostInserted = 0.5;
const fewestContent = 5;
const contained = 0.9;
const fewestPartWords = 6;
const muchShorter = 0.7;
const selfSufficientWords = 8;

/** Reads a unit once for all its comparisons. */
export function comparableUnit(document: MemoryDocument, unit: MemoryUnit): ComparableUnit {
  // What a line means by "yesterday" is part of what it says: two that were written on two days tell of two.
  const anchors = readAnchors(withAbsoluteDate(document, unit));
  return {
    document,
    unit,
    anchors,
    grams: charGrams(anchors.plain),
    vector: wordVector(anchors.words),
    scope: scopeOf(document, unit, new Set(anchors.words)),
  };
}

/**
 * Word counts as a vector of unit length, function words weighing little. Weights must not come from the store: a dream changes the
 * store, and what was no duplicate before must be none after.
 */
function wordVector(words: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const word of words) weights.set(word, (weights.get(word) ?? 0) + (functionWords.has(word) ? 0.3 : 1));
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return new Map([...weights].map(([word, weight]) => [word, weight / length]));
}

function scopeOf(document: MemoryDocument, unit: MemoryUnit, said: ReadonlySet<string>): UnitScope {
  const names = [...document.path.split("/").slice(1, -1), stemOf(document.path)];
  const headings = [...unit.headingPath, ...unit.parents];
  const words = [...names, ...headings].flatMap(splitName);
  const [places, titles] = [partsOf(names), partsOf(headings)];
  return {
    place: `${document.path}\0${unit.sectionLine}\0${unit.parents.join("\0")}`,
    environments: [...new Set(words.flatMap((word) => environmentOf(word) ?? []))].sort(),
    places,
    titles,
    unsaid: [
      ...titles.filter((parts) => !parts.every((part) => said.has(part))),
      ...places.filter((parts) => !parts.some((part) => part.length > 2 && said.has(part))),
    ],
  };
}

function partsOf(titles: readonly string[]): string[][] {
  const parts = new Map(titles.map((title) => [title.toLowerCase(), splitName(title).filter(isScopeWord)]));
  return [...parts.values()].filter((words) => words.length > 0);
}

/**
 * How two statements relate. Likeness alone never decides: negated and renumbered copies are as alike as true rewordings, so names,
 * numbers, dates and negations must match, and nothing may differ that tells two things apart.
 */
export function compareUnits(
  left: ComparableUnit,
  right: ComparableUnit,
  vocabulary: ReadonlySet<string>,
): UnitRelation {
  if (!scopesAgree(left, right)) return "different";
  const isAlike = cosine(left.vector, right.vector) >= alike || shareGrams(left.grams, right.grams);
  if (isAlike) {
    if (isSameStatement(left.anchors, right.anchors, vocabulary)) return "duplicate";
    if (!isPartOf(left, right) && !isPartOf(right, left)) return "conflicting";
  }
  if (isPartOf(left, right)) return "left_in_right";
  return isPartOf(right, left) ? "right_in_left" : "different";
}

/** Sets of very different sizes cannot have that much in common, so theirs are not counted. */
function shareGrams(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const [fewer, more] = left.size <= right.size ? [left.size, right.size] : [right.size, left.size];
  return fewer / more < alike ? false : jaccard(left, right) >= alike;
}

function isSameStatement(left: TextAnchors, right: TextAnchors, vocabulary: ReadonlySet<string>): boolean {
  const [leftTerm, rightTerm] = [leadTerm(left), leadTerm(right)];
  if (leftTerm !== null && rightTerm !== null && leftTerm !== rightTerm) return false;
  if (!sameItems(left.negations, right.negations) || !sameItems(left.environments, right.environments)) return false;
  if (!sameItems(left.amounts, right.amounts)) return false;
  const named = new Set([...left.names, ...right.names]);
  if (!sameItems(occurrencesOf(named, left), occurrencesOf(named, right))) return false;
  if (!isSameOrder(left, right) && !isReordered(left, right)) return false;
  return !changesMeaning(left, right, vocabulary);
}

/** Whether the words that both have stand in one order; who does what to whom is often said by nothing else. */
function isSameOrder(left: TextAnchors, right: TextAnchors): boolean {
  const shared = (own: readonly string[], others: readonly string[]) =>
    own.filter((word) => !functionWords.has(word) && others.includes(word)).join("\0");
  return shared(left.words, right.words) === shared(right.words, left.words);
}

/** The term that an entry of a list explains: two entries of one list are two terms, however alike their explanations. */
function leadTerm({ plain }: TextAnchors): string | null {
  const term = /^([\p{L}\p{N} ._/@-]{1,40}?)\s*(?::|—|–|\s-)\s/u.exec(plain)?.[1]?.toLowerCase() ?? null;
  return term === null ||
    /^(please )?(note|tip|reminder|important|hint|nb|fyi|remember|warning|caution|lesson)$/.test(term)
    ? null
    : term;
}

/** A name in code on one side may stand in plain letters on the other. */
function occurrencesOf(named: ReadonlySet<string>, { plain }: TextAnchors): string[] {
  return plain
    .toLowerCase()
    .split(/\s+/)
    .map((token) => token.replace(/^[^\p{L}\p{N}/~.-]+|[^\p{L}\p{N}%/]+$/gu, ""))
    .filter((token) => named.has(token));
}

/**
 * A few words on one side only are filler; one word for another is a synonym. Not so where a word names a thing, where they are
 * opposites, or where they are much of a short statement.
 */
function changesMeaning(left: TextAnchors, right: TextAnchors, vocabulary: ReadonlySet<string>): boolean {
  const onlyLeft = surplus(left.words, right.words);
  const onlyRight = surplus(right.words, left.words);
  if (areOpposed(new Set(onlyLeft), new Set(onlyRight))) return true;
  const extra = [...onlyLeft, ...onlyRight].filter((word) => !functionWords.has(word));
  const forms = new Set(extra.map(baseForm));
  const isInflection = onlyLeft.length > 0 && onlyRight.length > 0 && forms.size * 2 <= extra.length;
  if (!isInflection && extra.some((word) => vocabulary.has(word))) return true;
  if (
    onlyLeft.length > 0 &&
    onlyRight.length > 0 &&
    !isInflection &&
    (namesThing(left, onlyLeft) || namesThing(right, onlyRight))
  ) {
    return true;
  }
  const isInsertion = onlyLeft.length === 0 || onlyRight.length === 0;
  const shorter = Math.min(contentOf(left.words), contentOf(right.words));
  const allowed = shorter < fewestContent ? 0 : shorter * (isInsertion ? mostInserted : mostReplaced);
  return Math.max(contentOf(onlyLeft), contentOf(onlyRight)) > allowed;
}

const beforeThings = new Set(
  "the a an of for on in to from by with at via into per our its their your each every any this that".split(" "),
);
const afterNames = new Set(
  "service services api team teams server proxy cluster database db table queue topic job worker workers host hosts node nodes region zone bucket store cache index account accounts user users role channel repo repository branch package module library plan customer customers partner partners vendor provider tenant project app application page endpoint route port key certificate token dashboard alert alerts metric pipeline stage step shard replica pod container image volume disk network gateway router balancer schema model file folder directory report export import dump backup test tests run build check script tool command".split(
    " ",
  ),
);

/** Whether one of the words stands where a thing is named: after an article or preposition, or before the kind of thing it is. */
function namesThing({ words }: TextAnchors, own: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      own.includes(word) &&
      !functionWords.has(word) &&
      (beforeThings.has(words[index - 1] ?? "") || afterNames.has(words[index + 1] ?? "")),
  );
}

function contentOf(words: readonly string[]): number {
  return words.filter((word) => !functionWords.has(word)).length;
}

function baseForm(word: string): string {
  return word.length > 4 ? word.replace(/(ing|ed|es|s)$/, "") : word;
}

/** A truncated copy: most of its text is in the longer one, with all its names, and no negation comes in with the rest before its end. */
function isPartOf(part: ComparableUnit, whole: ComparableUnit): boolean {
  const [own, all] = [part.anchors, whole.anchors];
  const isCutOff = own.words.length < all.words.length && own.words.every((word, index) => word === all.words[index]);
  if (own.words.length < fewestPartWords) return false;
  if (!isCutOff && own.plain.length >= all.plain.length * muchShorter) return false;
  if (containment(part.grams, whole.grams) < contained) return false;
  if (surplus(part.anchors.names, whole.anchors.names).length > 0) return false;
  if (surplus(part.anchors.amounts, whole.anchors.amounts).length > 0) return false;
  if (!sameItems(part.anchors.environments, whole.anchors.environments)) return false;
  if (surplus(part.anchors.words, whole.anchors.words).length > 1) return false;
  if (sameItems(part.anchors.negations, whole.anchors.negations)) return true;
  const head = whole.anchors.words.slice(0, part.anchors.words.length);
  return (
    surplus(head, part.anchors.words).length <= 1 &&
    surplus(part.anchors.negations, whole.anchors.negations).length === 0
  );
}

/**
 * Whether two places let equal words mean the same: "replicas: 3" of one service says nothing of another's. Where both places have a title that the
 * statement does not mention they are about two things; where one has, the statement must stand by itself.
 */
function scopesAgree(left: ComparableUnit, right: ComparableUnit): boolean {
  if (left.scope.place === right.scope.place) return true;
  if (!sameItems(left.scope.environments, right.scope.environments)) return false;
  const leftOwn = hasUnsaidTitle(left, right);
  const rightOwn = hasUnsaidTitle(right, left);
  if (leftOwn && rightOwn) return false;
  if (!leftOwn && !rightOwn) return true;
  const words = Math.min(left.anchors.words.length, right.anchors.words.length);
  return words >= selfSufficientWords && left.anchors.names.length > 0;
}

/** Whether neither the other place nor the statement itself mentions a title of the place in full, or a part of its path. */
function hasUnsaidTitle(own: ComparableUnit, other: ComparableUnit): boolean {
  const others = [...other.scope.titles, ...other.scope.places];
  const isShared = (parts: readonly string[]) => others.some((known) => parts.every((part) => known.includes(part)));
  return own.scope.unsaid.some((parts) => !isShared(parts));
}
