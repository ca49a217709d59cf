import { leaves } from "../engine/event-text";
import type { Call } from "../engine/normalised-session";
import { callEffect } from "./call-effect";
import { changingWords, readingWords, stateWords } from "./effect-words";
import { splitName } from "./entity-vocabulary";

/** A call that changes something, with the thing it changes. */
export interface Deed {
  call: Call;
  /** The tool, or the program and verb of a command line. */
  action: string;
  entity: string;
  /** Every name among its arguments, by argument: two deeds that differ in one are not the same work. */
  names: ReadonlyMap<string, string>;
  /** Names in the receipt that the call did not hold: what was made by it. */
  receipts: readonly string[];
  /** Whether its form leaves no doubt that it changes something. */
  isCertain: boolean;
}

const thingKey =
  /(^|[._])(service|host|hostname|component|app|application|deployment|node|pod|cluster|queue|database|db|table|dataset|entity|target|resource|asset|unit|instance|server|device|machine|store|order|ticket|object|item|subject|name|id)(_?(name|id))?$/i;
/** What qualifies a thing and is shared by many. */
const qualifierKey =
  /(^|[._])(alert|alertname|namespace|region|zone|env|environment|team|type|kind|mode|severity|priority|status|state|action|operation|op|method|verb|strategy|channel|format|branch|version|level|category|color)s?$/i;
/** Who does it, and words that go with it. */
const personKey =
  /(^|[._])(by|user|agent|actor|assignee|owner|claimed_by|author|requester|operator|caller|from|on_call|oncall)(_?(name|id))?$/i;
const asideKey =
  /(^|[._])(reason|description|explanation|comment|note|message|body|text|title|summary|content|contents|thought|justification|request_?id|trace_?id|correlation_?id|idempotency_?key|token|nonce|probe|cursor|timeout|force|dry_?run)$/i;
/** Programs that change the working copy of the one who calls them. */
const localPrograms =
  /^(git|gh|npm|npx|pnpm|yarn|bun|pip3?|uv|poetry|cargo|go|make|cmake|mvn|gradle|mkdir|rm|rmdir|cp|mv|touch|chmod|chown|ln|tee|dd|sed|awk|python3?|node|docker|cd|export|source|vim?|nano|tar|unzip|zip)$/;
const fileTools =
  /(^|_)(edit|write|multi_?edit|notebook_?edit|str_replace\w*|create_file|apply_patch|patch|todo_?write)$/i;

/** Reads a call as a deed; null for what changes nothing, what failed, and work on one's own files. */
export function readDeed(call: Call): Deed | null {
  if (call.outcome !== "ok" || call.touchesMemory || call.provenance !== "tool_trusted" || fileTools.test(call.tool))
    return null;
  const effect = callEffect(call);
  if (effect !== "changes" && effect !== "unknown") return null;
  const command = leaves(call.input).find(
    ({ key, text }) => /(^|\.)(command|cmd|script)$/i.test(key) && /\s/.test(text),
  );
  const read = command ? ofCommand(command.text) : ofArguments(call);
  if (!read) return null;
  const receipts = effect === "changes" ? [] : freshNames(call);
  if (effect === "unknown" && receipts.length === 0) return null;
  return { call, ...read, action: command ? read.action : call.tool, receipts, isCertain: effect === "changes" };
}

type ReadNames = Pick<Deed, "action" | "entity" | "names">;

function ofArguments(call: Call): ReadNames | null {
  const names = new Map<string, string>();
  for (const { key, text } of leaves(call.input)) {
    if (isName(text) && !asideKey.test(key) && !personKey.test(key) && !names.has(key)) names.set(key, text);
  }
  const keys = [...names.keys()];
  const ofTool = new Set(splitName(call.tool));
  const key =
    keys.find((candidate) => !qualifierKey.test(candidate) && splitName(candidate).some((word) => ofTool.has(word))) ??
    keys.find((candidate) => thingKey.test(candidate) && !qualifierKey.test(candidate)) ??
    keys.find((candidate) => !qualifierKey.test(candidate));
  const entity = key === undefined ? undefined : names.get(key);
  return entity === undefined ? null : { action: call.tool, entity, names };
}

function ofCommand(command: string): ReadNames | null {
  const part =
    command
      .split(/&&|\|\||[;|\n]/)
      .find((candidate) => candidate.trim() !== "")
      ?.trim() ?? "";
  const words = part.split(/\s+/);
  const program = words[0]?.split("/").at(-1) ?? "";
  if (program === "" || localPrograms.test(program)) return null;
  const names = new Map<string, string>();
  const verbs: string[] = [];
  const things: string[] = [];
  words.slice(1).forEach((word, at) => {
    const before = words[at] ?? "";
    if (word.startsWith("-")) return;
    if (before.startsWith("-")) names.set(before, word);
    else if (things.length === 0 && isCommandWord(word)) verbs.push(word);
    else if (isName(word)) things.push(word.replace(/^[\w]+\//, ""));
  });
  for (const [at, thing] of things.entries()) names.set(String(at), thing);
  const [entity] = things;
  return entity === undefined ? null : { action: [program, ...verbs.slice(0, 2)].join(" "), entity, names };
}

function isCommandWord(word: string): boolean {
  const lower = word.toLowerCase();
  return changingWords.has(lower) || readingWords.has(lower) || stateWords.has(lower) || /^\p{Ll}{2,10}$/u.test(word);
}

function isName(text: string): boolean {
  return (
    text.length >= 2 &&
    text.length <= 80 &&
    /^[\p{L}\p{N}][\p{L}\p{N}_.:/@-]*$/u.test(text) &&
    /\p{L}/u.test(text) &&
    !/^(true|false|null|none|yes|no|all)$/i.test(text) &&
    !/^\d{4}-\d{2}-\d{2}/.test(text)
  );
}

const longestReceipt = 200;

/** Names with digits or without vowels in a short answer that the call does not hold: an operation, a run or a ticket that it started. */
function freshNames(call: Call): string[] {
  const text = call.result?.text ?? "";
  if (text.length > longestReceipt || text.includes("\n")) return [];
  const held = call.use.text;
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]{3,}/gu) ?? []).filter(
    (word) => (/\d/.test(word) ? /\p{L}/u.test(word) : !/[aeiouy]/i.test(word)) && !held.includes(word),
  );
}
