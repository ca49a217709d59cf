import { describe, expect, it } from "vitest";
import { keyLabels } from "./key-labels";

describe("keyLabels", () => {
  it("names the keys as the keyboard does", () => {
    expect(keyLabels("mod+k", true)).toEqual(["⌘", "K"]);
    expect(keyLabels("mod+k", false)).toEqual(["Ctrl", "K"]);
    expect(keyLabels("g s", false)).toEqual(["G", "S"]);
    expect(keyLabels("alt+up", false)).toEqual(["Alt", "↑"]);
    expect(keyLabels("?", true)).toEqual(["?"]);
  });
});
