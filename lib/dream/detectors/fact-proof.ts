import { groupBy } from "../engine/group-by";
import { holdsWord } from "../engine/holds-word";
import type { Call } from "../engine/normalised-session";
import type { DreamWorld } from "../engine/world";
import { callsNaming } from "./calls-naming";
import { splitName } from "./entity-vocabulary";
import { stemWord } from "./fact-key";
import { amountIn, type FactValue } from "./fact-value";
import type { MemoryFact } from "./memory-facts";
import { placesOfAmount } from "./places-of-amount";
import { environmentOf } from "./text-anchors";

/** A trusted tool result that settles which value holds. */
export interface FactProof {
  /** The value it names, in its normal form. */
  normal: string;
  session: number;
  call: Call;
  /** What to quote of the result. */
  focus: string;
  atMs: number;
}

/**
 * The trusted results that name the thing and exactly one of the values, later than everything that was written about it, in the order of
 * time. What an agent put into its own call proves nothing when it comes back.
 */
export function proofsOf(facts: readonly MemoryFact[], world: DreamWorld): FactProof[] {
  const writtenAt = facts.map((fact) => fact.writtenAtMs);
  const isVague = facts.some(({ entity }) => entity.length === 0);
  if (isVague || writtenAt.some((atMs) => atMs === null)) return [];
  const since = Math.max(...writtenAt.map((atMs) => atMs ?? 0));
  return callsNaming(
    facts.map(({ entity }) => entity),
    world,
  )
    .flatMap((call) => proofIn(call, facts, since))
    .sort(
      (left, right) => left.atMs - right.atMs || left.session - right.session || left.call.ordinal - right.call.ordinal,
    );
}

function proofIn(call: Call, facts: readonly MemoryFact[], since: number): FactProof[] {
  const { result } = call;
  if (!result || result.atMs === null || result.atMs <= since) return [];
  const asked = `${call.tool} ${call.argsKey}`;
  if (!asksForEnvironment(asked, facts)) return [];
  const values = distinctValues(facts).filter(
    ({ spellings }) => !spellings.some(({ text }) => holdsWord(call.argsKey, text)),
  );
  if (values.length < distinctValues(facts).length) return [];
  const isAsked =
    namesEntity(asked, facts) || (namesSomeOf(asked, facts) && namesEntity(`${asked} ${result.text}`, facts));
  if (!isAsked && !namesEntity(result.text, facts)) return [];
  const found = verdictIn(result.text, asked, isAsked, facts);
  return found ? [{ ...found, session: call.session, call, atMs: result.atMs }] : [];
}

/** A question about staging says nothing of what holds elsewhere; production is meant where notes name no environment. */
function asksForEnvironment(asked: string, facts: readonly MemoryFact[]): boolean {
  const own = facts.flatMap(({ environments }) => environments);
  const meant = own.length > 0 ? own : ["prod"];
  return splitName(asked)
    .flatMap((word) => environmentOf(word) ?? [])
    .every((environment) => meant.includes(environment));
}

/** A line that names both decides; where the call named the thing, a line that names what is said of it; else the whole short result. */
function verdictIn(
  text: string,
  asked: string,
  isAsked: boolean,
  facts: readonly MemoryFact[],
): { normal: string; focus: string } | null {
  const lines = text.split(/\n|(?<=[,}])\s*(?="\w+":)|(?<=\})\s*,/);
  const needsAttribute = facts.some(({ value }) => value.type !== "name");
  const verdicts = lines.flatMap((line) => {
    const isAbout = namesEntity(line, facts) || isAsked || !text.trim().includes("\n");
    if (!isAbout || ((needsAttribute || !namesEntity(line, facts)) && !namesAttribute(`${line} ${asked}`, facts)))
      return [];
    const named = valuesIn(line, asked, facts);
    return named.length === 1 && named[0] ? [named[0]] : [];
  });
  const normals = new Set(verdicts.map(({ normal }) => normal));
  if (normals.size === 1) return verdicts[0] ?? null;
  if (normals.size > 1 || text.length > 2000 || !namesAttribute(`${text} ${asked}`, facts)) return null;
  const named = valuesIn(text, asked, facts);
  return named.length === 1 && !needsAttribute ? (named[0] ?? null) : null;
}

