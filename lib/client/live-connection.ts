import { liveEventNames } from "./invalidations";
import type { LiveState } from "./live-state";

interface LiveConnectionOptions {
  topics: readonly string[];
  onEvent: (name: string, data: unknown) => void;
  onState: (state: LiveState) => void;
}

const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/**
 * One event stream for a browser tab; reconnects with growing pauses and resumes after the last event seen.
 * The browser's own reconnecting gives up on any HTTP error, so this does it itself.
 * @returns closes the stream.
 */
export function openLiveConnection({ topics, onEvent, onState }: LiveConnectionOptions): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  let lastEventId = "";
  let isClosed = false;

  const connect = () => {
    const query = new URLSearchParams({
      topics: topics.join(","),
      ...(lastEventId ? { last_event_id: lastEventId } : {}),
    });
    source = new EventSource(`/v1/stream?${query}`, { withCredentials: true });
    source.onopen = () => {
      retryMs = firstRetryMs;
      onState("live");
    };
    source.onerror = () => {
      source?.close();
      if (isClosed) return;
      onState("reconnecting");
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
    for (const name of liveEventNames) {
      source.addEventListener(name, (message) => {
        if (message.lastEventId) lastEventId = message.lastEventId;
        onEvent(name, parseOrNull(message.data));
      });
    }
  };

  onState("connecting");
  connect();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    source?.close();
  };
}

function parseOrNull(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
