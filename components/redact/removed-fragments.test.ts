import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskRange, maskText } from "./mask-text";
import { removedFragments } from "./removed-fragments";

describe("removedFragments", () => {
  it("takes of a masked line the part that differs", () => {
    const before = "# Keys\ndeploy key: hunter2-very-secret, rotate monthly\n";
    const after = "# Keys\ndeploy key: [redacted], rotate monthly\n";
    expect(removedFragments(before, after)).toEqual(["hunter2-very-secret"]);
  });

  it("takes removed lines whole, each once, and no empty ones", () => {
    expect(removedFragments("a\nsecret line\n\nsecret line\nb\n", "a\nb\n")).toEqual(["secret line"]);
  });

  it("falls back on the line where the part is too short to be looked for", () => {
    expect(removedFragments("the pin is 12\n", "the pin is [redacted]\n")).toEqual(["the pin is 12"]);
  });

  it("finds nothing where nothing was removed", () => {
    expect(removedFragments("a\n", "a\nb\n")).toEqual([]);
    expect(removedFragments("a\n", "a\n")).toEqual([]);
  });

  it("gives only pieces that the text before really holds", () => {
    const text = fc
      .array(fc.constantFrom("abcd", "key=12345", "", "  x  "), { maxLength: 6 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        for (const fragment of removedFragments(before, after)) expect(before).toContain(fragment);
      }),
    );
  });
});

describe("masking", () => {
  it("leaves the shape of a text and none of its characters", () => {
    expect(maskText("# Disk 🚨\n\tfull\n")).toBe("█ ████ █\n\t████\n");
  });

  it("puts a word in place of a selection, and changes nothing for an empty one", () => {
    expect(maskRange("key: abc.", 5, 8)).toBe("key: [redacted].");
    expect(maskRange("key: abc.", 3, 3)).toBe("key: abc.");
  });
});
