import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { planCompare } from "./compare-limits";

function lines(count: number, text: (index: number) => string = (index) => `line ${index}`): string {
  return Array.from({ length: count }, (_, index) => `${text(index)}\n`).join("");
}

describe("planCompare", () => {
  it("says when nothing differs", () => {
    expect(planCompare("a\n", "a\n")).toEqual({ kind: "equal" });
  });

  it("refuses what no browser should draw", () => {
    expect(planCompare(lines(20_001), "x")).toEqual({ kind: "refused", lineCount: 20_001 });
    expect(planCompare("x".repeat(1_000_001), "x").kind).toBe("refused");
  });

  it("draws long comparisons row by row", () => {
    expect(planCompare(lines(400), `${lines(400)}more\n`)).toMatchObject({ kind: "viewer", isVirtual: false });
    expect(planCompare(lines(600), `${lines(600)}more\n`)).toMatchObject({ kind: "viewer", isVirtual: true });
  });

  it("answers a rewrite of thousands of lines within seconds", () => {
    const startedAtMs = cpuMs();
    const plan = planCompare(
      lines(5000),
      lines(5000, (index) => `rewritten ${index * 7919}`),
    );
    expect(cpuMs() - startedAtMs).toBeLessThan(3000);
    expect(["bounded", "viewer"]).toContain(plan.kind);
  });
});
