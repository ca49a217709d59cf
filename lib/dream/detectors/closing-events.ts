import { leaves } from "../engine/event-text";
import type { Call, EventRef, NormalisedSession } from "../engine/normalised-session";
import type { DreamWorld } from "../engine/world";
import { resultFields } from "./result-fields";
import {
  closedPhrase,
  closedValue,
  closingVerbs,
  notSo,
  openValue,
  reachedField,
  stateField,
  volatileForms,
} from "./volatile-words";
import { fieldReference, type WorkReference, workReferences } from "./work-references";

/** Something said in a session about how far a piece of work is. */
export interface WorkState {
  references: readonly WorkReference[];
  /** The words that it was read from, where things are named without a reference. */
  text: string;
  isClosed: boolean;
  /** The state in one word or two, as it was said. */
  fact: string;
  session: number;
  event: EventRef;
  atMs: number;
  /** Whether a tool or a person said it, and not the agent itself. */
  isFirstHand: boolean;
}

type Said = Pick<WorkState, "references" | "text" | "isClosed" | "fact">;

const longestText = 20_000;
const known = new WeakMap<DreamWorld, readonly WorkState[]>();

/** What sessions say about the state of work, in the order of time. Untrusted text and memory itself say nothing. */
export function workStates(world: DreamWorld): readonly WorkState[] {
  const states = known.get(world) ?? readStates(world);
  known.set(world, states);
  return states;
}

function readStates(world: DreamWorld): WorkState[] {
  const memory = world.documents.map(({ memory: { content } }) => content).join("\n");
  return world.sessions
    .flatMap((session, position) => statesOf(session, position, memory))
    .sort(
      (left, right) =>
        left.atMs - right.atMs || left.session - right.session || left.event.sequence - right.event.sequence,
    );
}

function statesOf(session: NormalisedSession, position: number, memory: string): WorkState[] {
  const at = (event: EventRef, isFirstHand: boolean, said: readonly Said[]): WorkState[] => {
    const { atMs } = event;
    return atMs === null ? [] : said.map((one) => ({ ...one, session: position, event, atMs, isFirstHand }));
  };
  const calls = session.calls.flatMap((call) => at(call.result ?? call.use, true, saidByCall(call)));
  const spoken = session.utterances.flatMap(({ event, provenance }) => {
    if (provenance !== "user" && provenance !== "agent") return [];
    const said = saidInProse(event.text, []).filter(({ text }) => provenance === "user" || !memory.includes(text));
    return at(event, provenance === "user", said);
  });
  return [...calls, ...spoken];
}

function saidByCall(call: Call): Said[] {
  if (call.outcome !== "ok" || call.provenance !== "tool_trusted" || call.touchesMemory || !call.result) return [];
  const { text } = call.result;
  if (text.length > longestText) return [];
  const asked = leaves(call.input);
  const own = [
    ...asked.flatMap((leaf) => [...workReferences(leaf.text, "any"), ...fieldReference(leaf.key, leaf.text)]),
    ...workReferences(`${call.tool.replaceAll("_", " ")} ${asked.map((leaf) => leaf.text).join(" ")}`, "any"),
  ];
  const objects = objectsIn(text);
  if (objects.length > 0) {
    const only = objects.length === 1;
    return objects.flatMap((fields) => saidByFields(fields, only ? own : []));
  }
  const fields = resultFields(text).map(({ name, text: value }) => ({ key: name, text: value }));
  const byFields = fields.length > 1 ? saidByFields(fields, own) : [];
  const byCall = saidByFields(asked, own).concat(saidByVerb(call, own));
  return [...byFields, ...byCall, ...saidInProse(text, text.split("\n").length <= 3 ? own : [])];
}

interface Field {
  key: string;
  text: string;
}

/** The objects of a JSON result, each with its own scalars and those of the objects inside it, but not of lists. */
function objectsIn(text: string): Field[][] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    const found: Field[][] = [];
    collect(JSON.parse(text), found);
    return found;
  } catch {
    return [];
  }
}

