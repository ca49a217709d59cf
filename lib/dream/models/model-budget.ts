import type { DreamUsage } from "@/lib/contract/dream";
import { DreamFailure } from "../dream-failure";
import { costOf, type ModelPrice } from "./model-prices";

export interface BudgetLimits {
  maxTokens: number;
  /** US dollars; null = no limit in money. */
  maxCost: number | null;
}

export const noUsage: DreamUsage = {
  input_tokens: 0,
  output_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/**
 * The hard limit of one dream over all its attempts. A request sets aside the most that it can take before it starts, so that requests
 * under way together cannot go over the limit either.
 */
export class ModelBudget {
  #used: DreamUsage;
  #reserved: DreamUsage = noUsage;
  readonly #limits: BudgetLimits;
  readonly #price: ModelPrice | null;

  constructor(used: DreamUsage, limits: BudgetLimits, price: ModelPrice | null) {
    this.#used = used;
    this.#limits = limits;
    this.#price = price;
  }

  /** Throws DreamFailure `budget_exceeded` when these tokens do not fit any more. */
  require(inputTokens: number, outputTokens: number): void {
    const wanted = { ...noUsage, input_tokens: inputTokens, output_tokens: outputTokens };
    const total = addUsage(addUsage(this.#used, this.#reserved), wanted);
    const { maxTokens, maxCost } = this.#limits;
    if (tokensOf(total) > maxTokens) {
      throw new DreamFailure(
        "budget_exceeded",
        `The dream stopped at its budget of ${maxTokens} tokens: ${tokensOf(this.#used)} are used and the next request may take ${inputTokens + outputTokens}.`,
      );
    }
    if (maxCost !== null && this.#price !== null && costOf(total, this.#price) > maxCost) {
      throw new DreamFailure(
        "budget_exceeded",
        `The dream stopped at its budget of $${maxCost}: $${costOf(this.#used, this.#price).toFixed(4)} is used and the next request could go over it.`,
      );
    }
  }

  /** Sets the tokens aside until `settle` is called with what was really used. Throws as `require` does. */
  reserve(inputTokens: number, outputTokens: number): (used: DreamUsage) => void {
    this.require(inputTokens, outputTokens);
    const reserved = { ...noUsage, input_tokens: inputTokens, output_tokens: outputTokens };
    this.#reserved = addUsage(this.#reserved, reserved);
    return (used) => {
      this.#reserved = addUsage(this.#reserved, reserved, -1);
      this.#used = addUsage(this.#used, used);
    };
  }
}

/** Both together, or the first without the second where `sign` is -1. */
export function addUsage(left: DreamUsage, right: DreamUsage, sign: 1 | -1 = 1): DreamUsage {
  return {
    input_tokens: left.input_tokens + sign * right.input_tokens,
    output_tokens: left.output_tokens + sign * right.output_tokens,
    cache_creation_input_tokens: left.cache_creation_input_tokens + sign * right.cache_creation_input_tokens,
    cache_read_input_tokens: left.cache_read_input_tokens + sign * right.cache_read_input_tokens,
  };
}

function tokensOf(usage: DreamUsage): number {
  return Object.values(usage).reduce((sum, tokens) => sum + tokens, 0);
}
