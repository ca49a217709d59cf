import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldWhiteSpace } from "./fold-white-space";
import { splitLines } from "./lines";
import { parseMarkdownUnits } from "./markdown-units";

const sample = `---
owner: sre
---
# Redis

Intro with a [link](./oncall.md#now) and [[Redis Cache|cache]].

## Failover

- promote the replica
  with \`redis/failover.sh\`
  - wait for sync
- [x] tell the on-call
- [ ] close the ticket

| step | command |
| --- | --- |
| 1 | \`redis-cli\` |
| 2 | [docs](https://example.com/a.md) |

> quoted advice

\`\`\`sh
echo [[not a link]]
\`\`\`

## Other
### Deep
text
# Second
last`;

const anyMarkdown = fc
  .array(
    fc.constantFrom(
      "# h",
      "## h2",
      "- a",
      "  - b",
      "1. c",
      "> q",
      "```",
      "text [l](x.md)",
      "[[w]]",
      "`a/b.md`",
      "| a | b |",
      "|---|---|",
      "",
      "  more",
      "***",
      "<b>",
      "[d]: y.md",
      "- [ ] t",
      "a\r",
      "\tcode",
      "---",
      "k: v",
      "[^1]: note",
      "\\[x](z)",
    ),
    { maxLength: 16 },
  )
  .map((lines) => lines.join("\n"));

