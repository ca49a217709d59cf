import { functionWords } from "./function-words";
import { sameItems, type TextAnchors } from "./text-anchors";

const clauseMarks: ReadonlyMap<string, string> = new Map([
  ["because", "cause"],
  ["as", "cause"],
  ["since", "cause"],
  ["when", "when"],
  ["if", "if"],
  ["unless", "unless"],
  ["then", "then"],
  ["so", "then"],
]);

interface Clause {
  /** What it is to the others: a cause, a condition. */
  mark: string;
  /** Its content words in order. */
  words: string;
}

/**
 * Whether whole clauses changed places and nothing else: "if a then b" is not "if b then a", nor is "a calls b" "b calls a". A time that
 * leads a condition may stand inside it: "after a, when b, do c" is "when b after a, do c", and not "when b, do c after a".
 */
export function isReordered(left: TextAnchors, right: TextAnchors): boolean {
  const [own, others] = [clausesOf(left), clausesOf(right)];
  return haveChangedPlaces(own, others) || haveChangedPlaces(withTimesInside(own), withTimesInside(others));
}

function haveChangedPlaces(own: readonly Clause[], others: readonly Clause[]): boolean {
  const isWithin = (clauses: readonly Clause[], text: readonly Clause[]) => {
    const whole = ` ${text.map(({ words }) => words).join(" ")} `;
    return clauses.every(({ words }) => whole.includes(` ${words} `));
  };
  const marked = (clauses: readonly Clause[]) =>
    clauses.filter(({ mark }) => mark !== "" && mark !== "then").map(({ mark, words }) => `${mark} ${words}`);
  return (isWithin(own, others) || isWithin(others, own)) && sameItems(marked(own), marked(others));
}

function clausesOf({ plain }: TextAnchors): Clause[] {
  return plain
    .toLowerCase()
    .split(/[,;:]\s|[.!?](?:\s|$)|\s[—–-]\s|\sand\s|\s(?=(?:then|because|when|if|since|unless|so)\s)/)
    .flatMap((clause): Clause[] => {
      const words = clause.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      const content = words.filter(
        (word) => !functionWords.has(word) && !clauseMarks.has(word) && word !== "otherwise",
      );
      return content.length === 0 ? [] : [{ mark: clauseMarks.get(words[0] ?? "") ?? "", words: content.join(" ") }];
    });
}

/** The clauses with each time that stands before a condition put at the condition's end. */
function withTimesInside(clauses: readonly Clause[]): Clause[] {
  const leads = (at: number) =>
    /^(?:after|before|during) /.test(clauses[at]?.words ?? "") &&
    clauses[at]?.mark === "" &&
    /^(?:when|if)$/.test(clauses[at + 1]?.mark ?? "");
  return clauses.flatMap((clause, at): Clause[] => {
    if (leads(at)) return [];
    const time = leads(at - 1) ? clauses[at - 1] : undefined;
    return [time ? { ...clause, words: `${clause.words} ${time.words}` } : clause];
  });
}
