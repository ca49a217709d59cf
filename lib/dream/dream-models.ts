import type { DreamModel } from "@/lib/contract/dream";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/** The engine that needs no language model; it is always there. */
export const deterministicModelId = "reverie-deterministic-1";

const models: readonly DreamModel[] = [
  {
    id: deterministicModelId,
    type: "model",
    display_name: "Reverie Deterministic 1",
    created_at: "2026-11-22T00:00:00.000Z",
  },
];

/** The models that dreams of this installation can use. */
export function listDreamModels(): readonly DreamModel[] {
  return models;
}

/** Throws InvalidRequestError that names the models there are. */
export function requireDreamModel(id: string): DreamModel {
  const model = listDreamModels().find((candidate) => candidate.id === id);
  if (model === undefined) {
    const known = listDreamModels().map((candidate) => candidate.id);
    throw new InvalidRequestError(
      `model: ${JSON.stringify(id.slice(0, 256))} is not available here. Available: ${known.join(", ")}.`,
    );
  }
  return model;
}
