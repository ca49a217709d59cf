import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors/app-error";
import type { IncomingFile } from "./incoming-file";
import { readTar } from "./read-tar";
import { readZip } from "./read-zip";
import { type SpooledUpload, spoolUpload } from "./spool-upload";
import { buildTar, buildZip, type PackedEntry } from "./testing/pack";
import { type UnpackBudget, type UnpackLimits, unpackBudget } from "./unpack-budget";

type Read = (upload: SpooledUpload, budget: UnpackBudget) => AsyncIterable<IncomingFile>;

/** What the reader makes of the bytes: its files, or the words of its refusal. Any other failure is thrown. */
async function outcomeOf(read: Read, bytes: Uint8Array, limits?: UnpackLimits): Promise<IncomingFile[] | string> {
  try {
    return await spoolUpload(Readable.from([bytes]), async (upload) => {
      const files: IncomingFile[] = [];
      for await (const file of read(upload, unpackBudget(upload.sizeBytes, limits))) files.push(file);
      return files;
    });
  } catch (error) {
    if (isAppError(error) && error.status === 400) return error.message;
    throw error;
  }
}

const kinds = [
  { kind: "zip", read: readZip, build: buildZip, open: (bytes: Buffer) => bytes, close: (bytes: Buffer) => bytes },
  { kind: "tar.gz", read: readTar, build: buildTar, open: gunzipSync, close: gzipSync },
] as const;

const entries: PackedEntry[] = [
  { name: "a.md", content: "text\n".repeat(40) },
  { name: "folder/", content: "", type: "directory" },
  { name: `folder/${"long/".repeat(10)}${"é".repeat(150)}`, content: "x" },
  { name: "empty", content: "" },
  { name: "last", content: "the end" },
];

describe.each(kinds)("reading a $kind", ({ read, build, open, close }) => {
  it("gives what was packed", async () => {
    const name = fc
      .string({ unit: fc.constantFrom(..."abé漢\u{1f600} -%"), minLength: 1, maxLength: 30 })
      .map((text) => `f/${text}`);
    const content = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ name, content }), { selector: (file) => file.name, maxLength: 8 }),
        async (files) => {
          fc.pre(files.every((file) => file.name.normalize("NFC") === file.name));
          const found = await outcomeOf(read, await build(files));
          expect(found).toMatchObject(files.map((file) => ({ path: `/${file.name}`, content: file.content })));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of mutated bytes ends with files or with a refusal, never hangs and never crashes", async () => {
    const whole = await build(entries);
    const expected = await outcomeOf(read, whole);
    expect(expected).toHaveLength(4);
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), kind: fc.constantFrom("set", "cut", "double", "drop") });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.boolean(), async (edits, isInside) => {
        let bytes = Buffer.from(isInside ? open(whole) : whole);
        for (const { at, byte, kind } of edits) {
          const place = bytes.length === 0 ? 0 : at % bytes.length;
          if (kind === "set" && bytes.length > 0) bytes[place] = byte;
          if (kind === "cut") bytes = bytes.subarray(0, place);
          if (kind === "double") bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place >> 1)]);
          if (kind === "drop") bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + byte)]);
        }
        const outcome = await outcomeOf(read, isInside ? close(bytes) : bytes);
        if (typeof outcome === "string") expect(outcome).not.toBe("");
        else for (const file of outcome) expect(file.path).toMatch(/^\/[^/]/);
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it("cut off anywhere is refused", async () => {
    const whole = await build(entries);
    const inside = open(whole);
    for (let length = 0; length < inside.length; length += 37) {
      expect(typeof (await outcomeOf(read, close(Buffer.from(inside.subarray(0, length)))))).toBe("string");
    }
    for (let length = 0; length < whole.length; length += 7) {
      expect(typeof (await outcomeOf(read, whole.subarray(0, length)))).toBe("string");
    }
  });

  it("that would get larger than it may be is refused before it is large", async () => {
    const bomb = await build(
      Array.from({ length: 20 }, (_, index) => ({ name: `f${index}`, content: "0".repeat(100_000) })),
    );
    const limits = { files: 100, unpackedBytes: 10_000_000, freeBytes: 1_000_000, ratio: 10 };
    expect(await outcomeOf(read, bomb, limits)).toMatch(/unpacks to more than \d+ bytes/);
    expect(await outcomeOf(read, bomb, { ...limits, freeBytes: 10_000_000, unpackedBytes: 500_000 })).toMatch(
      /unpacks to more/,
    );
    expect(await outcomeOf(read, bomb, { ...limits, freeBytes: 10_000_000, files: 19 })).toMatch(/more than 19 files/);
    expect(await outcomeOf(read, bomb, { ...limits, freeBytes: 10_000_000 })).toHaveLength(20);
  });
});

describe("reading a zip", () => {
  it("refuses a file whose bytes are not those of its checksum", async () => {
    const whole = await buildZip([{ name: "a", content: "x" }]);
    const at = whole.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 16;
    whole.writeUInt32LE(1, at);
    expect(await outcomeOf(readZip, whole)).toMatch(/damaged/);
  });

  it("refuses encrypted files and packing that it does not know", async () => {
    for (const [offset, value] of [
      [8, 1 | (1 << 11)],
      [10, 12],
    ] as const) {
      const whole = await buildZip([{ name: "a", content: "x" }]);
      whole.writeUInt16LE(value, whole.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + offset);
      expect(typeof (await outcomeOf(readZip, whole))).toBe("string");
    }
  });
});

describe("reading a tar", () => {
  it("refuses a long stretch without any file, such as endless headers", async () => {
    const inside = gunzipSync(await buildTar([{ name: "é".repeat(200), content: "" }]));
    const header = inside.subarray(0, 1024);
    const endless = gzipSync(Buffer.concat(Array.from({ length: 3000 }, () => header)));
    expect(await outcomeOf(readTar, endless)).toMatch(/damaged/);
  });

  it("refuses links of every kind and devices", async () => {
    for (const flag of ["1", "2", "3", "4", "6"]) {
      const inside = gunzipSync(await buildTar([{ name: "a", content: "" }]));
      inside.write(flag, 156);
      inside.write("        ", 148);
      const sum = inside.subarray(0, 512).reduce((total, byte) => total + byte, 0);
      inside.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
      expect(await outcomeOf(readTar, gzipSync(inside))).toMatch(/not a plain file/);
    }
  });
});

describe("an upload", () => {
  it("larger than it may be is refused while it comes, and leaves nothing behind", async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(1000);
      }
    }
    await expect(spoolUpload(endless(), async () => 1, 10_000)).rejects.toMatchObject({ status: 413 });
    expect(sent).toBe(11);
  });
});
