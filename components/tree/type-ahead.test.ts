import { describe, expect, it } from "vitest";
import { findTypeAhead, nextTypeAhead } from "./type-ahead";

describe("type-ahead", () => {
  const names = ["alerts", "auth.md", "Backup.md", "beta.md"];

  it("goes to the next name with the letter, and around the end", () => {
    expect(findTypeAhead(names, 0, "a")).toBe(1);
    expect(findTypeAhead(names, 1, "a")).toBe(0);
    expect(findTypeAhead(names, 0, "b")).toBe(2);
    expect(findTypeAhead(names, 0, "z")).toBe(-1);
    expect(findTypeAhead([], 0, "a")).toBe(-1);
  });

  it("stays where it is while a longer word still fits", () => {
    expect(findTypeAhead(names, 2, "ba")).toBe(2);
    expect(findTypeAhead(names, 2, "be")).toBe(3);
  });

  it("joins letters typed quickly, starts over after a pause, and cycles on the same letter", () => {
    const first = nextTypeAhead(null, "B", 1000);
    expect(first.text).toBe("b");
    expect(nextTypeAhead(first, "e", 1200).text).toBe("be");
    expect(nextTypeAhead(first, "e", 2000).text).toBe("e");
    expect(nextTypeAhead(first, "b", 1200).text).toBe("b");
  });
});
