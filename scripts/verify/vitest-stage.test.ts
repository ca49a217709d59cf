import { describe, expect, it } from "vitest";
import { count } from "./vitest-stage.mjs";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe("count", () => {
  it("adds up tests", () => {
    const report = { numPassedTests: 3, numFailedTests: 1, testResults: [file("failed", "failed", "passed")] };
    expect(count(report, false)).toEqual({ passed: 3, failed: 1 });
  });

  it("counts a file that cannot be loaded, and one whose set-up failed", () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file("failed"), file("failed", "pending")] };
    expect(count(report, false)).toEqual({ passed: 3, failed: 2 });
  });

  it("never calls a run good that vitest calls bad", () => {
    expect(count({ numPassedTests: 3, numFailedTests: 0, testResults: [] }, false)).toEqual({ passed: 3, failed: 1 });
  });
});
