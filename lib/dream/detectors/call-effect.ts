import type { CallToken } from "../engine/call-token";
import { leaves } from "../engine/event-text";
import { holdsWord } from "../engine/holds-word";
import type { Call } from "../engine/normalised-session";
import { changingWords, computingWords, readingWords, stateWords } from "./effect-words";
import { splitName } from "./entity-vocabulary";

/**
 * What a call does, as far as its form and its answer tell: looks something up, looks at a state that passes, works something out, or changes
 * the world. `unknown` where neither says.
 */
export type CallEffect = "looks_up" | "observes" | "computes" | "changes" | "unknown";

const fewestStemLetters = 4;
const longestReceipt = 400;
/** "Paged payments-core": what was done stands before what it was done to; "located in eu-3" tells where something is. */
const participle = /^(\p{L}{2,}ed|sent|put|set|built|made|shut|cut|begun)$/iu;
const changingQuery = /^\s*(update|insert|delete|alter|drop|create|merge|truncate|grant)\s+[\w."`]+\s/i;

/** Judges by verbs of the tool, its action argument and its command line; where none is known, by whether the answer confirms a deed. */
export function callEffect(call: Call): CallEffect {
  if (leaves(call.input).some(({ text }) => changingQuery.test(text))) return "changes";
  const byCommand = commandEffect(call);
  if (byCommand !== null && byCommand !== "unknown") return byCommand;
  const names = [...splitName(call.tool), ...actionWords(call)];
  const byName = byCommand === null ? wordsEffect(names) : "unknown";
  if (byName !== "unknown") return byName;
  return confirmsDeed(call, names) ? "changes" : "unknown";
}

/** The first known verb decides: `list_created_incidents` lists. A state among the words of a look makes it one that passes. */
function wordsEffect(names: readonly string[]): CallEffect {
  const verb = names.find((name) => isVerb(name));
  if (verb === undefined) return "unknown";
  if (changingWords.has(verb)) return "changes";
  if (computingWords.has(verb)) return "computes";
  return names.some((name) => stateWords.has(name)) ? "observes" : "looks_up";
}

function isVerb(word: string): boolean {
  return changingWords.has(word) || computingWords.has(word) || readingWords.has(word) || stateWords.has(word);
}

/** Words of arguments that choose what a tool with a general name does. */
function actionWords(call: Call): string[] {
  return leaves(call.input).flatMap(({ key, text }) =>
    /(^|\.)(action|operation|op|verb|method|mode)$/i.test(key) && text.length <= 40 ? splitName(text) : [],
  );
}

const shellTool = /(^|_)(bash|shell|sh|terminal|exec|command|cmd|run_command|execute_command|powershell)$/i;

function commandEffect(call: Call): CallEffect | null {
  const command = leaves(call.input).find(({ key }) => /(^|\.)(command|cmd|script|commandline)$/i.test(key))?.text;
  if (command === undefined || !(shellTool.test(call.tool) || /\s/.test(command))) return null;
  if (/(^|[^0-9&>])>{1,2}(?!\s*\/dev\/null|&)/.test(command) || /<<-?\s*['"]?\w/.test(command)) return "changes";
  const parts = command
    .split(/&&|\|\||[;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const effects = parts.map(partEffect);
  for (const effect of ["changes", "unknown", "observes", "computes"] as const)
    if (effects.includes(effect)) return effect;
  return effects.length === 0 ? "unknown" : "looks_up";
}

/** A program with its first words: flags and what looks like a value say nothing about what it does. */
function partEffect(part: string): CallEffect {
  const all = part.split(/\s+/).filter((word) => !/^\w+=/.test(word));
  const program = all[0]?.split("/").at(-1) ?? "";
  if (/^(sed)$/.test(program)) return /\s-\w*i/.test(part) ? "changes" : "looks_up";
  if (/^(find)$/.test(program)) return /-(delete|exec)/.test(part) ? "changes" : "looks_up";
  if (/^(curl|wget|http)$/.test(program))
    return /-X\s*(POST|PUT|PATCH|DELETE)|--data|\s-d\b/.test(part) ? "changes" : "unknown";
  if (readingWords.has(program) || /^(test|true|\[)$/.test(program)) return "looks_up";
  const words = all
    .slice(0, 6)
    .filter((word, at) => !word.startsWith("-") && !/^-\w$/.test(all[at - 1] ?? ""))
    .slice(0, 4);
  return wordsEffect(words.flatMap((word) => (changingWords.has(word) ? [word] : splitName(word))));
}

/** Whether the answer says that what the call's words name was done: `reseat pump-3` and "pump-3 reseated". */
function confirmsDeed(call: Call, names: readonly string[]): boolean {
  const text = call.result?.text ?? "";
  if (text.length > longestReceipt) return false;
  const [deed = "", on] = text.match(/[\p{L}\p{N}_.-]+/gu) ?? [];
  if (participle.test(deed) && (on === undefined || holdsWord(call.use.text, on))) return true;
  const said = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const commanded = call.tokens.filter(isWordOfCommand).map(({ text: word }) => word.toLowerCase());
  return [...names, ...commanded].some(
    (name) => name.length >= fewestStemLetters && pastForms(name).some((form) => said.has(form)),
  );
}

function isWordOfCommand({ slot, text }: CallToken): boolean {
  return /^\p{L}+$/u.test(text) && (slot === "program" || !slot.includes("-"));
}

function pastForms(verb: string): string[] {
  const stem = verb.replace(/e$/, "");
  return [`${stem}ed`, `${verb}${verb.at(-1) ?? ""}ed`, ...(verb.endsWith("y") ? [`${verb.slice(0, -1)}ied`] : [])];
}