describe("parseMarkdownUnits", () => {
  const memory = parseMarkdownUnits(sample);

  it("gives units with their lines, front matter counted", () => {
    expect(memory.frontMatter).toMatchObject({ lineCount: 3, data: { owner: "sre" } });
    expect(memory.units.map((unit) => [unit.kind, unit.startLine, unit.endLine, unit.blockEndLine, unit.text])).toEqual(
      [
        ["paragraph", 6, 6, 6, "Intro with a [link](./oncall.md#now) and [[Redis Cache|cache]]."],
        ["bullet", 10, 11, 12, "promote the replica with `redis/failover.sh`"],
        ["bullet", 12, 12, 12, "wait for sync"],
        ["bullet", 13, 13, 13, "tell the on-call"],
        ["bullet", 14, 14, 14, "close the ticket"],
        ["table_row", 18, 18, 18, "| 1 | `redis-cli` |"],
        ["table_row", 19, 19, 19, "| 2 | [docs](https://example.com/a.md) |"],
        ["paragraph", 21, 21, 21, "quoted advice"],
        ["code", 23, 25, 25, "echo [[not a link]]"],
        ["paragraph", 29, 29, 29, "text"],
        ["paragraph", 31, 31, 31, "last"],
      ],
    );
    expect(memory.units.map((unit) => unit.checked).filter((checked) => checked !== null)).toEqual([true, false]);
  });

  it("gives each heading and unit the headings it stands under", () => {
    expect(memory.headings.map((heading) => [heading.line, heading.path.join(" / ")])).toEqual([
      [4, "Redis"],
      [8, "Redis / Failover"],
      [27, "Redis / Other"],
      [28, "Redis / Other / Deep"],
      [30, "Second"],
    ]);
    expect(memory.units.at(-2)?.headingPath).toEqual(["Redis", "Other", "Deep"]);
    expect(memory.units.at(-1)?.headingPath).toEqual(["Second"]);
  });

  it("skips over a missing level without keeping a closed heading", () => {
    const { headings } = parseMarkdownUnits("# A\n### B\n## C\n### D\n");
    expect(headings.map((heading) => heading.path.join("/"))).toEqual(["A", "A/B", "A/C", "A/C/D"]);
  });

  it("finds links of the store, and no external ones or ones in code", () => {
    expect(memory.links.map((link) => [link.kind, link.line, link.target, link.fragment, link.text])).toEqual([
      ["relative", 6, "./oncall.md", "now", "link"],
      ["wiki", 6, "Redis Cache", null, "cache"],
      ["code_path", 11, "redis/failover.sh", null, "redis/failover.sh"],
    ]);
  });

  it("gives the place of each target, so that replacing it there moves the link", () => {
    for (const [text, expected] of [
      ["[a](old.md#x)", "[a](new.md#x)"],
      ["![a]( <old.md> 'title')", "![a]( <new.md> 'title')"],
      ["[`a](b`](old.md)", "[`a](b`](new.md)"],
      ["see [a]\n\n[a]: old.md", "see [a]\n\n[a]: new.md"],
      ["[[old.md#part|label]]", "[[new.md#part|label]]"],
      ["`` old.md:12 ``", "`` new.md:12 ``"],
      ["---\na: old.md\n---\n\r\n- x\r\n- [old.md](old.md)", "---\na: old.md\n---\n\r\n- x\r\n- [old.md](new.md)"],
    ] as const) {
      const [link] = parseMarkdownUnits(text).links;
      expect(link?.target).toBe("old.md");
      if (link) expect(`${text.slice(0, link.start)}new.md${text.slice(link.end)}`).toBe(expected);
    }
  });

  it("decodes percent signs and keeps balanced parentheses in targets", () => {
    const { links } = parseMarkdownUnits(
      "[a](my%20notes(2).md?raw=1) [b](bad%zz.md) [c](#only) [d](//host/x) [e](mailto:a@b.c)",
    );
    expect(links.map((link) => link.target)).toEqual(["my notes(2).md", "bad%zz.md"]);
  });

  it("takes as a code path only what reads like one", () => {
    const spans = [
      "a/b",
      "README.md",
      "./x",
      "cmd/run.go:12",
      "npm run",
      "--flag",
      "1/2",
      "https://a/b",
      "*.ts",
      "a.b()",
      "x",
    ];
    const { links } = parseMarkdownUnits(spans.map((span) => `\`${span}\``).join(" "));
    expect(links.map((link) => link.target)).toEqual(["a/b", "README.md", "./x", "cmd/run.go"]);
  });

  it("never throws, keeps ranges inside the text, and finds each unit's words on its lines", () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        const lines = splitLines(text);
        for (const unit of parseMarkdownUnits(text).units) {
          expect(unit.startLine).toBeGreaterThanOrEqual(1);
          expect(unit.endLine).toBeGreaterThanOrEqual(unit.startLine);
          expect(unit.blockEndLine).toBeGreaterThanOrEqual(unit.endLine);
          expect(unit.blockEndLine).toBeLessThanOrEqual(lines.length);
          const shown = foldWhiteSpace(lines.slice(unit.startLine - 1, unit.blockEndLine).join(""));
          const firstWord = unit.text.split(/\s/)[0] ?? "";
          expect(shown).toContain(firstWord);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives links whose place in the text reads as their target", () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => {
        for (const link of parseMarkdownUnits(text).links) expect(text.slice(link.start, link.end)).toBe(link.target);
      }),
    );
  });

  it("does not double a unit: no line belongs to two but where quotes and lists share it", () => {
    const starts = parseMarkdownUnits(sample).units.map((unit) => unit.startLine);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it("counts lines alike with carriage returns and behind a byte order mark", () => {
    const units = (text: string) =>
      parseMarkdownUnits(text).units.map((unit) => [unit.kind, unit.startLine, unit.text]);
    expect(units(sample.replaceAll("\n", "\r\n"))).toEqual(units(sample));
    expect(units(`\ufeff${sample}`)).toEqual(units(sample));
    expect(parseMarkdownUnits("\ufeff[a](b.md)").links[0]).toMatchObject({ start: 5, end: 9, line: 1 });
  });

  it("does not count a lone carriage return as a line, as no other part of the store does", () => {
    const { units } = parseMarkdownUnits("one\rtwo\n\nthree\n");
    expect(units.map((unit) => [unit.startLine, unit.endLine])).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });

  it("keeps a bullet's second paragraph with it, and what follows nested bullets out of its own range", () => {
    const [first, nested] = parseMarkdownUnits("- one\n\n  more\n  - nested\n\n  after\n").units;
    expect(first).toMatchObject({ text: "one more after", startLine: 1, endLine: 3, blockEndLine: 6 });
    expect(nested).toMatchObject({ text: "nested", startLine: 4, endLine: 4 });
  });

  it("reads bullets in quotes, footnotes, and code below a bullet as units of their own", () => {
    const { units } = parseMarkdownUnits("> - quoted\n\nx[^1]\n\n[^1]: the note\n\n- do\n\n      code\n");
    expect(units.map((unit) => [unit.kind, unit.text])).toEqual([
      ["bullet", "quoted"],
      ["paragraph", "x[^1]"],
      ["paragraph", "the note"],
      ["bullet", "do"],
      ["code", "code"],
    ]);
  });

  it("has nothing to say about an empty memory", () => {
    expect(parseMarkdownUnits("")).toEqual({ frontMatter: null, headings: [], units: [], links: [] });
  });
});
