import { describe, expect, it } from "vitest";
import { directionOf } from "./direction-of";

const text = (value: string) => ({ type: "text", value });
const of = (...children: object[]) => ({ type: "element", children });

describe("the direction of rendered Markdown", () => {
  it("is that of its first letter, however deep it stands", () => {
    expect(directionOf(of(of(text("– ")), of(of(text("١ المالك")))))).toBe("rtl");
    expect(directionOf(of(text("1. "), of(text("שלום world"))))).toBe("rtl");
    expect(directionOf(of(of(text("owner: المالك"))))).toBe("ltr");
  });

  it("is from left to right where there is no letter", () => {
    expect(directionOf(undefined)).toBe("ltr");
    expect(directionOf(of())).toBe("ltr");
    expect(directionOf(of(text("42 %"), { type: "comment", value: "שלום" }))).toBe("ltr");
  });
});
