import { describe, expect, it } from "vitest";
import { stepOf } from "./step-of";

describe("stepOf", () => {
  it("moves by arrows, round at both ends", () => {
    expect(stepOf("ArrowRight", 0, 3)).toBe(1);
    expect(stepOf("ArrowDown", 2, 3)).toBe(0);
    expect(stepOf("ArrowLeft", 0, 3)).toBe(2);
    expect(stepOf("ArrowUp", 2, 3)).toBe(1);
  });

  it("starts at an end where nothing is chosen", () => {
    expect(stepOf("ArrowRight", -1, 3)).toBe(0);
    expect(stepOf("ArrowLeft", -1, 3)).toBe(2);
  });

  it("jumps to the ends", () => {
    expect(stepOf("Home", 2, 3)).toBe(0);
    expect(stepOf("End", 0, 3)).toBe(2);
  });

  it("leaves every other key alone, and a row without choices", () => {
    expect(stepOf("a", 0, 3)).toBeNull();
    expect(stepOf("Tab", 0, 3)).toBeNull();
    expect(stepOf("ArrowRight", -1, 0)).toBeNull();
  });
});
