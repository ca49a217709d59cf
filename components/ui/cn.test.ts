import { describe, expect, it } from "vitest";
import { cn } from "./cn";

describe("cn", () => {
  it("keeps a size of our scale beside a colour", () => {
    expect(cn("text-13 text-ink", "text-12")).toBe("text-ink text-12");
  });

  it("lets the later of two classes win, and drops what is off", () => {
    expect(cn("px-2 shadow-float", false, "px-3", undefined)).toBe("shadow-float px-3");
  });
});
