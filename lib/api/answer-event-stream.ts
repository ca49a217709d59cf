/** One frame of a server-sent event stream. `name` is written as `event:`, without which the SDK drops the frame. */
export type StreamFrame = { kind: "event"; name: string; id?: string; data: unknown } | { kind: "comment" };

const encoder = new TextEncoder();

function encodeFrame(frame: StreamFrame): Uint8Array {
  if (frame.kind === "comment") return encoder.encode(": alive\n\n");
  const id = frame.id === undefined ? "" : `id: ${frame.id}\n`;
  return encoder.encode(`${id}event: ${frame.name}\ndata: ${JSON.stringify(frame.data)}\n\n`);
}

/**
 * Answers with a stream of server-sent events. `open` is awaited before the answer begins, so that what it throws
 * still becomes an error envelope; its signal aborts when the reader goes away.
 */
export async function answerEventStream(
  request: Request,
  open: (signal: AbortSignal) => Promise<AsyncGenerator<StreamFrame>>,
): Promise<Response> {
  const closing = new AbortController();
  const close = () => closing.abort();
  if (request.signal.aborted) close();
  request.signal.addEventListener("abort", close, { once: true });
  const frames = await open(closing.signal);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await frames.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encodeFrame(next.value));
      } catch {
        // The headers are gone, so an error envelope in a frame is the only way left to say it.
        controller.enqueue(encodeFrame({ kind: "event", name: "error", data: failure }));
        controller.close();
        close();
      }
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

const failure = {
  type: "error",
  error: { type: "api_error", message: "The stream failed. Open it again and list what was missed." },
  request_id: null,
};
