import { describe, expect, it } from "vitest";
import { viewModeOf } from "./view-mode";

const usual = { asked: null, preferred: "rendered", isMarkdown: true, hasLines: false } as const;

describe("viewModeOf", () => {
  it("shows what the browser remembers while the address says nothing", () => {
    expect(viewModeOf(usual)).toBe("rendered");
    expect(viewModeOf({ ...usual, preferred: "source" })).toBe("source");
  });

  it("follows the address against what is remembered", () => {
    expect(viewModeOf({ ...usual, asked: "blame" })).toBe("blame");
    expect(viewModeOf({ ...usual, asked: "changes" })).toBe("changes");
    expect(viewModeOf({ ...usual, asked: "source" })).toBe("source");
  });

  it("shows the source of what has no rendering, remembered or asked for", () => {
    expect(viewModeOf({ ...usual, isMarkdown: false })).toBe("source");
    expect(viewModeOf({ ...usual, isMarkdown: false, asked: "rendered" })).toBe("source");
    expect(viewModeOf({ ...usual, isMarkdown: false, asked: "blame" })).toBe("blame");
  });

  it("numbers the lines where the address names some", () => {
    for (const asked of [null, "rendered", "changes", "source"] as const) {
      expect(viewModeOf({ ...usual, asked, hasLines: true })).toBe("source");
    }
    expect(viewModeOf({ ...usual, asked: "blame", hasLines: true })).toBe("blame");
  });
});
