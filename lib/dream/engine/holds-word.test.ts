import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdsWord } from "./holds-word";

describe("holdsWord", () => {
  it.each([
    ["use pay-prod now", "pay-prod"],
    ["`pay-prod`", "pay-prod"],
    ["pay-prod.", "pay-prod"],
    ["(pay-prod)", "pay-prod"],
    ["payments, pay-prod: yes", "pay-prod"],
    ["xpay-prod pay-prod", "pay-prod"],
    ["see docs/a.md.", "docs/a.md"],
    ["--stat", "--stat"],
    ["a --stat b", "--stat"],
    ["größe", "größe"],
  ])("%j holds %s", (text, word) => {
    expect(holdsWord(text, word)).toBe(true);
  });

  it.each([
    ["pay-prod-2", "pay-prod"],
    ["old-pay-prod", "pay-prod"],
    ["pay-prod.internal", "pay-prod"],
    ["payments", "pay"],
    ["pay_prod", "pay"],
    ["größer", "größe"],
    ["a.md5", "a.md"],
    ["anything", ""],
    ["", "x"],
  ])("%j does not hold %j", (text, word) => {
    expect(holdsWord(text, word)).toBe(false);
  });

  it("finds a word between white space wherever it stands, and only where it stands", () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), word, (words, wanted) => {
        expect(holdsWord(words.join(" "), wanted)).toBe(words.includes(wanted));
      }),
      { numRuns: 100 },
    );
  });
});
