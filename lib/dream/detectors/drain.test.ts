import { describe, expect, it } from "vitest";
import { groupByTemplate } from "./drain";

const templates = (lines: [string, string][], options = {}) =>
  groupByTemplate(
    lines.map(([key, text], item) => ({ key, text, item })),
    options,
  ).map(({ key, template }) => [key, template.tokens.join(" "), template.items]);

describe("groupByTemplate", () => {
  it("joins lines of one shape and puts wildcards where they differ", () => {
    expect(
      templates([
        ["a", "flight HAT030 not available on Monday"],
        ["a", "flight HAT223 not available on Tuesday"],
        ["a", "payment method not found"],
      ]),
    ).toEqual([
      ["a", "flight <*> not available on <*>", [0, 1]],
      ["a", "payment method not found", [2]],
    ]);
  });

  it("never joins lines of two tools or two lengths", () => {
    expect(
      templates([
        ["a", "no seats left"],
        ["b", "no seats left"],
        ["a", "no seats left today"],
      ]),
    ).toHaveLength(3);
  });

  it("sends what comes after the last free branch to one wildcard branch", () => {
    const lines = ["one", "two", "three", "four"].map((word): [string, string] => [
      "a",
      `${word} cannot be opened now`,
    ]);
    expect(templates(lines, { maxChildren: 2 })).toHaveLength(3);
  });
});
