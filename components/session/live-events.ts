import { persistedEventTypes } from "@/lib/contract/event-types";
import type { TranscriptEvent } from "./event-kind";

interface LiveEventsOptions {
  sessionId: string;
  /** Called at every (re)connection: what happened in between was not streamed. */
  onOpen: () => void;
  onEvent: (event: TranscriptEvent) => void;
}

const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/** Streams the events that are added to a session, reconnecting with growing pauses. The answer closes it. */
export function openLiveEvents({ sessionId, onOpen, onEvent }: LiveEventsOptions): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = firstRetryMs;
  let isClosed = false;

  const connect = () => {
    source = new EventSource(`/v1/sessions/${sessionId}/events/stream`, { withCredentials: true });
    source.onopen = () => {
      retryMs = firstRetryMs;
      onOpen();
    };
    source.onerror = () => {
      source?.close();
      if (isClosed) return;
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
    for (const type of persistedEventTypes) {
      source.addEventListener(type, (message: MessageEvent<string>) => onEvent(JSON.parse(message.data)));
    }
  };

  connect();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    source?.close();
  };
}