function valuesIn(text: string, asked: string, facts: readonly MemoryFact[]): { normal: string; focus: string }[] {
  return distinctValues(facts).flatMap(({ normal, spellings }) => {
    const focus = spellings.find((spelling) =>
      spelling.amountOf
        ? givesAmount(text, asked, spelling.amountOf, facts)
        : holdsWord(text, spelling.text) || holdsWord(text.toLowerCase(), spelling.text.toLowerCase()),
    )?.text;
    return focus === undefined ? [] : [{ normal, focus: text.includes(focus) ? focus : text.trim().slice(0, 60) }];
  });
}

/**
 * A number without its unit may stand anywhere: it counts behind what it measures, or alone in the answer to a question about that. A
 * sentence without a head that is told again as a whole has it in its place.
 */
function givesAmount(line: string, asked: string, value: FactValue, facts: readonly MemoryFact[]): boolean {
  const heads = new Set(facts.map(({ key }) => key.head));
  if (heads.has("")) return holdsWord(line, amountIn(value) ?? "");
  const names = new Set(facts.flatMap(({ entity }) => entity));
  return placesOfAmount(line, value).some(
    (words) =>
      words.some((word) => heads.has(stemWord(word))) ||
      (words.every((word) => names.has(word) || word === "value") && namesAttribute(asked, facts)),
  );
}

/** A way in which a tool may write a value. */
interface Spelling {
  text: string;
  /** Where it is a number without its unit: what it is the number of. */
  amountOf: FactValue | null;
}

function distinctValues(facts: readonly MemoryFact[]): { normal: string; spellings: Spelling[] }[] {
  return [...groupBy(facts, ({ value }) => value.normal)].map(([normal, own]) => ({
    normal,
    spellings: own.flatMap(({ value }) => spellingsOf(value)),
  }));
}

function spellingsOf(value: FactValue): Spelling[] {
  const amount = value.type === "number" ? amountIn(value) : null;
  if (amount === null) return [{ text: value.text, amountOf: null }];
  const unit = value.text.slice(value.text.indexOf(amount) + amount.length).trim();
  const whole = unit === "" ? [] : [value.text, `${amount}${unit}`];
  return [...whole.map((text) => ({ text, amountOf: null })), { text: amount, amountOf: value }];
}

/** All parts of the thing's name, in any spelling; a longer name that begins or ends with it is another thing. */
export function namesEntity(text: string, facts: readonly Pick<MemoryFact, "entity">[]): boolean {
  const compounds = text.split(/[^\p{L}\p{N}_-]+/u).map(splitName);
  return facts.some(({ entity }) => {
    const own = compounds.filter((parts) => !isLongerName(parts, entity));
    const parts = new Set(own.flat());
    return entity.length > 0 && entity.every((part) => parts.has(part));
  });
}

/** Words that a name has or has not without meaning another thing, and numbers, which tell copies of one thing apart. */
const neutralPart = /^(svc|service|api|app|server|namespace|name|id|get|show|describe|\p{L}*\d[\p{L}\d]*)$/u;

function isLongerName(parts: readonly string[], entity: readonly string[]): boolean {
  return (
    entity.every((part) => parts.includes(part)) &&
    parts.some((part) => !entity.includes(part) && !neutralPart.test(part) && !environmentOf(part))
  );
}

function namesSomeOf(text: string, facts: readonly MemoryFact[]): boolean {
  const parts = new Set(splitName(text));
  return facts.some(({ entity }) => entity.some((part) => parts.has(part)));
}

/** What is told of the thing, in full: a sentence of memory is told again only by a result that says all of it. */
function namesAttribute(text: string, facts: readonly MemoryFact[]): boolean {
  const stems = new Set(splitName(text).map(stemWord));
  return facts.some(({ key }) => key.attribute.length > 0 && key.attribute.every((stem) => stems.has(stem)));
}
