import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCodePoint } from "@/lib/text/testing-code-points";
import { plainName } from "./git-person";

describe("name of an author in git", () => {
  it("is the name for ordinary names", () => {
    expect(plainName("Ada Lovelace")).toBe("Ada Lovelace");
    expect(plainName(" 漢字\n\tx ")).toBe("漢字 x");
    expect(plainName("x <y@z> 0 +0000\ncommit refs/heads/evil")).toBe("x y@z 0 +0000 commit refs/heads/evil");
  });

  it("stays on its line and out of the mail address, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCodePoint, maxLength: 300 }), (name) => {
        const plain = plainName(name);
        expect(plain).not.toMatch(/[\p{Cc}<>\u2028\u2029]/u);
        expect(plain).toBe(plain.trim());
        expect([...plain].length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
