import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderOf, readDocument, stemOf, writtenAtMs } from "./memory-document";
import { buildMemory } from "./testing-builders";
import { hostileWorld } from "./testing-hostile-worlds";

const read = (content: string, path = "/a.md", over = {}) => readDocument(buildMemory(path, content, over), false);
const units = (content: string) =>
  read(content).units.map(({ text, startLine, endLine, parents }) => [text, startLine, endLine, parents]);
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe("readDocument", () => {
  it.each([
    ["", []],
    ["one", ["one"]],
    ["one\n", ["one"]],
    ["one\n\n", ["one", ""]],
    ["one\r\ntwo\r\n", ["one\r", "two\r"]],
    ["\n", [""]],
  ])("reads the lines of %j so that joining them gives it back", (content, lines) => {
    expect(read(content).lines).toEqual(lines);
  });

  it("tells notes from data by their path", () => {
    const isProse = (path: string) => read("x\n", path).isProse;
    expect(["/a.md", "/a.MD", "/a.txt", "/notes", "/a.b/notes", "/v1.2-plan"].map(isProse)).toEqual(
      Array(6).fill(true),
    );
    expect(["/a.json", "/a.yaml", "/a.ts", "/a.csv"].map(isProse)).toEqual(Array(4).fill(false));
  });

  it.each([
    ["---\ndream: frozen\n---\n", true],
    ["---\r\nowner: x\r\ndream:  'frozen' \r\n---\r\n", true],
    ['---\nDream: "FROZEN"\n---\n', true],
    ["---\nowner: [broken\ndream: frozen\n---\n", true],
    ["\ufeff---\ndream: frozen\n---\n", true],
    ["---\ndream: frozen-ish\n---\n", false],
    ["---\n# dream: frozen\n---\n", false],
    ["---\nnested:\n  dream: frozen\n---\n", false],
    ["dream: frozen\n", false],
    ["text\n---\ndream: frozen\n---\n", false],
  ])("reads from %j whether the file is frozen", (content, expected) => {
    expect(read(content).isLocked).toBe(expected);
  });

  it("reads the text of one memory once, whether its store may be edited or not", () => {
    const memory = buildMemory("/a.md", "# A\n\n- one\n");
    const [open, locked] = [readDocument(memory, false), readDocument(memory, true)];
    expect(locked.units).toBe(open.units);
    expect([open.isLocked, locked.isLocked]).toEqual([false, true]);
  });

  it("locks every file of a read-only store", () => {
    expect(readDocument(buildMemory("/a.md", "x\n"), true).isLocked).toBe(true);
  });

  it("reads hurried notes, one statement a line, as that many statements", () => {
    expect(units("Owner: team-a\nPort: 80\nRestart takes 5 min.\n").map(([text]) => text)).toEqual([
      "Owner: team-a",
      "Port: 80",
      "Restart takes 5 min.",
    ]);
  });

  it("keeps a paragraph that only was wrapped in one piece", () => {
    expect(units("This sentence goes on\nto the next line. And on\nto the third.\n")).toEqual([
      ["This sentence goes on to the next line. And on to the third.", 1, 3, []],
    ]);
  });

  it("knows what a list item is nested in, and closes it where it ends", () => {
    expect(units("- a b\n  - c d\n    - e f\n- g h\n\ntext after\n")).toEqual([
      ["a b", 1, 1, []],
      ["c d", 2, 2, ["a b"]],
      ["e f", 3, 3, ["a b", "c d"]],
      ["g h", 4, 4, []],
      ["text after", 6, 6, []],
    ]);
  });

  it("tells steps from list items, and two sections of one name by their lines", () => {
    const { units: found } = read("# A\n\n## Notes\n\n1. one\n- two\n\n## Notes\n\n10) three\n");
    expect(found.map(({ isOrdered, sectionLine }) => [isOrdered, sectionLine])).toEqual([
      [true, 3],
      [false, 3],
      [true, 8],
    ]);
  });

  it("gives every unit lines that exist, in the order of the file, whatever the file holds", async () => {
    await fc.assert(
      fc.asyncProperty(hostileWorld, async ({ memories }) => {
        for (const memory of memories) {
          const { lines, units: found, links } = readDocument(memory, false);
          expect(lines.join("\n")).toBe(memory.content.replace(/\n$/, ""));
          for (const { startLine, endLine, blockEndLine } of found) {
            expect(startLine).toBeGreaterThan(0);
            expect(startLine <= endLine && endLine <= Math.max(endLine, blockEndLine)).toBe(true);
            expect(blockEndLine).toBeLessThanOrEqual(lines.length);
          }
          for (const { start, end, line } of links) {
            expect(memory.content.slice(0, start).split("\n")).toHaveLength(line);
            expect(end).toBeGreaterThan(start);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("paths", () => {
  it.each([
    ["/a/b.md", "b", "/a/"],
    ["/b", "b", "/"],
    ["/a/.env", ".env", "/a/"],
    ["/a.b/c.d.md", "c.d", "/a.b/"],
    ["/a/c.longextension", "c.longextension", "/a/"],
  ])("%s has the stem %s and the folder %s", (path, stem, folder) => {
    expect([stemOf(path), folderOf(path)]).toEqual([stem, folder]);
  });
});

describe("writtenAtMs", () => {
  const at = (content: string, over = {}) => {
    const document = read(content, "/a.md", over);
    const [unit] = document.units;
    return unit ? writtenAtMs(document, unit) : undefined;
  };

  it("takes a date in the line before its headings, those before front matter, that before what the writer said", () => {
    const over = { as_of: "2026-01-01T00:00:00Z", line_written_at: Array(9).fill("2026-01-02T00:00:00Z") };
    const matter = "---\nupdated: 2026-02-01\n---\n";
    expect(at(`${matter}# On 2026-02-03\n\n- as of 2026-02-05 it is so\n`, over)).toBe(day("2026-02-05"));
    expect(at(`${matter}# On 2026-02-03\n\n- it is so\n`, over)).toBe(day("2026-02-03"));
    expect(at(`${matter}# On it\n\n- it is so\n`, over)).toBe(day("2026-02-01"));
    expect(at("- it is so\n", over)).toBe(day("2026-01-01"));
    expect(at("- it is so\n", { line_written_at: ["2026-01-02T00:00:00Z"] })).toBe(day("2026-01-02"));
    expect(at("- it is so\n")).toBe(day("2026-03-01"));
  });

  it("takes the nearest of two headings, and of the list items above", () => {
    expect(at("# 2026-02-01\n\n## 2026-02-02\n\n- it is so\n")).toBe(day("2026-02-02"));
    const document = read("# 2026-02-01\n\n- on 2026-02-04\n  - on foot\n");
    const nested = document.units[1];
    expect(nested && writtenAtMs(document, nested)).toBe(day("2026-02-04"));
  });

  it("reads no date that there is not", () => {
    expect(at("- ticket 2026-13-45 is open\n")).toBe(day("2026-03-01"));
    expect(at("---\nupdated: soon\n---\n- it is so\n")).toBe(day("2026-03-01"));
    expect(at("- it is so\n", { updated_at: "" })).toBeNull();
  });
});
