import type { Tx } from "@/lib/db/transaction";
import { readModelEnvironment } from "@/lib/observe/model-environment";
import { noUsage } from "./model-budget";
import { endpointOf, modelEndpoints } from "./model-endpoint";
import { costOf, priceOf } from "./model-prices";
import { mapPrompt } from "./prompts";
import { estimateTokens } from "./render-session";
import {
  afterMapShare,
  charactersPerToken,
  chunkTokens,
  eventCharacters,
  usualCallSeconds,
  usualOutputTokens,
} from "./thresholds";

/** What a request shows of an event beside its text: its number and its label. */
const labelCharacters = 40;

export interface ModelEstimate {
  input_tokens: number;
  output_tokens: number;
  /** US dollars, 0 where the price is not known. */
  cost: number;
  is_cost_known: boolean;
  seconds: number;
}

/**
 * What a language model would be asked about these sessions: every session once, in pieces, and a share more for edits and checks.
 * Answers that were paid for already are not taken off, so a nightly dream costs less than this says.
 */
export async function estimateModel(tx: Tx, sessionIds: readonly string[], modelId: string): Promise<ModelEstimate> {
  const environment = readModelEnvironment(process.env);
  const isLocal = endpointOf(modelId, modelEndpoints())?.isLocal ?? false;
  const chunk = isLocal ? chunkTokens.local : chunkTokens.hosted;
  const { rows } = await tx.query<{ characters: number }>(
    `SELECT sum(least(length(payload::text), $2) + $3)::float8 AS characters FROM session_event
     WHERE session_id = ANY($1::text[]) GROUP BY session_id`,
    [sessionIds, eventCharacters, labelCharacters],
  );
  const sessionTokens = rows.map(({ characters }) => Math.ceil(characters / charactersPerToken));
  const parts = sessionTokens.reduce((sum, tokens) => sum + Math.ceil(tokens / chunk), 0);
  const mapped = sessionTokens.reduce((sum, tokens) => sum + tokens, 0) + parts * estimateTokens(mapPrompt);
  const calls = Math.ceil(parts * (1 + afterMapShare));
  const usage = {
    ...noUsage,
    input_tokens: Math.ceil(mapped * (1 + afterMapShare)),
    output_tokens: calls * usualOutputTokens,
  };
  const price = priceOf(modelId, environment.prices);
  return {
    input_tokens: usage.input_tokens,
    output_tokens: usage.output_tokens,
    cost: price === null ? 0 : Math.round(costOf(usage, price) * 10_000) / 10_000,
    is_cost_known: price !== null,
    seconds: Math.ceil((calls * usualCallSeconds) / environment.concurrency),
  };
}
