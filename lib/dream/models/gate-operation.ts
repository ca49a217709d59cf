import type { EventEvidence, InsightSupport } from "@/lib/contract/dream-insight";
import { foldWhiteSpace } from "@/lib/text/fold-white-space";
import { containment } from "@/lib/text/similarity";
import { holdsSecret } from "../engine/event-evidence";
import { holdsWord } from "../engine/holds-word";
import { isRecurrent, lastDay, type Occurrence, supportOf } from "../engine/support";
import type { DreamWorld } from "../engine/world";
import type { RawOperation } from "./answer-schemas";
import { contentWords } from "./content-words";
import { entityKey, scopeText } from "./group-observations";
import type { LossBudget } from "./loss-budget";
import type { Drop, Gate, Observation } from "./observation";
import { isOrder, type OrderTaint } from "./order-taint";
import { areUnlike } from "./surroundings";
import { groundedWords, linesPerOperation, statementCharacters, touchedWords } from "./thresholds";
import { checkedTokens, unsourcedToken } from "./token-provenance";
import { shownLines, type TouchedFile } from "./touched-files";

/** An operation that every check in code let through. */
export interface GatedOperation {
  op: RawOperation["op"];
  /** The new text on one or more lines, its slots filled; null for a removal and a move. */
  newLines: readonly string[] | null;
  target: { file: TouchedFile; first: number; last: number; toLine: number | null } | null;
  conditions: readonly string[];
  observations: readonly Observation[];
  evidence: readonly EventEvidence[];
  support: InsightSupport;
  occurrences: readonly Occurrence[];
}

export interface OperationContext {
  cluster: readonly Observation[];
  files: readonly TouchedFile[];
  world: DreamWorld;
  isTainted: OrderTaint;
  loss: LossBudget;
  /** The names in the observations of all cases. */
  names: ReadonlySet<string>;
}

type Held = Pick<Drop, "gate" | "reason" | "statement">;

/**
 * Gate B. Checks an operation against what it was made from: the file is the one that was shown and its lines say what the
 * operation says they do, every checkable part of the new text has a source, the cases are alike, the support recounted from
 * sessions is enough, and nothing that it takes away goes over the loss budget.
 */
export function gateOperation(raw: RawOperation, context: OperationContext): GatedOperation | Held {
  const held = (gate: Gate, reason: string, shown: string | null = raw.new_text ?? raw.old_text): Held => ({
    gate,
    reason,
    statement: shown === null || holdsSecret(shown) ? null : foldWhiteSpace(shown).slice(0, statementCharacters),
  });
  const target = anchorOf(raw, context.files);
  if (typeof target === "string") return held("anchor", target);
  const text = raw.new_text?.trim() ?? "";
  const lines = text.split("\n").map((line) => line.trimEnd());
  const needsText = raw.op === "add" || raw.op === "replace";
  if (needsText && (text === "" || text.length > statementCharacters * 2 || lines.length > linesPerOperation)) {
    return held("form", "no new text of a few lines");
  }
  if (raw.op === "add" && lines.length > 1) return held("form", "a new lesson is one line");
  if (!needsText && text !== "") return held("form", "a removal or a move brings no text");
  const checked = withoutSlots(text);
  if (checked === null) return held("form", "it holds a place for a value that there is none for");
  if (holdsSecret(text)) return held("secret", "it holds what looks like a secret", null);
  const cited = raw.obs_ids.flatMap((id) => context.cluster[Number(/^o(\d+)$/.exec(id)?.[1] ?? 0) - 1] ?? []);
  if (cited.length === 0) return held("recount", "it rests on no observation of its case");
  if (cited.some((left, at) => cited.slice(at + 1).some((right) => areUnlike(scopeText(left), scopeText(right))))) {
    return held("unlike", "it merges observations from different environments");
  }
  const isOfPerson = cited.some(({ kind }) => kind === "preference");
  if (context.isTainted(text) || (!isOfPerson && isOrder(text))) {
    return held("order", "it repeats an order from a transcript", null);
  }
  const oldText = target === null ? "" : shownLines(target.file.document, target.first, target.last).join("\n");
  const stranger = strangerIn(checked, oldText, cited, context.names);
  if (stranger !== null) return held("unlike", "it names something of which its observations say nothing");
  const supporting = cited.filter(
    (observation) =>
      (!needsText || speaksOf(observation, checked, cited)) &&
      (oldText === "" || overlap(oldText, ownText(observation)) >= touchedWords),
  );
  const counted = recount(supporting, context.world);
  if (!isRecurrent(counted.support)) {
    return held(
      "recount",
      `it has the support of ${counted.support.sessions} sessions by ${counted.support.actors} agents`,
    );
  }
  const evidence = supporting.flatMap((observation) => observation.evidence);
  const grounds = [...evidence.map(({ quote }) => quote), ...supporting.map(ownText), oldText].join("\n");
  if (needsText && overlap(checked, grounds) < groundedWords) {
    return held("tokens", "most of its words stand in none of its quotes");
  }
  const foreign = unsourcedToken(checked, [...evidence.map(({ quote }) => quote), oldText]);
  if (foreign !== null) return held("tokens", `a ${foreign.kind} in it does not stand in its quotes`);
  const newLines = needsText
    ? fillSlots(text, counted)
        .split("\n")
        .map((line) => line.trimEnd())
    : null;
  if (target !== null && raw.op !== "move" && !context.loss.take(target, newLines ?? [])) {
    return held("loss", "it would take away more than a dream may");
  }
  const conditions = raw.conditions
    .map(foldWhiteSpace)
    .filter((condition) => condition !== "" && !isOrder(condition) && !holdsSecret(condition))
    .filter(
      (condition) =>
        unsourcedToken(
          condition,
          evidence.map(({ quote }) => quote),
        ) === null,
    );
  return { op: raw.op, newLines, target, conditions, observations: supporting, evidence, ...counted };
}

