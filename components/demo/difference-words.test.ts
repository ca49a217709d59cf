import { describe, expect, it } from "vitest";
import type { DemoMeasure } from "@/lib/contract/demo";
import { differenceOf } from "./difference-words";

const measure = (over: Partial<DemoMeasure>): DemoMeasure => ({
  name: "calls",
  title: "tool calls, an alert",
  better: "less",
  digits: 1,
  without_memory: 8,
  without_dream: 8.7,
  with_dream: 4.8,
  ...over,
});

describe("what a review changed", () => {
  it("is judged by which way is good", () => {
    expect(differenceOf(measure({}))).toEqual({ text: "−3.9", verdict: "better" });
    expect(differenceOf(measure({ better: "more" }))).toEqual({ text: "−3.9", verdict: "worse" });
    expect(differenceOf(measure({ better: null, with_dream: 9 }))).toEqual({ text: "+0.3", verdict: "describes" });
  });

  it("is nothing where it does not show, and unknown where the days were lived one way only", () => {
    expect(differenceOf(measure({ with_dream: 8.72 }))).toEqual({ text: "0", verdict: "same" });
    expect(differenceOf(measure({ with_dream: null }))).toBeNull();
  });
});
