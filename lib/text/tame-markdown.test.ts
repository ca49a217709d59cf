import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdownUnits } from "./markdown-units";
import { tameMarkdown } from "./tame-markdown";
import { cpuMs } from "./testing/cpu-ms";

describe("tameMarkdown", () => {
  it("leaves ordinary text as it is", () => {
    fc.assert(fc.property(fc.string(), (text) => tameMarkdown(text) === text));
    const rule = `${"-".repeat(300)}\n${"* ".repeat(200)}\n    - nested\n> > quote`;
    expect(tameMarkdown(rule)).toBe(rule);
  });

  it("keeps the length and the line feeds of any text", () => {
    fc.assert(
      fc.property(fc.constantFrom(">", "[", "|", "- ", "\t", "1."), fc.nat(4_000), fc.string(), (sign, count, rest) => {
        const text = `${sign.repeat(count)}\n${rest}`;
        const tamed = tameMarkdown(text);
        expect(tamed).toHaveLength(text.length);
        expect(tamed.indexOf("\n")).toBe(text.indexOf("\n"));
      }),
    );
  });

  it("counts brackets over a paragraph, not over the text", () => {
    const list = Array.from({ length: 3_000 }, (_, index) => `[${index}](a.md)\n`);
    expect(tameMarkdown(list.join("\n"))).toBe(list.join("\n"));
    expect(tameMarkdown(list.join(""))).not.toBe(list.join(""));
  });

  it.each([
    ["quotes nested without end", ">".repeat(100_000)],
    ["quotes nested on every line", `${">".repeat(110)} x\n`.repeat(800)],
    ["a staircase of lists", Array.from({ length: 440 }, (_, index) => `${" ".repeat(index * 2)}- x`).join("\n")],
    ["links that never close", "[a](".repeat(25_000)],
    ["footnote calls without notes", "[^a]".repeat(25_000)],
    ["a row of fifty thousand cells", `${"|a".repeat(50_000)}\n${"|-".repeat(50_000)}\n|a`],
  ])("lets the parser end soon on %s", (_name, text) => {
    const startedMs = cpuMs();
    parseMarkdownUnits(text);
    expect(cpuMs() - startedMs).toBeLessThan(4_000);
  });
});
