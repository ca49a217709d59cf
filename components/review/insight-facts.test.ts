import { describe, expect, it } from "vitest";
import { dreamInsight } from "@/lib/contract/dream-insight";
import { insightFacts } from "./insight-facts";
import { buildInsight, insightOfEachKind } from "./testing/build-insight";

const factsOf = (...built: Parameters<typeof buildInsight>) =>
  insightFacts(buildInsight(...built)).map(({ name, value }) => `${name}: ${value}`);

describe("what a finding is about", () => {
  it("is told for every kind of the contract, in no empty words", () => {
    const all = insightOfEachKind();
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(dreamInsight.options.length);
    for (const insight of all) {
      const facts = insightFacts(insight);
      expect({ kind: insight.kind, count: facts.length }).not.toEqual({ kind: insight.kind, count: 0 });
      for (const { name, value } of facts) expect(`${name} ${value}`).toMatch(/^\S.* \S/);
    }
  });

  it("says which way round a correction and an order in time go", () => {
    expect(factsOf("correction", { tool: "Bash", wrong: "payments", right: "pay-prod" })).toEqual([
      "Tool: Bash",
      "Instead of: payments",
      "Use: pay-prod",
    ]);
    expect(
      factsOf("temporal_association", { antecedent: "A", consequent: "B", entity: "ledger-db", lag_seconds: 720 }),
    ).toEqual(["First: A", "Then: B", "On: ledger-db"]);
  });

  it("says of what cannot be proved that a person decides", () => {
    const subject = { key: "owner", values: ["a", "b"], survivor: null };
    expect(factsOf("contradiction", subject)).toContain("Stands: not proved; a person decides");
    expect(factsOf("contradiction", { ...subject, survivor: "b" })).toContain("Stands: b");
  });

  it("names lines as an address does", () => {
    const subject = { path: "/a.md", lines: [[3, 3] as [number, number]], kept_path: "/b.md", kept: [1, 2] as const };
    expect(factsOf("duplicate", { ...subject, kept: [1, 2] })).toEqual(["Repeats: /a.md:3", "Stays: /b.md:1-2"]);
  });

  it("does not repeat a statement that the claim is", () => {
    expect(factsOf("lesson", { statement: "Look first." }, { claim: "Look first." })).toEqual([]);
  });
});
