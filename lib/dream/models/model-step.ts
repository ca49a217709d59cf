import type { z } from "zod";
import type { DreamUsage } from "@/lib/contract/dream";
import { canonicalJson } from "../engine/canonical-json";
import { sha256Hex } from "../engine/sha256-hex";
import { addUsage, type ModelBudget, noUsage } from "./model-budget";
import { ModelError } from "./model-error";
import { promptVersion, repairPrompt, schemaVersion } from "./prompts";
import { estimateTokens } from "./render-session";
import type { OpenModel } from "./request-model";
import { retryRequest } from "./retry-request";
import { type CallLimits, outputTokens } from "./thresholds";

export type StepName = "map" | "reduce" | "verify";

/** One question to the model, with what it is about in ids and numbers, never in words. */
export interface ModelStep<Schema extends z.ZodType> {
  name: StepName;
  subject: Readonly<Record<string, string | number>>;
  system: string;
  prompt: string;
  schema: Schema;
  /** The sessions that the prompt was made from. */
  sessionIds: readonly string[];
  /** Whether memory of the dream's store is part of the prompt. */
  readsMemory: boolean;
  /** Tells votes on one question apart; 1 where there is one. */
  vote: number;
  /** What came of the answer, in counts and fixed words, for whoever follows the dream. */
  weigh: (answer: z.infer<Schema>) => StepDetails;
}

export type StepDetails = Readonly<Record<string, string | number>>;
type AnyStep = Omit<ModelStep<z.ZodType>, "weigh">;

/** Answers that were paid for already. */
export interface ModelResults {
  find(key: string): Promise<unknown | null>;
  keep(key: string, step: AnyStep, answer: unknown, usage: DreamUsage): Promise<void>;
}

/** Writes down what happens, where people follow it. Nothing that it gets quotes a transcript or memory. */
export interface ModelJournal {
  /** Resolves once the start is written, to what ends it. */
  start(step: AnyStep): Promise<(end: StepEnd) => Promise<void>>;
  /** The question was answered before. */
  reuse(step: AnyStep, details: StepDetails): Promise<void>;
}

export interface StepEnd {
  outcome: "answered" | "malformed" | "unavailable";
  details: StepDetails;
  usage: DreamUsage;
  ms: number;
  /** Requests that were refused or broke and were made again. */
  retries: number;
  /** Whether the first answer could not be read and a second was asked for. */
  repaired: boolean;
  /** Why there is no answer. */
  reason: string | null;
}

export interface StepContext {
  model: OpenModel;
  modelId: string;
  budget: ModelBudget;
  results: ModelResults;
  journal: ModelJournal;
  limits: CallLimits;
  signal: AbortSignal;
}

export type StepAnswer<Answer> = { answer: Answer } | { answer: null; reason: string };

/**
 * Asks the model one question, or takes the answer to the same question that an earlier attempt or dream got. An answer that
 * does not fit the schema is complained about once. Throws DreamFailure at the budget, ModelError of scope `endpoint` when
 * no question will be answered, and the signal's reason.
 */
export async function askModel<Schema extends z.ZodType>(
  step: ModelStep<Schema>,
  context: StepContext,
): Promise<StepAnswer<z.infer<Schema>>> {
  const key = keyOf(step, context.modelId);
  const kept = step.schema.safeParse(await context.results.find(key));
  if (kept.success) {
    await context.journal.reuse(step, step.weigh(kept.data));
    return { answer: kept.data };
  }
  const end = await context.journal.start(step);
  const startedMs = performance.now();
  const tally = { usage: noUsage, retries: 0, repaired: false };
  const finish = (outcome: StepEnd["outcome"], reason: string | null, details: StepDetails = {}) =>
    end({ ...tally, outcome, details, reason, ms: Math.round(performance.now() - startedMs) });
  try {
    const answer = await converse(step, context, tally);
    if (answer === null) {
      await finish("malformed", unreadable);
      return { answer: null, reason: unreadable };
    }
    await context.results.keep(key, step, answer, tally.usage);
    await finish("answered", null, step.weigh(answer));
    return { answer };
  } catch (error) {
    const reason = error instanceof ModelError ? error.message : "The dream was stopped.";
    await finish("unavailable", reason);
    if (!(error instanceof ModelError) || error.scope === "endpoint") throw error;
    return { answer: null, reason };
  }
}

/** Whether this question would cost nothing. */
export async function isAnswered(
  step: Pick<AnyStep, "name" | "system" | "prompt" | "vote">,
  { results, modelId }: Pick<StepContext, "results" | "modelId">,
): Promise<boolean> {
  return (await results.find(keyOf(step, modelId))) !== null;
}

const unreadable = "The model's answer did not have the required form, also when asked again.";

interface Tally {
  usage: DreamUsage;
  retries: number;
  repaired: boolean;
}

async function converse<Schema extends z.ZodType>(
  step: ModelStep<Schema>,
  context: StepContext,
  tally: Tally,
): Promise<z.infer<Schema> | null> {
  const turns: { role: "user" | "assistant"; text: string }[] = [{ role: "user", text: step.prompt }];
  for (const isLast of [false, true]) {
    const text = await request(step, turns, context, tally);
    const read = readAnswer(text, step.schema);
    if ("answer" in read) return read.answer;
    if (isLast) break;
    tally.repaired = true;
    turns.push({ role: "assistant", text: text.trim() || "{}" }, { role: "user", text: repairPrompt(read.complaint) });
  }
  return null;
}

async function request(
  step: AnyStep,
  turns: readonly { role: "user" | "assistant"; text: string }[],
  { model, budget, limits, signal }: StepContext,
  tally: Tally,
): Promise<string> {
  const maxOutputTokens = outputTokens[step.name];
  const inputTokens = estimateTokens(step.system) + turns.reduce((sum, { text }) => sum + estimateTokens(text), 0);
  const settle = budget.reserve(inputTokens, maxOutputTokens);
  let used = noUsage;
  try {
    const ask = () =>
      model.request({ system: step.system, turns, schema: step.schema, maxOutputTokens }, signal, limits);
    const answer = await retryRequest(ask, signal, limits, () => tally.retries++);
    used = answer.usage;
    return answer.text;
  } finally {
    settle(used);
    tally.usage = addUsage(tally.usage, used);
  }
}

function readAnswer<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): { answer: z.infer<Schema> } | { complaint: string } {
  const parsed = schema.safeParse(jsonIn(text));
  if (parsed.success) return { answer: parsed.data };
  const places = parsed.error.issues.slice(0, 5).map(({ path, code }) => `${path.join(".") || "the whole"} (${code})`);
  return { complaint: `it is no JSON of the required form at ${places.join(", ")}` };
}

/** The JSON of an answer, also where a model wrapped it into a code block. */
function jsonIn(text: string): unknown {
  const body = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Equal for questions that get the same answer: a session that did not change is never paid for twice. */
function keyOf(step: Pick<AnyStep, "name" | "system" | "prompt" | "vote">, modelId: string): string {
  return sha256Hex(
    canonicalJson([step.name, promptVersion, schemaVersion, modelId, step.system, step.prompt, step.vote]),
  );
}
