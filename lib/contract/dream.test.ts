import { describe, expect, it } from "vitest";
import { createDreamBody, listDreamsQuery, reviewDecision } from "./dream";

const store = { type: "memory_store", memory_store_id: "memstore_1" };
const sessions = { type: "sessions", session_ids: ["sesn_1"] };

describe("a create body", () => {
  it("takes a model by name or as an object, and absent options as null", () => {
    for (const model of ["m", { id: "m" }, { id: "m", speed: "standard" }, { id: "m", speed: null }]) {
      const body = { inputs: [sessions, store], model, instructions: null, output_behavior: null };
      expect(createDreamBody.safeParse(body).success).toBe(true);
    }
  });

  it("counts characters as people do", () => {
    const withInstructions = (instructions: string) =>
      createDreamBody.safeParse({ inputs: [store, sessions], model: "m", instructions }).success;
    expect(withInstructions("🙂".repeat(4096))).toBe(true);
    expect(withInstructions("🙂".repeat(4097))).toBe(false);
  });

  it("says which input is missing or doubled", () => {
    const refusal = createDreamBody.safeParse({ inputs: [store, store], model: "m" });
    expect(refusal.error?.issues.map((issue) => issue.message)).toEqual([
      "must hold exactly one input of type memory_store",
      "must hold exactly one input of type sessions",
    ]);
  });
});

describe("a review decision", () => {
  const base = { change_id: "dchg_1", decision: "approve" };
  it("takes own text only with an approval, for one hunk or for the file, never both", () => {
    const accepted = [
      base,
      { ...base, decision: "reset", hunk_ids: ["hunk_1", "hunk_2"] },
      { ...base, hunk_ids: ["hunk_1"], replacement_lines: [] },
      { ...base, content: "" },
      { ...base, content: "x", base_content_sha256: "0".repeat(64) },
    ];
    const refused = [
      { ...base, hunk_ids: [] },
      { ...base, replacement_lines: ["x"] },
      { ...base, hunk_ids: ["hunk_1", "hunk_2"], replacement_lines: ["x"] },
      { ...base, hunk_ids: ["hunk_1"], replacement_lines: ["x\ny"] },
      { ...base, hunk_ids: ["hunk_1"], replacement_lines: ["x"], content: "x" },
      { ...base, decision: "reject", content: "x" },
      { ...base, base_content_sha256: "0".repeat(64) },
      { ...base, content: "x".repeat(102_401) },
      { ...base, verdict: "x" },
    ];
    for (const value of accepted) expect(reviewDecision.safeParse(value).success).toBe(true);
    for (const value of refused) expect(reviewDecision.safeParse(value).success).toBe(false);
  });
});

describe("a list query", () => {
  it("reads statuses once or repeated, under both spellings", () => {
    const query = listDreamsQuery.parse({ "statuses[]": ["pending", "running"], statuses: "failed" });
    expect(query).toMatchObject({ "statuses[]": ["pending", "running"], statuses: ["failed"], limit: 20 });
    expect(listDreamsQuery.safeParse({ statuses: "asleep" }).success).toBe(false);
  });
});
