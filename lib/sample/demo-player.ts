import { modelMinds } from "@/examples/sre/model-mind";
import { deterministicModelId, findDreamModels, requireDreamModel } from "@/lib/dream/dream-models";
import { endpointOf, modelEndpoints } from "@/lib/dream/models/model-endpoint";
import { languageModelAt } from "@/lib/dream/models/request-model";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { readModelEnvironment } from "@/lib/observe/model-environment";

/**
 * The language model that is to play the agents of the demo: the one of this id, or the first that an endpoint lists. Throws
 * InvalidRequestError where there is none, with `reverie.reason` "no_model" where none is configured.
 */
export async function requirePlayer(id: string | undefined): Promise<string> {
  if (modelEndpoints().length === 0) {
    throw new InvalidRequestError(
      "No language model is configured. Set ANTHROPIC_API_KEY, or OPENAI_BASE_URL for a local one, and start the server again.",
      { data: { reverie: { reason: "no_model" } } },
    );
  }
  const isPlayer = (model: string) => model !== deterministicModelId;
  const found = id === undefined ? (await findDreamModels()).models : [await requireDreamModel(id)];
  const player = found.find((model) => isPlayer(model.id));
  if (player === undefined) throw new InvalidRequestError("model: no endpoint lists a language model that could play.");
  return player.id;
}

/** Minds of this model for `play`. Throws when no endpoint is configured for it any more. */
export function openPlayer(modelId: string, signal: AbortSignal): ReturnType<typeof modelMinds> {
  const endpoint = endpointOf(modelId, modelEndpoints());
  if (endpoint === null) throw new Error(`No endpoint is configured for ${modelId}.`);
  const { maxTokens } = readModelEnvironment(process.env);
  return modelMinds({ model: languageModelAt(endpoint, modelId), maxTokens, signal });
}
