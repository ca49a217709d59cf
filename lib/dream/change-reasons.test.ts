import { describe, expect, it } from "vitest";
import { asReason } from "./change-reasons";
import { outputName } from "./create-output-store";

describe("the reason of a version", () => {
  it("is the claim on one line, cut at the limit of reasons", () => {
    expect(asReason("a\n\tb ")).toBe("a b");
    expect([...asReason("🙂".repeat(600))]).toHaveLength(500);
    expect(asReason("🙂".repeat(600)).endsWith("…")).toBe(true);
    expect([...asReason("x".repeat(500))]).toHaveLength(500);
  });
});

describe("the name of an output store", () => {
  it("names the dream and stays within the limit of names", () => {
    expect(outputName("Team", "drm_01ABCDEF")).toBe("Team (dream ABCDEF)");
    const long = outputName("🙂".repeat(255), "drm_01ABCDEF");
    expect([...long]).toHaveLength(255);
    expect(long.endsWith(" (dream ABCDEF)")).toBe(true);
  });
});
