import { describe, expect, it } from "vitest";
import { twoLetters } from "./two-letters";

describe("twoLetters", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["deploy-bot", "DB"],
    ["claude", "CL"],
    ["ada@example.com", "AD"],
    ["grace.hopper@example.com", "GH"],
    ["日本語", "日本"],
    ["x", "X"],
    ["…", "?"],
    ["", "?"],
  ])("marks %s as %s", (name, letters) => {
    expect(twoLetters(name)).toBe(letters);
  });
});
