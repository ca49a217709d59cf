import { z } from "zod";
import type { DreamModel } from "@/lib/contract/dream";
import { documentedClaudeModels } from "./claude-models";
import type { ModelEndpoint } from "./model-endpoint";
import { requestHeaders, within } from "./model-requests";

/** A list of models changes rarely, but an endpoint that was just started must not stay unseen. */
const freshMs = 60_000;
const failedFreshMs = 5_000;
const timeoutMs = 3_000;

/** Models that an endpoint lists and that cannot hold a conversation. */
const otherPurpose = /embed|rerank|whisper|tts|moderation|dall-e|image|transcribe/i;

const listed = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1).max(256),
      display_name: z.string().nullish(),
      created_at: z.string().nullish(),
      created: z.number().nullish(),
    }),
  ),
});

export interface EndpointModels {
  models: readonly DreamModel[];
  /** Whether the endpoint itself said so just now or a minute ago. */
  isAnswered: boolean;
}

const known = new Map<string, { found: EndpointModels; untilMs: number }>();

/**
 * The models of an endpoint by its own list. An endpoint that does not answer costs nothing but its own models: the last list
 * stands, for Anthropic's protocol at least the documented one.
 */
export async function listEndpointModels(endpoint: ModelEndpoint, nowMs = Date.now()): Promise<EndpointModels> {
  const key = `${endpoint.protocol} ${endpoint.baseUrl} ${endpoint.apiKey}`;
  const last = known.get(key);
  if (last !== undefined && last.untilMs > nowMs) return last.found;
  const models = await readList(endpoint).catch(() => null);
  const documented = endpoint.protocol === "anthropic" ? documentedClaudeModels : [];
  const found = models === null ? { models: last?.found.models ?? documented, isAnswered: false } : answered(models);
  known.set(key, { found, untilMs: nowMs + (models === null ? failedFreshMs : freshMs) });
  return found;
}

function answered(models: readonly DreamModel[]): EndpointModels {
  return { models, isAnswered: true };
}

async function readList(endpoint: ModelEndpoint): Promise<DreamModel[]> {
  const url = `${endpoint.baseUrl}/models${endpoint.protocol === "anthropic" ? "?limit=1000" : ""}`;
  const response = await within(endpoint)(url, {
    headers: requestHeaders(endpoint),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`The list of models was answered with ${response.status}.`);
  const { data } = listed.parse(await response.json());
  return data.filter(({ id }) => !otherPurpose.test(id)).map(present);
}

function present(model: z.infer<typeof listed>["data"][number]): DreamModel {
  const at = new Date(model.created_at ?? (model.created ?? 0) * 1000);
  return {
    id: model.id,
    type: "model",
    display_name: model.display_name ?? model.id,
    created_at: (Number.isNaN(at.getTime()) ? new Date(0) : at).toISOString(),
  };
}
