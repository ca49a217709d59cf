import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArchiveEntry } from "./archive-entry";
import { tarArchive } from "./tar-archive";
import { unpackTar, unpackZip } from "./testing/unpack";
import { zipArchive } from "./zip-archive";

const modifiedAt = new Date("2026-03-01T12:34:56.789Z");
async function* stream(entries: readonly ArchiveEntry[]) {
  yield* entries;
}

const kinds = [
  { kind: "zip", make: zipArchive, unpack: unpackZip },
  { kind: "tar.gz", make: tarArchive, unpack: unpackTar },
] as const;

describe.each(kinds)("a $kind archive", ({ make, unpack }) => {
  it("gives every file back byte for byte, in order, with its time and mode", async () => {
    const name = fc
      .string({ unit: fc.constantFrom(..."abé漢😀 -"), minLength: 1, maxLength: 30 })
      .map((text) => `f/${text}`);
    const content = fc.string({ unit: "grapheme" });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ name, content }), { selector: (file) => file.name }),
        async (files) => {
          const packed = await buffer(make(stream(files.map((file) => ({ ...file, modifiedAt })))));
          const unpacked = await unpack(packed);
          expect(unpacked.map(({ name, content }) => ({ name, content }))).toEqual(files);
          for (const file of unpacked) {
            expect(file.mode).toBe(0o644);
            expect(Math.floor(file.modifiedAt.getTime() / 1000)).toBe(Math.floor(modifiedAt.getTime() / 1000));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("holds names of a thousand bytes and files of a hundred thousand", async () => {
    const files = [
      { name: `${"d".repeat(300)}/${"漢".repeat(230)}`, content: "x".repeat(102_400), modifiedAt },
      { name: "empty", content: "", modifiedAt },
    ];
    const unpacked = await unpack(await buffer(make(stream(files))));
    expect(unpacked).toMatchObject(files.map(({ name, content }) => ({ name, content })));
  });

  it("is the same bytes for the same files, and valid without any", async () => {
    const files = Array.from({ length: 30 }, (_, index) => ({
      name: `f${index}`,
      content: `text ${index}\n`.repeat(50),
      modifiedAt,
    }));
    expect((await buffer(make(stream(files)))).equals(await buffer(make(stream(files))))).toBe(true);
    expect(await unpack(await buffer(make(stream([]))))).toEqual([]);
  });

  it("asks for files no faster than its reader takes them, and stops asking when the reader goes", async () => {
    let asked = 0;
    let isReleased = false;
    async function* endless(): AsyncGenerator<ArchiveEntry, void, undefined> {
      try {
        for (;;) {
          asked += 1;
          // Random text, so that nothing of it is compressed away.
          const content = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))).toString("base64");
          yield { name: `f${asked}`, content, modifiedAt };
        }
      } finally {
        isReleased = true;
      }
    }
    const archive = make(endless());
    archive.read(0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(8);
    archive.destroy();
    await expect.poll(() => isReleased).toBe(true);
  });

  it("breaks off with the error of its source, rather than looking complete", async () => {
    async function* failing(): AsyncGenerator<ArchiveEntry, void, undefined> {
      yield { name: "a", content: "fine", modifiedAt };
      throw new Error("the source failed");
    }
    await expect(buffer(make(failing()))).rejects.toThrow("the source failed");
  });
});
