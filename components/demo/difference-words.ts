import type { DemoMeasure } from "@/lib/contract/demo";

/** What a review changed by one measure. */
export interface Difference {
  /** "−3.9", "+10", "0". */
  text: string;
  verdict: "better" | "worse" | "same" | "describes";
}

/** Null while the days were not lived both ways. What is equal at the digits that are shown counts as the same. */
export function differenceOf({ without_dream, with_dream, digits, better }: DemoMeasure): Difference | null {
  if (without_dream === null || with_dream === null) return null;
  const value = Number((with_dream - without_dream).toFixed(digits));
  const text = value === 0 ? "0" : `${value > 0 ? "+" : "−"}${Math.abs(value).toFixed(digits)}`;
  if (value === 0) return { text, verdict: "same" };
  if (better === null) return { text, verdict: "describes" };
  return { text, verdict: value < 0 === (better === "less") ? "better" : "worse" };
}
