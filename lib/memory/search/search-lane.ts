import { RateLimitError } from "@/lib/errors/rate-limit-error";

/** Patterns of a user may be costly beyond measure and wait for each other; plain searches never wait for them. */
export type LaneName = "pattern" | "plain";

interface Lane {
  running: number;
  waiting: (() => void)[];
}

const registry = globalThis as typeof globalThis & { reverieSearchLanes?: Record<LaneName, Lane> };

// Together well below the 20 connections of the pool, so that reading and writing go on beside them.
const widths: Record<LaneName, number> = { pattern: 3, plain: 6 };
const timeLimitsMs: Record<LaneName, number> = { pattern: 2_000, plain: 20_000 };
const shortestTimeMs = 300;
const waitingLimit = 200;

function getLane(name: LaneName): Lane {
  registry.reverieSearchLanes ??= { pattern: { running: 0, waiting: [] }, plain: { running: 0, waiting: [] } };
  return registry.reverieSearchLanes[name];
}

/**
 * Runs `work` when one of the few places of the lane is free, and tells it how long it may take: the less the more wait
 * behind it, so that many costly searches at once hold nobody up for long. Throws RateLimitError when too many wait.
 */
export async function inSearchLane<T>(name: LaneName, work: (timeLimitMs: number) => Promise<T>): Promise<T> {
  const lane = getLane(name);
  if (lane.running >= widths[name]) {
    if (lane.waiting.length >= waitingLimit) throw new RateLimitError("Too many searches run at once.", 2);
    await new Promise<void>((resolve) => lane.waiting.push(resolve));
  } else {
    lane.running++;
  }
  try {
    return await work(timeLimitMs(name, lane.waiting.length));
  } finally {
    // The place is handed on, never free in between, so nobody jumps the queue.
    const next = lane.waiting.shift();
    if (next === undefined) lane.running--;
    else next();
  }
}

function timeLimitMs(name: LaneName, waiting: number): number {
  return Math.max(shortestTimeMs, Math.round(timeLimitsMs[name] / (1 + waiting / widths[name])));
}
