import type { DreamModel } from "@/lib/contract/dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { listEndpointModels } from "./models/list-endpoint-models";
import { modelEndpoints } from "./models/model-endpoint";

/** The engine that needs no language model; it is always there. */
export const deterministicModelId = "reverie-deterministic-1";

const builtIn: DreamModel = {
  id: deterministicModelId,
  type: "model",
  display_name: "Reverie Deterministic 1",
  created_at: "2026-11-22T00:00:00.000Z",
};

/** The models that dreams of this installation can use, the built-in one first, and the endpoints that did not answer. */
export async function findDreamModels(): Promise<{ models: readonly DreamModel[]; silent: readonly string[] }> {
  const endpoints = modelEndpoints();
  const lists = await Promise.all(endpoints.map((endpoint) => listEndpointModels(endpoint)));
  const models = new Map([[builtIn.id, builtIn]]);
  for (const model of lists.flatMap((list) => list.models)) if (!models.has(model.id)) models.set(model.id, model);
  const silent = endpoints.filter((_, at) => lists[at]?.isAnswered === false).map(({ baseUrl }) => baseUrl);
  return { models: [...models.values()], silent };
}

/**
 * The model of this id. It may ask the endpoints, so keep it out of transactions.
 *
 * @throws InvalidRequestError that names the models there are
 */
export async function requireDreamModel(id: string): Promise<DreamModel> {
  if (id === builtIn.id) return builtIn;
  const { models, silent } = await findDreamModels();
  const model = models.find((candidate) => candidate.id === id);
  if (model !== undefined) return model;
  const known = models.map((candidate) => candidate.id).join(", ");
  const unheard = silent.map((baseUrl) => ` The models of ${baseUrl} could not be listed.`).join("");
  throw new InvalidRequestError(
    `model: ${JSON.stringify(id.slice(0, 256))} is not available here. Available: ${known}.${unheard}`,
  );
}
