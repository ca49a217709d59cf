/** One step of work that can wait, and what others did meanwhile. */
export interface Step {
  tookMs: number;
  /** Transactions of others that wrote while it ran. */
  othersWrote: number;
  /** So much is left to do that it can wait no longer. */
  isFarBehind: boolean;
}

// A few writes a second are always there: heartbeats, the queue, a session that takes notes.
const busyWritesPerSecond = 10;
// Four fifths of a core and of the disk for those who wait for their writes. Measured: docs/decisions/0006.
const restPerWork = 4;

/** How long to leave the database to others after a step, in ms: not at all while they write little, or when work piles up. */
export function restAfterStep({ tookMs, othersWrote, isFarBehind }: Step): number {
  const isBusy = othersWrote * 1_000 > busyWritesPerSecond * tookMs && othersWrote > 1;
  return isBusy && !isFarBehind ? tookMs * restPerWork : 0;
}
