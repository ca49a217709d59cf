import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFrontMatter } from "./front-matter";
import { anyText } from "./testing/arbitrary-text";

describe("parseFrontMatter", () => {
  it("gives data, the block as written and its line count", () => {
    const text = "---\ndream: frozen\ntags: [a, b]\nowner:\n  name: Ana\n---\n# Title\n";
    expect(parseFrontMatter(text)).toEqual({
      raw: "---\ndream: frozen\ntags: [a, b]\nowner:\n  name: Ana\n---\n",
      data: { dream: "frozen", tags: ["a", "b"], owner: { name: "Ana" } },
      lineCount: 6,
      malformed: false,
    });
  });

  it("reads carriage returns, a byte order mark, a closing at the end of the text, and dots as closing", () => {
    expect(parseFrontMatter("\ufeff---\r\na: 1\r\n---\r\nx")).toMatchObject({ data: { a: 1 }, lineCount: 3 });
    expect(parseFrontMatter("---\na: 1\n---")).toMatchObject({ data: { a: 1 }, raw: "---\na: 1\n---", lineCount: 3 });
    expect(parseFrontMatter("---\na: 1\n...\nx")).toMatchObject({ data: { a: 1 } });
    expect(parseFrontMatter("---\n---\n")).toMatchObject({ data: {}, malformed: false, lineCount: 2 });
  });

  it("never runs anything: a block that names a language is text, and code in YAML is a string or malformed", () => {
    const key = "revNeverSet";
    const code = `Object.assign(globalThis, { ${key}: true })`;
    expect(parseFrontMatter(`---js\n${code}\n---\n`)).toBeNull();
    expect(parseFrontMatter(`---javascript\n${code}\n---\n`)).toBeNull();
    expect(parseFrontMatter(`---\na: !!js/function 'function () { ${code} }'\n---\n`)).not.toBeNull();
    expect(parseFrontMatter(`---\na: "${code}"\n---\n`)?.data).toEqual({ a: code });
    expect(key in globalThis).toBe(false);
  });

  it("does not touch the prototype of objects", () => {
    const front = parseFrontMatter("---\n__proto__:\n  polluted: true\n---\n");
    expect(front).not.toBeNull();
    expect("polluted" in {}).toBe(false);
    expect(Object.getPrototypeOf(front?.data)).toBe(Object.prototype);
  });

  it("says malformed for broken YAML, lists, scalars and alias bombs, and keeps the block", () => {
    for (const yaml of ["a: [", "- a\n- b", "just text", "a: 1\na: 2"]) {
      expect(parseFrontMatter(`---\n${yaml}\n---\n`)).toMatchObject({ malformed: true, data: {} });
    }
    const bomb = Array.from({ length: 12 }, (_, at) => `k${at}: &k${at} [${`*k${at - 1},`.repeat(at && 9)} x]`).join(
      "\n",
    );
    expect(parseFrontMatter(`---\n${bomb}\n---\n`)).toMatchObject({ malformed: true });
  });

  it("keeps dates as written, so no time zone can move them", () => {
    expect(parseFrontMatter("---\nupdated: 2026-03-05\n---\n")?.data).toEqual({ updated: "2026-03-05" });
  });

  it("needs the block to open the text and to close", () => {
    expect(parseFrontMatter("\n---\na: 1\n---\n")).toBeNull();
    expect(parseFrontMatter("---\na: 1\n")).toBeNull();
    expect(parseFrontMatter("--- a: 1\n---\n")).toBeNull();
    expect(parseFrontMatter("----\na: 1\n---\n")).toBeNull();
    expect(parseFrontMatter("")).toBeNull();
  });

  it("never throws, and its block is always the head of the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string()), fc.string(), (yaml, body) => {
        const text = `---\n${yaml}\n---\n${body}`;
        const front = parseFrontMatter(text);
        expect(front && text.startsWith(front.raw)).toBe(true);
      }),
    );
  });
});
