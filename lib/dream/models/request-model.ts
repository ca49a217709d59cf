import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, type LanguageModel, type LanguageModelUsage, type ModelMessage, Output, streamText } from "ai";
import type { z } from "zod";
import type { DreamUsage } from "@/lib/contract/dream";
import { addUsage, noUsage } from "./model-budget";
import type { ModelEndpoint } from "./model-endpoint";
import { ModelError } from "./model-error";
import { within } from "./model-requests";
import type { CallLimits } from "./thresholds";

// The library writes warnings to the console, which would put a request's words into a log.
globalThis.AI_SDK_LOG_WARNINGS = false;

export interface ModelRequest {
  /** The part that all requests of a step share, first so that endpoints can cache it. */
  system: string;
  /** In turns: the data, and after an answer that could not be read that answer and the complaint. */
  turns: readonly { role: "user" | "assistant"; text: string }[];
  schema: z.ZodType;
  maxOutputTokens: number;
}

export interface ModelAnswer {
  text: string;
  usage: DreamUsage;
}

/** What an endpoint turned out not to take; a model behind a gateway may lack either. */
interface Dialect {
  temperature: boolean;
  schema: boolean;
}

export interface OpenModel {
  request(request: ModelRequest, signal: AbortSignal, limits: CallLimits): Promise<ModelAnswer>;
}

/** The model of this id at the endpoint. Its requests are streamed, so that a slow answer is told from a dead connection. */
export function openModel(endpoint: ModelEndpoint, modelId: string): OpenModel {
  const dialect: Dialect = { temperature: true, schema: true };
  const model = languageModelAt(endpoint, modelId);
  return {
    request: async (request, signal, limits) => {
      for (;;) {
        try {
          return await stream(model, request, dialect, signal, limits);
        } catch (error) {
          if (!(error instanceof ModelError) || !makePlainer(dialect, error)) throw error;
        }
      }
    },
  };
}

/** The model of this id as the AI SDK takes it; its requests go nowhere but to the endpoint. */
export function languageModelAt(endpoint: ModelEndpoint, modelId: string): LanguageModel {
  const { baseUrl: baseURL, apiKey, protocol } = endpoint;
  if (protocol === "anthropic") {
    return createAnthropic({ baseURL, apiKey: apiKey ?? "none", fetch: within(endpoint) })(modelId);
  }
  return createOpenAICompatible({
    name: "endpoint",
    baseURL,
    ...(apiKey === null ? {} : { apiKey }),
    includeUsage: true,
    supportsStructuredOutputs: true,
    fetch: within(endpoint),
  })(modelId);
}

/** Leaves out what the endpoint says that it does not take; whether there was something to leave out. */
function makePlainer(dialect: Dialect, { status, detail }: ModelError): boolean {
  if (status !== 400 && status !== 422) return false;
  const refused = dialectWords.find(([part, words]) => dialect[part] && words.test(detail))?.[0];
  if (refused !== undefined) dialect[refused] = false;
  return refused !== undefined;
}

const dialectWords: readonly [keyof Dialect, RegExp][] = [
  ["temperature", /temperature|sampling/i],
  ["schema", /response_format|json_schema|output_(config|format)|structured/i],
];

async function stream(
  model: LanguageModel,
  request: ModelRequest,
  dialect: Dialect,
  signal: AbortSignal,
  limits: CallLimits,
): Promise<ModelAnswer> {
  const slow = new AbortController();
  const tooSlow = () => slow.abort(new ModelError("retry", { message: "The model did not answer in time." }));
  const total = setTimeout(tooSlow, limits.totalMs);
  let idle = setTimeout(tooSlow, limits.idleMs);
  let [text, usage] = ["", noUsage];
  try {
    const { fullStream } = streamText({
      model,
      messages: messagesOf(request),
      maxRetries: 0,
      maxOutputTokens: request.maxOutputTokens,
      abortSignal: AbortSignal.any([signal, slow.signal]),
      allowSystemInMessages: true,
      onError: () => undefined,
      ...(dialect.temperature ? { temperature: 0 } : {}),
      ...(dialect.schema ? { output: Output.object({ schema: request.schema }) } : {}),
    });
    for await (const part of fullStream) {
      clearTimeout(idle);
      idle = setTimeout(tooSlow, limits.idleMs);
      if (part.type === "text-delta") text += part.text;
      if (part.type === "finish-step") usage = addUsage(usage, usageOf(part.usage));
      if (part.type === "error") throw part.error;
      if (part.type === "abort") throw signal.aborted ? signal.reason : slow.signal.reason;
    }
    return { text, usage };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw slow.signal.aborted ? slow.signal.reason : toModelError(error);
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
  }
}

function messagesOf({ system, turns }: ModelRequest): ModelMessage[] {
  return [
    { role: "system", content: system, providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
    ...turns.map(({ role, text }) => ({ role, content: text })),
  ];
}

function usageOf({ inputTokens, outputTokens, inputTokenDetails: details }: LanguageModelUsage): DreamUsage {
  const read = details.cacheReadTokens ?? 0;
  const written = details.cacheWriteTokens ?? 0;
  return {
    input_tokens: details.noCacheTokens ?? Math.max(0, (inputTokens ?? 0) - read - written),
    output_tokens: outputTokens ?? 0,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
  };
}

function toModelError(error: unknown): ModelError {
  if (error instanceof ModelError) return error;
  if (!APICallError.isInstance(error)) {
    return new ModelError("retry", { message: "The connection to the model broke." });
  }
  const status = error.statusCode ?? null;
  return new ModelError(scopeOf(status), {
    status,
    retryAfterMs: retryAfterOf(error.responseHeaders ?? {}),
    detail: `${error.message} ${error.responseBody ?? ""}`,
    message: status === null ? "The model could not be reached." : `The model's endpoint answered with ${status}.`,
  });
}

function scopeOf(status: number | null): ModelError["scope"] {
  if (status === null || status < 400 || status >= 500 || [408, 409, 425, 429].includes(status)) return "retry";
  return [401, 402, 403, 404].includes(status) ? "endpoint" : "request";
}

function retryAfterOf(headers: Record<string, string>): number | null {
  const value = headers["retry-after"];
  if (value === undefined) return null;
  const seconds = Number(value);
  const afterMs = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return Number.isNaN(afterMs) ? null : Math.max(0, afterMs);
}