function collect(value: unknown, found: Field[][]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const lists: unknown[] = [];
  const fields = scalars(value, "", lists);
  if (fields.length > 0) found.push(fields);
  for (const list of lists) collect(list, found);
}

function scalars(value: object, prefix: string, lists: unknown[]): Field[] {
  return Object.entries(value).flatMap(([name, item]: [string, unknown]): Field[] => {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (Array.isArray(item)) lists.push(item);
    if (typeof item === "string" || typeof item === "number" || typeof item === "boolean")
      return [{ key, text: String(item) }];
    return typeof item === "object" && item !== null && !Array.isArray(item) ? scalars(item, key, lists) : [];
  });
}

/** Fields of one thing: a state, or a time at which a state was reached. */
function saidByFields(fields: readonly Field[], own: readonly WorkReference[]): Said[] {
  const references = [
    ...own,
    ...fields.flatMap(({ key, text }) => [...fieldReference(key, text), ...workReferences(text, "any")]),
  ];
  const text = fields.map(({ key, text: value }) => `${key}: ${value}`).join("; ");
  return fields.flatMap(({ key, text: value }): Said[] => {
    const state = value.trim();
    if (stateField.test(key) && (closedValue.test(state) || openValue.test(state)))
      return [{ references, text, isClosed: closedValue.test(state), fact: wordOf(state) }];
    const reached = reachedField.exec(/[^.]*$/.exec(key)?.[0] ?? "")?.[1];
    const isReached = /^(?:true|yes|\d{4}-\d{2}-\d{2}\S*|\d{10,13})$/.test(state);
    return reached !== undefined && isReached ? [{ references, text, isClosed: true, fact: wordOf(reached) }] : [];
  });
}

/** A call that ends the work itself: `gh pr merge 412`, `close_ticket`. */
function saidByVerb(call: Call, own: readonly WorkReference[]): Said[] {
  const words = `${call.tool} ${leaves(call.input)
    .map(({ text }) => text)
    .join(" ")}`.slice(0, 300);
  if (/dry[ _-]?run|--help|--check|status|\b(?:list|view|show|get)\b/i.test(words)) return [];
  const verb = words
    .toLowerCase()
    .split(/[^a-z]+/)
    .find((word) => closingVerbs.has(word));
  const fact = closingVerbs.get(verb ?? "");
  const number = new RegExp(`\\b${verb}\\s+#?(\\d{1,7})\\b`, "i").exec(words)?.[1];
  const references = number === undefined ? own : [...own, `#:${number}`];
  return fact === undefined || references.length === 0 ? [] : [{ references, text: words, isClosed: true, fact }];
}

function saidInProse(text: string, own: readonly WorkReference[]): Said[] {
  if (
    text.length > longestText ||
    !(closedPhrase.test(text) || volatileForms.some(({ pattern }) => pattern.test(text)))
  )
    return [];
  return text.split(/\n|(?<=[.!?;])\s|,\s(?=\p{Lu}|#|and\b|but\b)/u).flatMap((clause): Said[] => {
    const phrase = closedPhrase.exec(clause);
    const form = volatileForms.find(({ kind, pattern }) => kind === "in_flight" && pattern.test(clause));
    if (!phrase && !form) return [];
    const named = workReferences(clause, "any");
    const references = named.length > 0 ? named : own;
    if (form || !phrase) return [{ references, text: clause.trim(), isClosed: false, fact: "" }];
    const before = clause.slice(0, phrase.index);
    if (notSo.test(before) || /\?\s*$/.test(clause)) return [];
    const after = clause.slice(phrase.index + phrase[0].length);
    // What follows at a distance is another thing: "merged after #400".
    const near = [
      ...workReferences(before, "any"),
      ...workReferences(
        after.slice(0, 40).replace(/\b(?:after|before|because|see|following|than|instead|by|since)\b.*/i, ""),
        "any",
      ),
    ];
    if (named.length > 0 && near.length === 0) return [];
    return [{ references: near.length > 0 ? near : own, text: clause.trim(), isClosed: true, fact: wordOf(phrase[0]) }];
  });
}

function wordOf(text: string): string {
  return text.toLowerCase().replace(/[_-]+/g, " ");
}
