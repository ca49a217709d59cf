import type { DreamUsage } from "@/lib/contract/dream";
import type { ModelEnvironment } from "@/lib/observe/model-environment";

/** US dollars for a million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
}

/**
 * Anthropic's list prices of November 2026 by the beginning of a model's id, the longest match counting. Prices change: the
 * operator's own (REVERIE_MODEL_PRICES) win. Haiku 5.5 costs more for requests above 100,000 tokens, which none of ours reaches.
 */
const listPrices: readonly (ModelPrice & { prefix: string })[] = [
  { prefix: "claude-fable-5", input: 10, output: 50 },
  { prefix: "claude-fable-5-2", input: 8, output: 40 },
  { prefix: "claude-opus-5-5", input: 4, output: 20 },
  { prefix: "claude-opus-5", input: 5, output: 25 },
  { prefix: "claude-opus-4", input: 5, output: 25 },
  { prefix: "claude-opus-4-0", input: 15, output: 75 },
  { prefix: "claude-opus-4-1", input: 15, output: 75 },
  { prefix: "claude-opus-4-2025", input: 15, output: 75 },
  { prefix: "claude-sonnet-5", input: 2, output: 10 },
  { prefix: "claude-sonnet-4", input: 3, output: 15 },
  { prefix: "claude-haiku-5-5", input: 0.1, output: 0.5 },
  { prefix: "claude-haiku-4-5", input: 1, output: 5 },
];

/** A cache is read for a tenth of the price of input and written for a quarter more. */
const cacheFactor = { read: 0.1, write: 1.25 };

/** What a model costs; null where nobody said. */
export function priceOf(modelId: string, own: ModelEnvironment["prices"]): ModelPrice | null {
  for (const list of [own, listPrices]) {
    const matches = list.filter(({ prefix }) => modelId.startsWith(prefix));
    const best = matches.sort((left, right) => right.prefix.length - left.prefix.length)[0];
    if (best !== undefined) return { input: best.input, output: best.output };
  }
  return null;
}

/** US dollars for these tokens. `input_tokens` are those that no cache had. */
export function costOf(usage: DreamUsage, price: ModelPrice): number {
  const input =
    usage.input_tokens +
    usage.cache_read_input_tokens * cacheFactor.read +
    usage.cache_creation_input_tokens * cacheFactor.write;
  return (input * price.input + usage.output_tokens * price.output) / 1_000_000;
}
