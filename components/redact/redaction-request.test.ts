import { describe, expect, it } from "vitest";
import { redactMemoryBody } from "@/lib/contract/memory-redaction";
import { reasonText } from "./redaction-reason";
import { nameOfTarget, type RedactionTarget, redactionBody } from "./redaction-request";
import { wordsForFailure } from "./words-for-failure";

const targets: RedactionTarget[] = [
  { kind: "text", text: "hunter2" },
  { kind: "text", text: "hunter2\nhunter3" },
  { kind: "regex", pattern: "hunter\\d" },
  { kind: "lines", first: 3, last: 3, seenSha256: "0".repeat(64) },
  { kind: "lines", first: 3, last: 9, seenSha256: "0".repeat(64) },
];

describe("redactionBody", () => {
  it("asks in the server's terms, for a look and for the deed", () => {
    for (const target of targets) {
      expect(redactMemoryBody.parse(redactionBody(target, "memory", true))).toMatchObject({ dry_run: true });
      expect(redactMemoryBody.parse(redactionBody(target, "head", false))).toMatchObject({ scope: "head" });
    }
  });

  it("ties line numbers to the text that they were chosen in", () => {
    expect(targets.map((target) => "precondition" in redactionBody(target, "head", false))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("nameOfTarget", () => {
  it("names it without saying it", () => {
    expect(targets.map(nameOfTarget)).toEqual([
      "the chosen words",
      "the chosen passage",
      "what the pattern finds",
      "line 3",
      "lines 3 to 9",
    ]);
  });
});

describe("reasonText", () => {
  it("begins with the kind, and is none before the person says why", () => {
    expect(reasonText({ category: "legal request", words: " 4711 " })).toBe("legal request: 4711");
    expect(reasonText({ category: "other", words: "tidying" })).toBe("tidying");
    expect(reasonText({ category: "secret", words: "  " })).toBeNull();
  });
});

describe("wordsForFailure", () => {
  it("says what to do next, and the server's own words where there is nothing to add", () => {
    const failure = (status: number, type = "x") => wordsForFailure({ status, type, message: "said by the server" });
    expect(failure(409, "memory_precondition_failed_error")).toContain("Choose them again");
    expect(failure(404)).toContain("history");
    expect(failure(403)).toContain("may not");
    expect(failure(400)).toBe("said by the server");
  });
});
