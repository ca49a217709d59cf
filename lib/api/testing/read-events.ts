import { createParser } from "./sse-parser";

export interface ReadEvent {
  id: string | null;
  name: string;
  data: unknown;
}

/** Reads the events of a stream one by one, as a browser would understand them. `close` leaves it. */
export function readEvents(response: Response) {
  if (response.body === null) throw new Error("The answer has no body.");
  const reader = response.body.getReader();
  const parser = createParser();
  const events: ReadEvent[] = [];
  // Outlives a `next` that gave up, so that nothing is lost with it.
  let reading: ReturnType<typeof reader.read> | null = null;
  const next = async (timeoutMs = 8_000): Promise<ReadEvent | null> => {
    const deadline = Date.now() + timeoutMs;
    while (events.length === 0) {
      const left = deadline - Date.now();
      reading ??= reader.read();
      const part = await Promise.race([
        reading,
        new Promise<never>((_, reject) => setTimeout(() => reject(new Error("No event came.")), Math.max(left, 0))),
      ]);
      reading = null;
      if (part.done) return null;
      events.push(...parser.push(part.value));
    }
    return events.shift() ?? null;
  };
  return {
    next,
    take: async (count: number) => {
      const taken: ReadEvent[] = [];
      while (taken.length < count) {
        const event = await next();
        if (event === null) throw new Error(`The stream ended after ${taken.length} events.`);
        taken.push(event);
      }
      return taken;
    },
    lastEventId: () => parser.lastEventId(),
    close: () => reader.cancel().catch(() => undefined),
  };
}
