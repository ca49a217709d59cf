import { describe, expect, it } from "vitest";
import { revealInvisible } from "./reveal-invisible";

describe("revealInvisible", () => {
  it("shows direction overrides, zero-width and tag characters by their code", () => {
    expect(revealInvisible("a\u202Eb")).toEqual([
      { kind: "text", text: "a" },
      { kind: "invisible", code: "U+202E" },
      { kind: "text", text: "b" },
    ]);
    expect(revealInvisible("\u200B")).toEqual([{ kind: "invisible", code: "U+200B" }]);
    expect(revealInvisible("pay\u200Dment")).toContainEqual({ kind: "invisible", code: "U+200D" });
    expect(revealInvisible("x\u{E0041}")).toContainEqual({ kind: "invisible", code: "U+E0041" });
  });

  it("leaves ordinary text of any language, tabs and line ends alone", () => {
    for (const text of ["plain", "", "\tindented", "עברית", "日本語", "naïve 👩🏽‍💻", "می‌خواهم"]) {
      expect(revealInvisible(text)).toEqual([{ kind: "text", text }]);
    }
    expect(revealInvisible("dos\r")).toEqual([{ kind: "text", text: "dos" }]);
  });
});
