import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeThreeWay } from "./merge-three-way";
import { anyEdit, anyFork, anyText } from "./testing/arbitrary-text";
import { cpuMs } from "./testing/cpu-ms";

const forks = fc.oneof(anyFork, fc.tuple(anyText, anyText, anyText));

function merge(base: string, ours: string, theirs: string) {
  return mergeThreeWay({ base, ours, theirs });
}

describe("mergeThreeWay", () => {
  it("takes the only side that changed, and an edit both sides made", () => {
    fc.assert(
      fc.property(anyEdit, ([base, edited]) => {
        expect(merge(base, base, edited)).toMatchObject({ content: edited, clean: true });
        expect(merge(base, edited, base)).toMatchObject({ content: edited, clean: true });
        expect(merge(base, edited, edited)).toMatchObject({ content: edited, clean: true });
      }),
    );
  });

  it("merges alike whichever side is called ours", () => {
    fc.assert(
      fc.property(forks, ([base, ours, theirs]) => {
        const there = merge(base, ours, theirs);
        const back = merge(base, theirs, ours);
        expect(back.clean).toBe(there.clean);
        if (there.clean) expect(back.content).toBe(there.content);
        expect(back.conflicts.map(({ ours, theirs, base }) => [theirs, ours, base])).toEqual(
          there.conflicts.map(({ ours, theirs, base }) => [ours, theirs, base]),
        );
      }),
    );
  });

  it("is clean exactly when it has no conflicts, and a clean merge holds only lines of the inputs", () => {
    fc.assert(
      fc.property(forks, ([base, ours, theirs]) => {
        const { clean, content, conflicts } = merge(base, ours, theirs);
        expect(clean).toBe(conflicts.length === 0);
        const known = new Set([base, ours, theirs].flatMap((text) => text.split("\n")));
        if (clean) expect(content.split("\n").every((line) => known.has(line))).toBe(true);
      }),
    );
  });

  it("loses nothing: choosing ours or theirs in every conflict keeps the lines that side alone added", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 }), fc.nat(6), fc.nat(6), (lines, at, to) => {
        const base = lines.map((line) => `${line}\n`).join("");
        const insert = (index: number, text: string) =>
          [...lines.slice(0, index), text, ...lines.slice(index)].map((line) => `${line}\n`).join("");
        const { content } = merge(base, insert(at, "mine"), insert(to, "yours"));
        expect(content).toContain("mine\n");
        expect(content).toContain("yours\n");
      }),
    );
  });

  it("names for each conflict the place where its block stands", () => {
    fc.assert(
      fc.property(forks, ([base, ours, theirs]) => {
        const { content, conflicts } = merge(base, ours, theirs);
        const lines = content.split("\n");
        for (const { startLine, lineCount } of conflicts) {
          expect(lines[startLine - 1]).toBe("<<<<<<< ours");
          expect(lines[startLine + lineCount - 2]).toBe(">>>>>>> theirs");
        }
      }),
    );
  });

  it("joins edits of distant lines", () => {
    expect(merge("1\n2\n3\n4\n5\n", "one\n2\n3\n4\n5\n", "1\n2\n3\n4\nfive\nsix")).toEqual({
      content: "one\n2\n3\n4\nfive\nsix",
      clean: true,
      conflicts: [],
      bounded: false,
    });
  });

  it("shows both sides and the base where they disagree", () => {
    const result = mergeThreeWay({
      base: "a\nb\nc\n",
      ours: "a\nours\nc\n",
      theirs: "a\ntheirs\nc\n",
      labels: { ours: "live", base: "seen by the dream", theirs: "proposed" },
    });
    expect(result.clean).toBe(false);
    expect(result.content).toBe(
      "a\n<<<<<<< live\nours\n||||||| seen by the dream\nb\n=======\ntheirs\n>>>>>>> proposed\nc\n",
    );
    expect(result.conflicts).toEqual([{ startLine: 2, lineCount: 7, base: "b\n", ours: "ours\n", theirs: "theirs\n" }]);
  });

  it("keeps markers on lines of their own when a side lacks its last line feed", () => {
    expect(merge("a", "b", "c").content).toBe("<<<<<<< ours\nb\n||||||| base\na\n=======\nc\n>>>>>>> theirs\n");
  });

  it("makes markers longer than any line of the texts that looks like one", () => {
    const { content } = merge("x\n========\n", "y\n========\n", "z\n========\n");
    expect(content).toContain(`${"<".repeat(9)} ours\n`);
    expect(content).toContain(`\n${"=".repeat(9)}\n`);
  });

  it("takes a deletion against an edit of the same line as a conflict, never as either", () => {
    expect(merge("a\nb\nc\n", "a\nc\n", "a\nB\nc\n").conflicts).toEqual([
      { startLine: 2, lineCount: 6, base: "b\n", ours: "", theirs: "B\n" },
    ]);
  });

  it("ends soon on texts it cannot compare, with one conflict and the common ends kept", () => {
    const repeat = (step: number) => Array.from({ length: 20_000 }, (_, index) => `${(index * step) % 7}\n`).join("");
    const startedMs = cpuMs();
    const result = merge(`head\n${repeat(1)}tail\n`, `head\n${repeat(3)}tail\n`, `head\n${repeat(5)}tail\n`);
    expect(cpuMs() - startedMs).toBeLessThan(1_000);
    expect(result).toMatchObject({ bounded: true, clean: false });
    expect(result.conflicts).toHaveLength(1);
    expect(result.content.startsWith("head\n")).toBe(true);
    expect(result.content.endsWith("tail\n")).toBe(true);
  });

  it("merges two edits of a memory of the largest size within its time", () => {
    const base = Array.from({ length: 2_500 }, (_, index) => `- fact number ${index} about the service\n`);
    const edit = (every: number, word: string) =>
      base.map((line, index) => (index % 100 === every ? `${word} ${line}` : line)).join("");
    const startedMs = cpuMs();
    const result = merge(base.join(""), edit(0, "ours"), edit(50, "theirs"));
    expect(cpuMs() - startedMs).toBeLessThan(1_000);
    expect(result.clean).toBe(true);
    expect(result.content.match(/ours|theirs/g)).toHaveLength(50);
  });

  it("keeps carriage returns of either side and does not take line endings alone for the same edit", () => {
    expect(merge("a\r\nb\r\nc\r\n", "A\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n").content).toBe("A\r\nb\r\nC\r\n");
    expect(merge("a\n", "b\n", "b\r\n").clean).toBe(false);
  });

  it("merges additions to both ends of a text, and refuses two different additions to the same end", () => {
    expect(merge("m\n", "top\nm\n", "m\nend\n")).toMatchObject({ content: "top\nm\nend\n", clean: true });
    expect(merge("m\nn\n", "M\nn\n", "m\nN\n").clean).toBe(false);
    expect(merge("m\nn\n", "top\nm\nn\n", "m\nn\nend\n")).toMatchObject({ content: "top\nm\nn\nend\n", clean: true });
    expect(merge("m\nn\n", "m\nn\nx\n", "m\nn\ny\n").conflicts).toHaveLength(1);
  });

  it("merges names that objects have by nature like any other line", () => {
    const names = "__proto__\nconstructor\ntoString\n";
    expect(merge(names, `${names}hasOwnProperty\n`, `0\n${names}`).content).toBe(`0\n${names}hasOwnProperty\n`);
  });
});
