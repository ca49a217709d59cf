import { APICallError, generateText, type LanguageModel, type ModelMessage, RetryError, type ToolResultPart } from "ai";
import type { Answer, Briefing, Mind, Move } from "./agent";
import { systemPrompt, taskPrompt } from "./model-prompts";
import { modelTools, readCall, type Step } from "./model-tools";
import type { Task } from "./tasks";

export interface ModelPlayers {
  model: LanguageModel;
  /** Most tokens that all sessions together may use. */
  maxTokens: number;
  /** Aborted when nobody wants the play any more. */
  signal: AbortSignal;
  limits?: ModelLimits;
}

export interface ModelLimits {
  /** Requests in one session: three times what the script needs for the longest alert. */
  requests: number;
  /** For one request; small local models are slow. */
  timeoutMs: number;
  /** Sessions in succession without any answer, after which there is no model. */
  silentSessions: number;
}

const usualLimits: ModelLimits = { requests: 60, timeoutMs: 180_000, silentSessions: 3 };

/** Answers of the endpoint after which asking again is of no use. */
const finalStatuses = [401, 402, 403, 404];

/**
 * Has a language model play the agents with the moves and the clock that scripts have. Each session is a conversation of
 * its own, so what one knows of another it knows from memory. Deploys are the world's, not the agents', and stay scripted.
 */
export function modelMinds({ model, maxTokens, signal, limits = usualLimits }: ModelPlayers) {
  let tokensUsed = 0;
  let silent = 0;

  /** One answer of the model; null where it gave none in time. Throws when it makes no sense to go on. */
  async function ask(system: string, messages: ModelMessage[]) {
    if (tokensUsed >= maxTokens) throw new Error(`The agents have used ${tokensUsed} tokens, which is the limit.`);
    try {
      const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
      const answer = await generateText({ model, system, messages, tools: modelTools, abortSignal, maxRetries: 2 });
      tokensUsed += answer.usage.totalTokens ?? 0;
      silent = 0;
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      const status = statusOf(error);
      if (finalStatuses.includes(status ?? 0)) throw new Error(`The model's endpoint answered with ${status}.`);
      silent += 1;
      if (silent >= limits.silentSessions) throw new Error("The model does not answer.");
      return null;
    }
  }

  return (task: Task, script: Mind, briefing: Briefing): Mind =>
    task.agent === "deploy-bot" ? script : converse(ask, limits, task, briefing);
}

type Ask = (system: string, messages: ModelMessage[]) => Promise<Awaited<ReturnType<typeof generateText>> | null>;
type Called = { id: string; name: string; step: Step };

/** One session as a conversation: the model's calls become moves one by one, and their answers go back together. */
function converse(ask: Ask, { requests }: ModelLimits, task: Task, briefing: Briefing): Mind {
  const system = systemPrompt(task, briefing);
  const messages: ModelMessage[] = [{ role: "user", content: taskPrompt(task) }];
  const calls: Called[] = [];
  let results: ToolResultPart[] = [];
  let made: Called | null = null;
  let asked = 0;

  return { next };

  async function next(answer: Answer | null): ReturnType<Mind["next"]> {
    if (made !== null && answer !== null) results.push(resultOf(made, answer));
    made = null;
    for (;;) {
      const call = calls.shift();
      if (call?.step.kind === "end") return call.step;
      if (call?.step.kind === "move") {
        made = call;
        return call.step;
      }
      if (call?.step.kind === "malformed") {
        results.push(resultOf(call, { text: call.step.message, isError: true }));
        continue;
      }
      const words = await think();
      if (words === null) return { kind: "end", outcome: "nothing" };
      if (words !== "") return { kind: "move", move: { tool: "say", input: { text: words } } };
    }
  }

  /** Asks the model to go on. Returns what it says, and null where it says nothing in time or may not go on. */
  async function think(): Promise<string | null> {
    if (results.length > 0) messages.push({ role: "tool", content: results });
    results = [];
    asked += 1;
    const reply = asked > requests ? null : await ask(system, messages);
    if (reply === null) return null;
    messages.push(...reply.response.messages.filter(({ role }) => role === "assistant"));
    for (const { toolCallId: id, toolName: name, input } of reply.toolCalls) {
      calls.push({ id, name, step: readCall(name, input) });
    }
    // Who only talks is done.
    if (calls.length === 0) calls.push({ id: "", name: "", step: { kind: "end", outcome: "nothing" } });
    return reply.text.trim();
  }
}

/** An answer as JSON: a text inside quotes cannot end them and pose as something else. */
function resultOf({ id, name, step }: Called, { text, isError }: Pick<Answer, "text" | "isError">): ToolResultPart {
  const from = step.kind === "move" ? sourceOf(step.move) : "tools";
  const value = { from, is_error: isError, text };
  return { type: "tool-result", toolCallId: id, toolName: name, output: { type: "json", value } };
}

function sourceOf(move: Move): string {
  return move.tool === "bash" ? "command" : "memory";
}

function statusOf(error: unknown): number | undefined {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  return APICallError.isInstance(last) ? last.statusCode : undefined;
}
