/** Code that can be fetched, and tells whether it was. */
interface Fetched {
  bring: () => Promise<void>;
  peek: () => unknown;
}

/** How many wait for it. */
const waiting = new Map<Fetched, number>();
const missing = new Set<Fetched>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

async function fetchAndTell(source: Fetched): Promise<void> {
  await source.bring();
  if (source.peek() !== null) {
    if (missing.delete(source)) tell();
  } else if (waiting.has(source) && !missing.has(source)) {
    missing.add(source);
    tell();
  }
}

/** What somebody waits for and could not be fetched, so that a menu that stays closed says why. */
export const missingCode = {
  isAny: (): boolean => missing.size > 0,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Brings what most of the time is here long before, and counts it as missing when it does not come. */
  want: async (source: Fetched): Promise<void> => {
    if (source.peek() !== null) return;
    waiting.set(source, (waiting.get(source) ?? 0) + 1);
    await fetchAndTell(source);
  },
  /** One fewer waits for it. */
  forget: (source: Fetched): void => {
    const left = (waiting.get(source) ?? 0) - 1;
    if (left > 0) waiting.set(source, left);
    else if (waiting.delete(source) && missing.delete(source)) tell();
  },
  /** Asks for all of it again. */
  retry: async (): Promise<void> => {
    await Promise.all([...missing].map(fetchAndTell));
  },
};
