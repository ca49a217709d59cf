import { setTimeout as sleep } from "node:timers/promises";
import { ModelError } from "./model-error";
import type { CallLimits } from "./thresholds";

/**
 * Tries again what may work later: pauses that double, with jitter so that requests refused together do not return together, and
 * at least as long as the endpoint asks for. Throws the last ModelError, and the reason of `signal` when it is aborted.
 */
export async function retryRequest<Answer>(
  attempt: () => Promise<Answer>,
  signal: AbortSignal,
  limits: CallLimits,
  onRetry: (error: ModelError) => void = () => undefined,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (!(error instanceof ModelError) || error.scope !== "retry" || tries >= limits.attempts) throw error;
      onRetry(error);
      await sleep(pauseMs(tries, error.retryAfterMs, limits), undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  }
}

function pauseMs(tries: number, retryAfterMs: number | null, limits: CallLimits): number {
  const grown = limits.firstPauseMs * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
  return Math.min(limits.longestPauseMs, Math.max(grown, retryAfterMs ?? 0));
}
