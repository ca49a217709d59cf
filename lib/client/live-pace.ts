import type { ReverieQueryKey } from "./query-keys";

/**
 * Hands keys on at once when it was quiet, and gathers them while `pauseMs` have not passed: an agent that writes many files a
 * second costs its readers a few requests, and a slow answer is not asked for again before it is there.
 */
export function paceKeys(flush: (keys: ReverieQueryKey[]) => void, pauseMs = 400) {
  const waiting = new Map<string, ReverieQueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const keys = [...waiting.values()];
    waiting.clear();
    timer = setTimeout(send, pauseMs);
    flush(keys);
  };
  return {
    add: (keys: readonly ReverieQueryKey[]) => {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer === undefined) send();
    },
    /** Hands on what waits, for the last time. */
    end: () => {
      clearTimeout(timer);
      send();
      clearTimeout(timer);
    },
  };
}
