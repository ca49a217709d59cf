import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryPathPrefix } from "./memory-path";
import { ancestorsOf, memoryPathProblem } from "./memory-path-rules";

/** A segment of ordinary and of far-away letters, in composed form. */
const segment = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019 .-_~%\\:*?\"'<>|é漢😀\u{10ffff}"), minLength: 1, maxLength: 12 })
  .filter((text) => text !== "." && text !== ".." && text.normalize("NFC") === text);
const path = fc.array(segment, { minLength: 1, maxLength: 20 }).map((segments) => `/${segments.join("/")}`);

describe("path of a memory", () => {
  it("is any NFC text of 1 to 20 segments that are neither empty nor dots", () => {
    fc.assert(
      fc.property(path, (good) => {
        expect(memoryPathProblem(good)).toBeNull();
      }),
    );
  });

  it("takes what only looks odd", () => {
    const odd = [
      "/...",
      "/.x",
      "/..x",
      "/x..",
      "/. .",
      "/a b",
      "/%2e%2e/x",
      "/a\\..\\b",
      "/C:/x",
      "/-rf",
      "/\u00e9",
      "/a\ufe0f",
    ];
    for (const good of odd) expect({ good, problem: memoryPathProblem(good) }).toEqual({ good, problem: null });
  });

  it("starts with / and has no empty segment", () => {
    for (const bad of ["", "a", "a/b", "/", "//", "/a/", "/a//b", "//a"]) {
      expect({ bad, problem: memoryPathProblem(bad) }).not.toMatchObject({ problem: null });
    }
  });

  it("has no segment . or .. anywhere", () => {
    fc.assert(
      fc.property(path, fc.constantFrom(".", ".."), fc.nat({ max: 20 }), (good, dots, at) => {
        const segments = good.slice(1).split("/");
        segments.splice(Math.min(at, segments.length), 0, dots);
        expect(memoryPathProblem(`/${segments.slice(-20).join("/")}`)).toMatch(
          segments.length > 20 ? /./ : /\. or \.\./,
        );
      }),
    );
  });

  it("has no control, format or line separator character anywhere", () => {
    const forbidden = fc.oneof(
      fc.integer({ min: 0, max: 0x1f }),
      fc.integer({ min: 0x7f, max: 0x9f }),
      fc.constantFrom(0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x202e, 0x2028, 0x2029, 0x2060, 0xfeff, 0xe0001, 0x110bd),
    );
    fc.assert(
      fc.property(path, forbidden, fc.nat(), (good, code, at) => {
        const letters = [...good];
        letters.splice(1 + (at % letters.length), 0, String.fromCodePoint(code));
        expect(memoryPathProblem(letters.join(""))).not.toBeNull();
      }),
    );
    expect(memoryPathProblem("/👨\u200d👩")).not.toBeNull();
  });

  it("has to be in NFC already and to be valid Unicode", () => {
    expect(memoryPathProblem("/cafe\u0301")).toMatch(/normalisation/);
    expect(memoryPathProblem("/\u212b")).toMatch(/normalisation/);
    expect(memoryPathProblem("/a\ud800")).toMatch(/Unicode/);
    expect(memoryPathProblem("/\udc00a")).toMatch(/Unicode/);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
        if (text.normalize("NFC") !== text) expect(memoryPathProblem(`/${text}`)).not.toBeNull();
      }),
    );
  });

  it("has 20 segments and 1,024 bytes, never more", () => {
    expect(memoryPathProblem("/s".repeat(20))).toBeNull();
    expect(memoryPathProblem("/s".repeat(21))).toMatch(/20 segments/);
    expect(memoryPathProblem(`/${"x".repeat(1023)}`)).toBeNull();
    expect(memoryPathProblem(`/${"x".repeat(1024)}`)).toMatch(/1024 bytes/);
    expect(memoryPathProblem(`/${"😀".repeat(255)}abc`)).toBeNull();
    expect(memoryPathProblem(`/${"😀".repeat(256)}`)).toMatch(/1024 bytes/);
  });

  it("has exactly the shorter paths of whole segments above it, in order", () => {
    fc.assert(
      fc.property(path, (good) => {
        const above = ancestorsOf(good);
        expect(above).toHaveLength(good.split("/").length - 2);
        for (const ancestor of above) expect(good.startsWith(`${ancestor}/`)).toBe(true);
        expect([...above].sort((a, b) => a.length - b.length)).toEqual(above);
      }),
    );
    expect(ancestorsOf("/a/b/c")).toEqual(["/a", "/a/b"]);
  });
});

describe("prefix of paths", () => {
  it("ends with a whole segment", () => {
    for (const good of ["/", "/a/", "/a b/ü/", "/%/"]) expect(memoryPathPrefix.safeParse(good).success).toBe(true);
    for (const bad of ["", "/a", "a/", "a", "/a/b"]) expect(memoryPathPrefix.safeParse(bad).success).toBe(false);
  });
});
