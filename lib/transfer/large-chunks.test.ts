import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { largeChunks } from "./large-chunks";

describe("large chunks", () => {
  it("hold the same bytes, and are few", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(40_000), { maxLength: 40 }), async (sizes) => {
        const chunks = sizes.map((size, index) => Buffer.alloc(size, index + 1));
        const made: Uint8Array[] = [];
        for await (const chunk of largeChunks(Readable.from(chunks, { objectMode: true }))) made.push(chunk);
        expect(Buffer.concat(made).equals(Buffer.concat(chunks))).toBe(true);
        expect(made.slice(0, -1).every(({ length }) => length >= 65_536)).toBe(true);
        expect(made.every(({ length }) => length > 0 && length < 65_536 + 40_000)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("fail with what their source fails with", async () => {
    async function* breaking() {
      yield Buffer.from("text");
      throw new Error("gone");
    }
    await expect(buffer(largeChunks(breaking()))).rejects.toThrow("gone");
  });
});
