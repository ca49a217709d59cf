import { type Leaf, leaves } from "../engine/event-text";
import type { Call, NormalisedSession } from "../engine/normalised-session";
import { callEffect } from "./call-effect";
import { workflowLimits } from "./workflow-limits";

/** A call as a step: what it does by name. */
export interface WorkflowStep {
  /** The tool with the words that choose what it does, or the command; empty where neither can be named. */
  name: string;
  call: Call;
}

const commandKey = /(^|\.)(command|cmd|script|commandline|line)$/i;
const actionKey = /(^|\.)(action|operation|op|verb|method|mode)$/i;
const waiting = /(^|[^\p{L}])(sleep|wait|poll|watch)/iu;
/** Moving about and saying something are part of no work. */
const aside = /^(cd|pushd|popd|export|set|source|echo|printf|true|clear)$/;
const longestCommand = 2000;
const mostParts = 2;
const mostWords = 3;

/**
 * The calls of each session that can be steps of something, in order. What failed or was declined was not done; reading the memory, thinking
 * and looking at a state that passes, which is waiting, lead nowhere by themselves; and what fetches the text of strangers is no work of
 * the team. None of these is a step, nor does it stand between two.
 */
export function workflowSteps(sessions: readonly NormalisedSession[]): WorkflowStep[][] {
  const commands = sessions.map(({ calls }) =>
    calls.filter(isDone).map((call) => {
      const given = leaves(call.input);
      return { call, tool: toolName(call.tool, given), parts: commandParts(given) };
    }),
  );
  const common = commonCommands(commands.map((own) => own.flatMap(({ parts }) => parts ?? [])));
  const passing = new Map<string, boolean>();
  return commands.map((own) =>
    own.flatMap(({ call, tool, parts }) => {
      const name = parts === null ? tool : commandName(parts, common);
      const isPassing = passing.get(name) ?? leadsNowhere(name, call);
      if (name !== "") passing.set(name, isPassing);
      return isPassing ? [] : [{ name, call }];
    }),
  );
}

function isDone({ outcome, provenance, touchesMemory }: Call): boolean {
  return outcome === "ok" && provenance === "tool_trusted" && !touchesMemory;
}

function leadsNowhere(name: string, call: Call): boolean {
  const effect = callEffect(call);
  return effect === "observes" || effect === "computes" || waiting.test(name);
}

/** Words of the argument that chooses what a tool with a general name does belong to its name. */
function toolName(tool: string, given: readonly Leaf[]): string {
  const action = given.find(({ key, text }) => actionKey.test(key) && /^[\w-]{2,40}$/.test(text))?.text;
  return /^[\w.:@/-]{1,80}$/.test(tool) ? [tool, ...(action ? [action] : [])].join(" ") : "";
}

/** The commands of a command line, each as its program with the plain words after it; null for a call that is none. */
function commandParts(given: readonly Leaf[]): string[][] | null {
  const line = given.find(({ key, text }) => commandKey.test(key) && /\S\s+\S/.test(text))?.text;
  if (line === undefined) return null;
  const bare = line.slice(0, longestCommand).replace(/"[^"]*"|'[^']*'/g, "…");
  return (bare.split("\n", 1)[0] ?? "")
    .split(/&&|\|\||;/)
    .map((part) => plainWords(part.split("|", 1)[0] ?? ""))
    .filter(([program = ""]) => program !== "" && !aside.test(program))
    .slice(0, mostParts);
}

/** Flags and their values say how, not what; the first word that is no plain one is what it is done to. */
function plainWords(part: string): string[] {
  const all = part
    .trim()
    .split(/\s+/)
    .filter((word) => !/^\w+=/.test(word));
  const program = all[0]?.split("/").at(-1) ?? "";
  if (!/^[\w.@+-]+$/.test(program)) return [];
  const words = all.slice(1).filter((word, at) => !word.startsWith("-") && !/^-\w$/.test(all[at] ?? ""));
  const end = words.findIndex((word) => !/^[a-z][a-z:-]*$/.test(word));
  return [program, ...words.slice(0, end === -1 ? mostWords - 1 : Math.min(end, mostWords - 1))];
}

/** Beginnings of commands that recur over sessions: in them a word is part of the command and no value. */
function commonCommands(sessions: readonly (readonly string[][])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const parts of sessions) {
    const own = new Set(parts.flatMap((words) => words.map((_, at) => words.slice(0, at + 1).join(" "))));
    for (const beginning of own) counts.set(beginning, (counts.get(beginning) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([text, count]) => (count >= workflowLimits.fewestSessions ? [text] : [])));
}

function commandName(parts: readonly string[][], common: ReadonlySet<string>): string {
  return parts
    .map((words) => {
      const known = words.findLastIndex((_, at) => common.has(words.slice(0, at + 1).join(" ")));
      return words.slice(0, Math.max(0, known) + 1).join(" ");
    })
    .join(" && ");
}
