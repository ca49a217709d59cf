import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { endWhenStalled } from "./end-when-stalled";

describe("endWhenStalled", () => {
  it("passes everything on, also from a source that is slow but moves", async () => {
    async function* slow() {
      for (const part of ["a", "b", "c", "d"]) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        yield Buffer.from(part);
      }
    }
    expect((await buffer(endWhenStalled(Readable.from(slow()), 150))).toString()).toBe("abcd");
  });

  it("destroys a stream that nobody reads, and its source", async () => {
    const source = new Readable({ read: () => source.push(Buffer.alloc(65_536)) });
    const passed = endWhenStalled(source, 80);
    const [error] = await once(passed, "error");
    expect(error).toMatchObject({ message: "Nobody read the stream any more." });
    await expect.poll(() => source.destroyed).toBe(true);
  });

  it("tells the reader when the source fails", async () => {
    const source = new Readable({ read: () => source.destroy(new Error("failed")) });
    await expect(buffer(endWhenStalled(source, 1000))).rejects.toThrow("failed");
  });
});
