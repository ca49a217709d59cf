import { describe, expect, it } from "vitest";
import { chunksOf } from "./payload-chunks";
import { buildEvent } from "./testing/build-event";

describe("chunksOf", () => {
  it.each([1, 2, 39, 40, 41, 80, 95])(
    "asks around the middle so that a list of %i events is covered exactly",
    (count) => {
      const events = Array.from({ length: count }, () => buildEvent("agent.message"));
      const chunks = chunksOf(events);
      for (const [index, event] of events.entries()) {
        const chunk = chunks.get(event.id);
        const middle = events.findIndex(({ id }) => id === chunk?.middleId);
        const limit = chunk?.limit ?? 0;
        // What the API answers around an event: floor((limit − 1) / 2) before it, the rest from it on.
        const first = middle - Math.floor((limit - 1) / 2);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first + limit).toBeLessThanOrEqual(count);
        expect(index >= first && index < first + limit).toBe(true);
      }
      expect(new Set([...chunks.values()].map(({ middleId }) => middleId)).size).toBe(Math.ceil(count / 40));
    },
  );
});
