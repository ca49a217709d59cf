import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteOccursIn } from "@/lib/text/fold-white-space";
import { citeEvent, holdsSecret, quotablePieces } from "./event-evidence";
import { readDocument } from "./memory-document";
import { citeMemory, citeOpening } from "./memory-evidence";
import { buildMemory } from "./testing-builders";
import { plantedSecret } from "./testing-hostile-worlds";

const quote = (text: string, focus: string) =>
  citeEvent("s", { eventId: "e", sequence: 1, atMs: null, text }, focus).quote;
const document = (content: string) => readDocument(buildMemory("/a.md", content), false);

describe("citeEvent", () => {
  it("quotes the line that holds the focus, with white space folded", () => {
    expect(quote("one\n  two\t  three  \nfour", "three")).toBe("two three");
    expect(quote("one\n  two\t  three  \nfour", "two   three")).toBe("two three");
  });

  it("quotes the first line that says something where none holds the focus", () => {
    expect(quote("\n \none\ntwo", "gone")).toBe("one");
    expect(quote("one", "")).toBe("one");
  });

  it("keeps the focus in sight in a line of any length", () => {
    const line = `${"a ".repeat(5000)}needle ${"b ".repeat(5000)}`;
    expect(quote(line, "needle")).toContain("needle");
    expect(quote(line, "needle").length).toBeLessThanOrEqual(240);
  });

  it.each([
    ["after the secret", `key ${plantedSecret} of old-name not found`, "old-name", "of old-name not found"],
    ["before the secret", `old-name has no key ${plantedSecret} here`, "old-name", "old-name has no key"],
    ["as the secret", `no such key ${plantedSecret}`, plantedSecret, "no such key"],
    ["in another line", `${plantedSecret}\nold-name is gone`, "old-name", "old-name is gone"],
    ["nowhere", `${plantedSecret}: gone`, "old-name", ": gone"],
  ])("leaves a secret out where the focus stands %s", (_, text, focus, expected) => {
    expect(quote(text, focus)).toBe(expected);
  });

  it("does not cut through a secret and show its half", () => {
    for (let before = 90; before < 130; before++) {
      const text = `${"x ".repeat(before)}needle ${"y ".repeat(40)}${plantedSecret} ${"z ".repeat(200)}`;
      expect(quote(text, "needle")).not.toContain(plantedSecret.slice(0, 8));
    }
  });

  it("shows no line of a private key", () => {
    const body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
    const pem = ["-----BEGIN", "PRIVATE KEY-----"].join(" ");
    expect(quote(`cat key\n${pem}\n${body}\n-----END PRIVATE KEY-----\ndone`, body)).toBe("cat key");
  });

  it("quotes only what stands in the event, for any text and any focus", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 600 });
    fc.assert(
      fc.property(text, fc.nat(600), fc.nat(20), fc.boolean(), (source, at, length, hasSecret) => {
        const full = hasSecret ? `${source.slice(0, at)} ${plantedSecret} ${source.slice(at)}` : source;
        const shown = quote(full, full.slice(at, at + length));
        expect(shown === "" ? full.trim() : quoteOccursIn(shown, full)).toBe(shown === "" ? "" : true);
        expect(shown.length).toBeLessThanOrEqual(240);
        expect(holdsSecret(shown)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe("quotablePieces", () => {
  it("gives a letter of what is nothing but a secret, since no quote may be empty", () => {
    expect(quotablePieces([plantedSecret])).toEqual(["A"]);
    expect(quotablePieces(["  ", ""])).toEqual([]);
  });
});

describe("citeMemory", () => {
  it("cites the lines as they stand, folded, with their place and version", () => {
    expect(citeMemory(document("one\r\ntwo\t2\nthree\n"), 1, 2)).toMatchObject({
      path: "/a.md",
      memory_id: "mem_/a.md",
      memory_version_id: "memver_/a.md",
      lines: [1, 2],
      quote: "one two 2",
    });
  });

  it.each([
    [`- key ${plantedSecret} stays`, "- key"],
    [`- ${plantedSecret} is the key`, "is the key"],
    [`${"word ".repeat(78)}${plantedSecret} tail`, `${"word ".repeat(78).trim()}`],
  ])("stops before a secret or starts after it", (content, expected) => {
    expect(citeMemory(document(content), 1, 1).quote).toBe(expected);
  });

  it("does not halve a character at the end of a long quote", () => {
    const shown = citeMemory(document(`${"x".repeat(399)}👩‍🚒 and more`), 1, 1).quote;
    expect(shown.isWellFormed()).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(400);
  });
});

describe("citeOpening", () => {
  it.each([
    ["the first heading", "text\n\n## Two\n", [3, 3]],
    ["else the first line with text", "\n\n  \ntext\n", [4, 4]],
  ])("cites %s", (_, content, lines) => {
    expect(citeOpening(document(content))?.lines).toEqual(lines);
  });

  it("has nothing to cite of a blank memory", () => {
    expect(citeOpening(document(" \n\n"))).toBeNull();
    expect(citeOpening(document(""))).toBeNull();
  });
});
