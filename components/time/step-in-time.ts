/** Reads the moments of the newest changes of a time, newest first; `isWhole` when these are all. Both ends belong to it. */
export type ReadMoments = (
  span: { from?: string; to?: string },
  limit: number,
) => Promise<{ moments: string[]; isWhole: boolean }>;

const textOf = (timeMs: number) => new Date(timeMs).toISOString();
const pageSize = 100;
const firstWindowMs = 60_000;

async function newestUntil(read: ReadMoments, until: number | null): Promise<number | null> {
  const { moments } = await read(until === null ? {} : { to: textOf(until) }, 1);
  return moments[0] === undefined ? null : Date.parse(moments[0]);
}

/**
 * The moment of the state before the one that is shown, where null is now; null when there is none. A moment between two changes
 * shows the earlier, so one step always changes something.
 */
export async function momentBefore(read: ReadMoments, at: string | null): Promise<string | null> {
  const shown = await newestUntil(read, at === null ? null : Date.parse(at));
  if (shown === null) return null;
  const before = await newestUntil(read, shown - 1);
  return before === null ? null : textOf(before);
}

/**
 * The moment of the next change; null when that is the newest one, which is now. The list comes newest first only, so the time
 * after `at` is taken in windows, each sixteen times the one before, and a full one is halved until its first change is seen.
 */
export async function momentAfter(read: ReadMoments, at: string, now: Date): Promise<string | null> {
  const newest = await newestUntil(read, null);
  const start = Date.parse(at) + 1;
  if (newest === null || newest < start) return null;
  const next = await firstFrom(read, start, Math.max(newest, now.getTime()));
  return next === null || next >= newest ? null : textOf(next);
}

async function firstFrom(read: ReadMoments, start: number, end: number): Promise<number | null> {
  let low = start;
  for (let windowMs = firstWindowMs; low <= end; windowMs *= 16) {
    const high = Math.min(low + windowMs - 1, end);
    const found = await oldestIn(read, low, high);
    if (found !== null) return found;
    low = high + 1;
  }
  return null;
}

async function oldestIn(read: ReadMoments, from: number, to: number): Promise<number | null> {
  let [low, high] = [from, to];
  let oldest: number | null = null;
  while (low <= high) {
    const { moments, isWhole } = await read({ from: textOf(low), to: textOf(high) }, pageSize);
    const last = moments.at(-1);
    if (last !== undefined) {
      oldest = Date.parse(last);
      if (isWhole) return oldest;
    } else if (oldest === null) return null;
    else low = high + 1;
    high = Math.min(low + Math.floor((oldest - low) / 2), oldest - 1);
  }
  return oldest;
}
