import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentSha256, contentSizeBytes } from "./content-hash";

describe("hash and size of a content", () => {
  it("are those of its UTF-8 bytes, with nothing normalised before", () => {
    expect(contentSha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(contentSha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(contentSha256("\u00e9")).not.toBe(contentSha256("e\u0301"));
    expect(contentSha256("a\n")).not.toBe(contentSha256("a\r\n"));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(contentSha256(text)).toMatch(/^[0-9a-f]{64}$/);
        expect(contentSizeBytes(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});
