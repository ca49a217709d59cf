import { describe, expect, it } from "vitest";
import { isCharacterShortcut, type KeyStroke, matchesStroke, stepSequence } from "./match-keys";

function press(key: string, held: Partial<KeyStroke> = {}): KeyStroke {
  return { key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held };
}

describe("matchesStroke", () => {
  it("takes ⌘ for mod on Apple's keyboards and Ctrl elsewhere", () => {
    expect(matchesStroke(press("k", { metaKey: true }), "mod+k", true)).toBe(true);
    expect(matchesStroke(press("k", { ctrlKey: true }), "mod+k", true)).toBe(false);
    expect(matchesStroke(press("k", { ctrlKey: true }), "mod+k", false)).toBe(true);
  });

  it("leaves the browser's own keys alone", () => {
    expect(matchesStroke(press("t", { ctrlKey: true }), "t", false)).toBe(false);
    expect(matchesStroke(press("l", { metaKey: true }), "l", false)).toBe(false);
    expect(matchesStroke(press("d", { altKey: true }), "d", false)).toBe(false);
  });

  it("matches signs by what they print, whatever the keyboard's layout", () => {
    expect(matchesStroke(press("?", { shiftKey: true }), "?", false)).toBe(true);
    expect(matchesStroke(press("?"), "?", false)).toBe(true);
    expect(matchesStroke(press("D", { shiftKey: true }), "shift+d", false)).toBe(true);
    expect(matchesStroke(press("D", { shiftKey: true }), "d", false)).toBe(false);
  });

  it("knows the named keys", () => {
    expect(matchesStroke(press("ArrowUp", { altKey: true }), "alt+up", false)).toBe(true);
    expect(matchesStroke(press("Enter", { metaKey: true }), "mod+enter", true)).toBe(true);
  });
});

describe("stepSequence", () => {
  const all = ["g s", "g d", "d", "mod+k"];

  it("waits after the first key of a sequence and runs on the last", () => {
    const first = stepSequence(press("g"), all, null, false);
    expect(first.kind).toBe("wait");
    const state = first.kind === "wait" ? first.state : null;
    expect(stepSequence(press("d"), all, state, false)).toEqual({ kind: "run", keys: "g d" });
  });

  it("starts over when a sequence is broken off", () => {
    const first = stepSequence(press("g"), all, null, false);
    const state = first.kind === "wait" ? first.state : null;
    expect(stepSequence(press("x"), all, state, false)).toEqual({ kind: "none" });
    expect(stepSequence(press("k", { ctrlKey: true }), all, state, false)).toEqual({ kind: "run", keys: "mod+k" });
  });
});

describe("isCharacterShortcut", () => {
  it("tells bare characters, which can be switched off, from shortcuts with a modifier", () => {
    expect(isCharacterShortcut("g s")).toBe(true);
    expect(isCharacterShortcut("?")).toBe(true);
    expect(isCharacterShortcut("shift+d")).toBe(true);
    expect(isCharacterShortcut("mod+k")).toBe(false);
    expect(isCharacterShortcut("escape")).toBe(false);
  });
});
