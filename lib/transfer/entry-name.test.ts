import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryPathProblem } from "@/lib/contract/memory-path-rules";
import { entryName, pathOfEntry } from "./entry-name";

const segment = fc.string({ unit: fc.constantFrom(..."aCZ05D. \\:%é漢😀-"), minLength: 1, maxLength: 8 });
const path = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map((segments) => `/${segments.join("/")}`)
  .filter((text) => memoryPathProblem(text) === null);

const decode = (name: string) =>
  name.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

describe("name of an entry", () => {
  it("is the path without its slash for ordinary paths", () => {
    for (const ordinary of ["/a.md", "/notes/a b/ü.txt", "/.hidden", "/...x", "/100%", "/10:30.md", "/a%zz"]) {
      expect(entryName(ordinary)).toBe(ordinary.slice(1));
    }
  });

  it("gives the path back when it is decoded, so no two memories share a name", () => {
    fc.assert(
      fc.property(path, (given) => {
        expect(`/${decode(entryName(given))}`).toBe(given);
      }),
      { numRuns: 2000 },
    );
  });

  it("never leads out of the folder that a tool unpacks into, whichever system's rules it follows", () => {
    fc.assert(
      fc.property(path, (given) => {
        const name = entryName(given);
        expect(name).not.toMatch(/^[/\\]|^[A-Za-z]:|\\/);
        for (const part of name.split("/")) expect(part).not.toMatch(/^[. ]*$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("tames what Windows would read as a way up, a drive or a network share", () => {
    expect(entryName("/..\\..\\evil.exe")).toBe("..%5C..%5Cevil.exe");
    expect(entryName("/C:/Windows/x")).toBe("C%3A/Windows/x");
    expect(entryName("/\\\\server\\share")).toBe("%5C%5Cserver%5Cshare");
    expect(entryName("/.. /x")).toBe("..%20/x");
    expect(entryName("/.../x/. .")).toBe("..%2E/x/. %2E");
    expect(entryName("/a%5Cb")).toBe("a%255Cb");
  });
});

describe("path of an entry", () => {
  const wild = fc
    .array(fc.string({ unit: fc.constantFrom(..."a.%25CE5FBD \\:é\ufffd\u{1f600}"), minLength: 1, maxLength: 9 }), {
      minLength: 1,
    })
    .map((segments) => `/${segments.join("/")}`)
    .filter((text) => memoryPathProblem(text) === null);

  it("is the path that the name was made of", () => {
    fc.assert(
      fc.property(fc.oneof(path, wild), (given) => {
        expect(pathOfEntry(entryName(given))).toBe(given);
      }),
      { numRuns: 5000 },
    );
  });

  it("leaves names alone that only look encoded", () => {
    expect(pathOfEntry("100%25.md")).toBe("/100%25.md");
    expect(pathOfEntry("a%2Fb")).toBe("/a%2Fb");
    expect(pathOfEntry("%2E%2E/x")).toBe("/%2E%2E/x");
    expect(pathOfEntry("%zz")).toBe("/%zz");
    expect(pathOfEntry("././a")).toBe("/a");
    expect(pathOfEntry("../a")).toBe("/../a");
  });
});
