import { wordTokens } from "@/lib/text/similarity";
import { lessonStamp } from "../engine/lesson-line";
import { readAmounts } from "./fact-value";

/** The parts of a statement that decide what it is about and which way it goes. */
export interface TextAnchors {
  /** Plain text without markup and without the counts that dreams write. */
  plain: string;
  /** All words in order, lower case. */
  words: readonly string[];
  /** Numbers, dates, times, paths, flags, hosts, code and other names, in order, lower case. */
  names: readonly string[];
  /** Those of the names that have the form of one however they are marked up, sorted: equal in all copies of a statement. */
  keys: readonly string[];
  /** Amounts with their units, in base units, sorted. */
  amounts: readonly string[];
  /** "not", "never", "without" and the like, each as its base form, sorted. */
  negations: readonly string[];
  /** Environments that it speaks of, sorted. */
  environments: readonly string[];
}

const numberWords = new Set(
  "zero one two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand half double twice once monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december weekday weekdays weekend weekends daily hourly weekly monthly nightly".split(
    " ",
  ),
);

const negationForms: ReadonlyMap<string, string> = new Map(
  [
    ["not", "not n't cannot cant dont doesnt didnt isnt arent wasnt wont shouldnt mustnt"],
    ["no", "no none neither nor nothing nobody nowhere"],
    ["never", "never"],
    ["without", "without lacks lacking missing"],
    ["except", "except unless excluding"],
    ["avoid", "avoid avoids avoiding stop stops cease ceases ceased refuse refuses forbidden prohibited"],
    ["seldom", "seldom rarely hardly scarcely barely"],
  ].flatMap(([base = "", forms = ""]) => forms.split(" ").map((form): [string, string] => [form, base])),
);

const environmentForms: ReadonlyMap<string, string> = new Map(
  [
    ["prod", "prod production prd live"],
    ["stage", "stage staging stg preprod preproduction uat"],
    ["dev", "dev development develop local localhost"],
    ["test", "test testing tst qa sandbox ci"],
    ["canary", "canary beta"],
    ["dr", "dr failover-site standby-site"],
  ].flatMap(([base = "", forms = ""]) => forms.split(" ").map((form): [string, string] => [form, base])),
);

const opposites: readonly (readonly string[])[] = [
  ["before", "after", "during"],
  ["enable", "disable"],
  ["enabled", "disabled"],
  ["on", "off"],
  ["start", "stop"],
  ["up", "down"],
  ["increase", "decrease", "reduce"],
  ["raise", "lower"],
  ["allow", "deny", "block"],
  ["allowed", "denied", "blocked", "forbidden"],
  ["always", "never", "sometimes", "rarely", "usually"],
  ["minimum", "maximum"],
  ["min", "max"],
  ["above", "below", "under", "over"],
  ["primary", "secondary", "replica", "standby"],
  ["first", "last", "second", "third"],
  ["more", "less", "fewer"],
  ["left", "right"],
  ["open", "close", "closed"],
  ["add", "remove", "delete"],
  ["true", "false"],
  ["yes", "no"],
  ["safe", "unsafe", "dangerous"],
  ["read", "write"],
  ["old", "new"],
  ["high", "low"],
  ["fast", "slow"],
  ["morning", "evening", "night", "afternoon"],
  ["succeeds", "fails"],
  ["works", "fails", "breaks"],
  ["required", "optional"],
  ["must", "may", "might", "can"],
  ["manual", "automatic"],
  ["manually", "automatically"],
  ["internal", "external"],
  ["upstream", "downstream"],
  ["client", "server"],
  ["green", "red", "yellow", "blue"],
];

/** Reads what must be the same in two statements before one may stand for the other. */
export function readAnchors(text: string): TextAnchors {
  const unstamped = text.replace(lessonStamp, "");
  const coded = [...unstamped.matchAll(/`([^`]+)`/g)].flatMap((match) => (match[1] ?? "").split(/\s+/));
  const plain = unstamped
    .replace(/!?\[([^\]]*)\]\(([^)]*)\)/g, "$1 $2")
    .replace(/[`*]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~~/gu, "")
    .replace(/[’‘]/g, "'");
  const tokens = plain.split(/\s+/).map(trimToken).filter(Boolean);
  const codedWords = new Set(coded.map((word) => trimToken(word).toLowerCase()));
  const names = tokens.filter((token, index) => isName(token, index) || codedWords.has(token.toLowerCase()));
  const words = wordTokens(plain.replace(/n't\b/g, " n't").replace(/n't/g, "not"));
  return {
    plain,
    words,
    names: names.map((name) => name.toLowerCase()),
    keys: tokens
      .filter((token) => hasNameSigns(token) || numberWords.has(token.toLowerCase()))
      .map((token) => token.toLowerCase())
      .sort(),
    amounts: readAmounts(plain).sort(),
    negations: words.flatMap((word) => negationForms.get(word) ?? []).sort(),
    environments: words.flatMap((word) => environmentForms.get(word) ?? []).sort(),
  };
}

function trimToken(token: string): string {
  return token
    .replace(/^[("'[<{“]+/u, "")
    .replace(/[)"'\]>},;:!?”]+$/u, "")
    .replace(/[.,;:!?…]+$/u, "");
}

/** Whether a word names a thing or an amount; a capital counts where no sentence start explains it. */
function isName(token: string, index: number): boolean {
  return isIdentifier(token) || numberWords.has(token.toLowerCase()) || (index > 0 && /^\p{Lu}\p{Ll}/u.test(token));
}

/** Whether a word has the form of an identifier: digits, inner signs, capitals inside, a flag, an abbreviation. */
export function isIdentifier(token: string): boolean {
  return hasNameSigns(token) || /\p{Ll}\p{Lu}/u.test(token) || /^\p{Lu}{2,}s?$/u.test(token);
}

/** Whether a word has the form of an identifier whatever its letter case. */
function hasNameSigns(token: string): boolean {
  return /\p{N}/u.test(token) || /^--?\p{L}/u.test(token) || /[\p{L}][_/.:@#-][\p{L}]/u.test(token);
}

/** The environment that a word stands for, or null. */
export function environmentOf(word: string): string | null {
  return environmentForms.get(word.toLowerCase()) ?? null;
}

/** Whether one side says one of two opposite words where the other says the other. */
export function areOpposed(onlyLeft: ReadonlySet<string>, onlyRight: ReadonlySet<string>): boolean {
  return opposites.some((group) =>
    group.some((word) => onlyLeft.has(word) && group.some((other) => other !== word && onlyRight.has(other))),
  );
}

/** Words of the left that the right has not, each as often as it is missing. */
export function surplus(left: readonly string[], right: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of right) counts.set(word, (counts.get(word) ?? 0) + 1);
  return left.filter((word) => {
    const count = counts.get(word) ?? 0;
    counts.set(word, count - 1);
    return count <= 0;
  });
}

/** Whether two lists hold the same items equally often. */
export function sameItems(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && surplus(left, right).length === 0;
}