/** Where the operation works, null for a new line, or why it cannot be there. */
function anchorOf(raw: RawOperation, files: readonly TouchedFile[]): GatedOperation["target"] | string {
  if (raw.op === "add") return null;
  const file = files.find(({ document }) => document.path === raw.path);
  if (file === undefined) return "its file was not shown";
  if (raw.base_sha !== file.sha) return "it was made for another state of the file";
  const [first, last = first] = raw.lines ?? [];
  if (first === undefined || last === undefined || first < file.range[0] || last > file.range[1] || last < first) {
    return "its lines were not shown";
  }
  if (last - first >= linesPerOperation) return "it spans too many lines";
  const shown = shownLines(file.document, first, last).join("\n");
  if (raw.old_text === null || foldWhiteSpace(raw.old_text) !== foldWhiteSpace(shown) || shown.trim() === "") {
    return "the text to change is not what it says";
  }
  if (holdsSecret(file.document.lines.slice(first - 1, last).join("\n"))) return "its lines hold a secret";
  if (raw.op !== "move") return { file, first, last, toLine: null };
  const toLine = raw.to_line ?? -1;
  if (toLine < 0 || toLine > file.document.lines.length || (toLine >= first - 1 && toLine <= last)) {
    return "there is no such place to move to";
  }
  return { file, first, last, toLine };
}

/**
 * Whether an observation is about what the text says: it holds more than half of the names in it. A text that joins two
 * cases has names of both, and neither case then supports it.
 */
function speaksOf(observation: Observation, text: string, cited: readonly Observation[]): boolean {
  const own = ownText(observation);
  const lower = text.toLowerCase();
  const entities = cited.flatMap(({ entities: names }) => names.map(entityKey)).filter((name) => lower.includes(name));
  const tokens = checkedTokens(text).filter(({ kind }) => kind !== "negation" && kind !== "number" && kind !== "date");
  const names = [...new Set([...entities, ...tokens.map((token) => token.text.toLowerCase())])].filter(
    (name) => name.length > 1 && !name.includes("{{"),
  );
  const held = names.filter((name) => own.toLowerCase().includes(name)).length;
  if (names.length > 0) return held * 2 > names.length;
  return overlap(text, own) > 0.5;
}

function ownText({ statement, entities, evidence }: Observation): string {
  return [statement, ...entities, ...evidence.map(({ quote }) => quote)].join("\n");
}

/** Share of the words of a text that the other one holds. */
function overlap(text: string, other: string): number {
  return containment(contentWords(text), contentWords(other));
}

/** A name of another case that a text brings in: what the text says of it rests on nothing. */
function strangerIn(
  text: string,
  oldText: string,
  cited: readonly Observation[],
  names: ReadonlySet<string>,
): string | null {
  const known = `${oldText}\n${cited.map(ownText).join("\n")}`.toLowerCase();
  const lower = text.toLowerCase();
  return [...names].find((name) => name.length > 2 && holdsWord(lower, name) && !known.includes(name)) ?? null;
}

function recount(observations: readonly Observation[], world: DreamWorld) {
  const occurrences = new Map<string, Occurrence>();
  for (const { session, evidence, atMs } of observations) {
    evidence.forEach((item, at) => {
      occurrences.set(`${session} ${item.event_id}`, { session, atMs: atMs[at] ?? null });
    });
  }
  const counted = [...occurrences.values()];
  return { occurrences: counted, support: supportOf(counted, world.sessions) };
}

/** Places for values that only code may say. */
const slot = /\{\{\s*(n_support|n_actors|last_day)\s*\}\}/g;

/** What of a text the model itself says; null when it asks for a value that there is none for. */
function withoutSlots(text: string): string | null {
  const rest = text.replace(slot, " ");
  return /\{\{|\}\}/.test(rest) ? null : rest;
}

function fillSlots(
  text: string,
  { support, occurrences }: { support: InsightSupport; occurrences: readonly Occurrence[] },
): string {
  const values: Record<string, string> = {
    n_support: String(support.sessions),
    n_actors: String(support.actors),
    last_day: lastDay(occurrences) ?? "an unknown day",
  };
  return text.replace(slot, (_, name: string) => values[name] ?? "");
}
