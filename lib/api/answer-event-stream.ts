import type { Context } from "hono";
import type { ErrorBody } from "@/lib/errors/error-body";
import type { ApiEnv } from "./router";
import { watchCredential } from "./watch-credential";

/**
 * One frame of a server-sent event stream. `name` is written as `event:`, without which the SDK drops the frame; `id` is
 * what the reader sends as Last-Event-ID to go on from here.
 */
export type StreamFrame =
  | { kind: "event"; name: string; id?: string; data: unknown }
  | { kind: "comment"; id?: string };

const encoder = new TextEncoder();

function encodeFrame(frame: StreamFrame): Uint8Array {
  const id = frame.id === undefined ? "" : `id: ${frame.id}\n`;
  if (frame.kind === "comment") return encoder.encode(`: alive\n${id}\n`);
  return encoder.encode(`event: ${frame.name}\n${id}data: ${JSON.stringify(frame.data)}\n\n`);
}

/**
 * Answers with a stream of server-sent events. `open` is awaited before the answer begins, so that what it throws
 * still becomes an error envelope; its signal aborts when the reader goes away. Frames are made only as fast as they
 * are read. A credential that ends, ends the stream with an `error` event.
 */
export async function answerEventStream(
  c: Context<ApiEnv>,
  open: (signal: AbortSignal) => Promise<AsyncGenerator<StreamFrame>>,
): Promise<Response> {
  const request = c.req.raw;
  const closing = new AbortController();
  const close = () => closing.abort();
  if (request.signal.aborted) close();
  request.signal.addEventListener("abort", close, { once: true });
  const frames = await open(closing.signal);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const unwatch = watchCredential(c, (error) => {
        if (closing.signal.aborted) return;
        // The headers are gone, so an error envelope in a frame is the only way left to say it.
        controller.enqueue(encodeFrame({ kind: "event", name: "error", data: error }));
        controller.close();
        close();
      });
      const cleanUp = () => {
        unwatch();
        // A generator that nobody asks any more would never reach its `finally`.
        void frames.return(undefined).catch(() => undefined);
      };
      if (closing.signal.aborted) cleanUp();
      else closing.signal.addEventListener("abort", cleanUp, { once: true });
    },
    async pull(controller) {
      try {
        const next = await frames.next();
        if (closing.signal.aborted) return;
        if (next.done !== true) return controller.enqueue(encodeFrame(next.value));
        controller.close();
      } catch {
        if (closing.signal.aborted) return;
        controller.enqueue(encodeFrame({ kind: "event", name: "error", data: failure }));
        controller.close();
      }
      close();
    },
    cancel: close,
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

const failure: ErrorBody = {
  type: "error",
  error: { type: "api_error", message: "The stream failed. Open it again and list what was missed." },
  request_id: null,
};
