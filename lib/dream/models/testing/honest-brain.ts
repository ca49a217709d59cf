import type { RawObservation, RawOperation } from "../answer-schemas";
import type { AskedQuestion } from "./scripted-model-server";

interface Lesson {
  /** What shows it in a transcript; the match is the quote. */
  shows: RegExp;
  kind: RawObservation["kind"];
  statement: string;
  entities: string[];
  /** The edit that an honest model makes of it; `line` finds the line of memory that it changes. */
  edit: { op: "add"; text: string } | { op: "replace"; line: RegExp; text: string } | { op: "delete"; line: RegExp };
}

/** What there is to learn in the world of the faults. */
export const lessons: readonly Lesson[] = [
  {
    shows: /settlement export refused: the ledger snapshot is not sealed yet/,
    kind: "fact",
    statement: "The settlement export is refused while the ledger snapshot is not sealed.",
    entities: ["settlement export", "ledger snapshot"],
    edit: {
      op: "add",
      text: "The settlement export is refused while the ledger snapshot is not sealed ({{n_support}} sessions).",
    },
  },
  {
    shows: /settlement export starts at 04:35 each night since the move/,
    kind: "memory_wrong",
    statement: "The settlement export starts at 04:35 each night.",
    entities: ["settlement export"],
    edit: { op: "replace", line: /starts at 02:10/, text: "the settlement export starts at 04:35 each night" },
  },
  {
    shows: /refunds queue is back in service, routing by hand is closed/,
    kind: "memory_wrong",
    statement: "Refunds are routed by the queue again, routing by hand is closed.",
    entities: ["refunds"],
    edit: { op: "delete", line: /route refunds by hand/ },
  },
  {
    shows: /Please keep one commit per change in this repository/,
    kind: "preference",
    statement: "People want one commit per change.",
    entities: ["commit"],
    edit: { op: "add", text: "Keep one commit per change in this repository." },
  },
];

/** The events of a transcript as the request shows them. */
export function eventsIn(prompt: string): { event: number; text: string }[] {
  const pieces = prompt.split(/^\[(\d+)\] .*\n/m);
  return pieces.flatMap((piece, at) => (at % 2 === 1 ? [{ event: Number(piece), text: pieces[at + 1] ?? "" }] : []));
}

/** Answers as a model that does exactly what the prompts ask. */
export function honestAnswer(question: AskedQuestion): {
  observations?: RawObservation[];
  ops?: RawOperation[];
  verdict?: string;
  reason?: string;
} {
  if (question.step === "map") return { observations: observe(question.prompt) };
  if (question.step === "reduce") return { ops: edit(question.prompt) };
  return { verdict: "supported", reason: "the quotes say so" };
}

function observe(prompt: string): RawObservation[] {
  const events = eventsIn(prompt);
  return lessons.flatMap(({ shows, kind, statement, entities }): RawObservation[] => {
    const found = events.find(({ text }) => shows.test(text));
    if (found === undefined) return [];
    const quote = shows.exec(found.text)?.[0] ?? "";
    return [
      { kind, statement, conditions: [], entities, outcome: "unknown", evidence: [{ event: found.event, quote }] },
    ];
  });
}

function edit(prompt: string): RawOperation[] {
  return lessons.flatMap(({ statement, edit: wanted }) => {
    const ids = observationIds(prompt, statement);
    if (ids.length === 0) return [];
    if (wanted.op === "add") return [operation({ op: "add", new_text: wanted.text, obs_ids: ids })];
    const place = findLine(prompt, wanted.line);
    if (place === null) return [];
    const new_text = wanted.op === "replace" ? wanted.text : null;
    return [operation({ op: wanted.op, ...place, new_text, obs_ids: ids })];
  });
}

/** The ids of the observations of the case, of those alone that say `statement` where it is given. */
export function observationIds(prompt: string, statement = ""): string[] {
  const lines = [...prompt.matchAll(/^(o\d+) \w+ \(session \d+\): (.*)$/gm)];
  return lines.filter(([, , said = ""]) => said.includes(statement)).map(([, id]) => id ?? "");
}

/** Where a line of a shown file stands, as an operation names it. */
export function findLine(prompt: string, wanted: RegExp) {
  for (const file of prompt.split(/^(?=FILE )/m).slice(1)) {
    const [, path, base_sha] = /^FILE (\S+) base_sha (\w+)/.exec(file) ?? [];
    const line = file.split("\n").find((text) => /^\d+: /.test(text) && wanted.test(text));
    const [, number, old_text] = /^(\d+): (.*)$/.exec(line ?? "") ?? [];
    if (path === undefined || base_sha === undefined || number === undefined || old_text === undefined) continue;
    return { path, base_sha, lines: [Number(number), Number(number)], old_text };
  }
  return null;
}

/** An operation in which everything that is not given is empty. */
export function operation(over: Partial<RawOperation>): RawOperation {
  return {
    op: "add",
    path: null,
    base_sha: null,
    lines: null,
    to_line: null,
    old_text: null,
    new_text: null,
    conditions: [],
    obs_ids: [],
    rationale: "",
    risk: "low",
    ...over,
  };
}
