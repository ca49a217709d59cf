import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cpuMs } from "@/lib/text/testing/cpu-ms";
import { readDocument } from "../engine/memory-document";
import { buildMemory } from "../engine/testing-builders";
import { candidatePairs } from "./candidate-pairs";
import { type ComparableUnit, comparableUnit, compareUnits, type UnitRelation } from "./compare-units";

function unitsOf(path: string, content: string): ComparableUnit[] {
  const document = readDocument(buildMemory(path, content), false);
  return document.units.map((unit) => comparableUnit(document, unit));
}

const listed = (...lines: string[]) =>
  unitsOf("/notes.md", `# Notes\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`);

function relation(left: string, right: string, vocabulary: string[] = []): UnitRelation | undefined {
  const [one, other] = listed(left, right);
  return one && other && compareUnits(one, other, new Set(vocabulary));
}

const text = "After a failover of ledger-db wait 5 min before restarting the checkout workers";

const mirrored: Record<UnitRelation, UnitRelation> = {
  different: "different",
  duplicate: "duplicate",
  conflicting: "conflicting",
  left_in_right: "right_in_left",
  right_in_left: "left_in_right",
};

describe("compareUnits", () => {
  it.each([
    ["the same", text, text, "duplicate"],
    ["filler", text, `Please note that ${text.toLowerCase()} again`, "duplicate"],
    ["a truncated copy", text, "After a failover of ledger-db wait 5 min", "right_in_left"],
    ["another amount", text, text.replace("5", "15"), "conflicting"],
    ["another unit of the amount", text, text.replace("5 min", "5 h"), "conflicting"],
    ["the same amount in other words", text, text.replace("5 min", "5 minutes"), "duplicate"],
    ["a cut-off copy with another unit", text, "After a failover of ledger-db wait 5 h", "different"],
    ["a negation", text, text.replace("wait", "do not wait"), "conflicting"],
    ["another thing", text, text.replace("ledger-db", "orders-db"), "conflicting"],
    ["the opposite", text, text.replace("before", "after"), "conflicting"],
    ["another date", `Since 2026-03-01 ${text}`, `Since 2026-04-01 ${text}`, "conflicting"],
    ["another environment", `In prod ${text}`, `In stage ${text}`, "conflicting"],
    ["another path", `${text}, see docs/a.md`, `${text}, see docs/b.md`, "conflicting"],
    ["another flag", `${text} with --wait`, `${text} with --now`, "conflicting"],
    ["something else", text, "The billing export appears around 04:30 in the bucket", "different"],
    ["two terms of one list", `cache: ${text}`, `queue: ${text}`, "conflicting"],
  ] as [string, string, string, UnitRelation][])("tells %s", (_, left, right, expected) => {
    expect(relation(left, right)).toBe(expected);
    expect(relation(right, left)).toBe(mirrored[expected]);
  });

  const condition = "When pods crash-loop after a deploy, raise `maxmemory` to 2gb before restarting them";

  it.each([
    [
      "a time before the condition",
      "After a deploy, when pods crash-loop, raise `maxmemory` to 2gb before restarting them",
    ],
    [
      "it with more words",
      "After a deploy, when the pods crash-loop, always raise `maxmemory` to 2gb before restarting them",
    ],
  ])("takes for a rewording: %s", (_, other) => {
    expect(relation(condition, other)).toBe("duplicate");
    expect(relation(other, condition)).toBe("duplicate");
  });

  it.each([
    ["the time of the deed", "When pods crash-loop, raise `maxmemory` to 2gb after a deploy before restarting them"],
    ["the other way round", "Before a deploy, when pods crash-loop, raise `maxmemory` to 2gb after restarting them"],
    ["another time", "During a deploy, when pods crash-loop, raise `maxmemory` to 2gb before restarting them"],
    ["another cause", "After a deploy, unless pods crash-loop, raise `maxmemory` to 2gb before restarting them"],
    ["another thing", "After a rollback, when pods crash-loop, raise `maxmemory` to 2gb before restarting them"],
    ["a denial", "Not after a deploy, when pods crash-loop, raise `maxmemory` to 2gb before restarting them"],
  ])("takes for no rewording: %s", (_, other) => {
    expect(relation(condition, other)).toBe("conflicting");
    expect(relation(other, condition)).toBe("conflicting");
  });

  it("lets no truncated copy win that leaves a negation out", () => {
    expect(
      relation(
        "Restart the checkout workers after the failover of ledger-db",
        `Never restart the checkout workers after the failover of ledger-db, but wait`,
      ),
    ).not.toMatch(/duplicate|_in_/);
  });

  it("tells two things apart that only the vocabulary knows to be things", () => {
    const [left, right] = [
      "The mailer restarts each night and drains its queue",
      "The sender restarts each night and drains its queue",
    ];
    expect(relation(left, right, ["mailer", "sender"])).not.toBe("duplicate");
  });

  it("compares nothing across two services, and whatever stands by itself with a general place", () => {
    const [inA] = unitsOf("/services/payments-api.md", `- ${text}\n`);
    const [inB] = unitsOf("/services/search-svc.md", `- ${text}\n`);
    const [general] = unitsOf("/notes.md", `- ${text}\n`);
    const compare = (left?: ComparableUnit, right?: ComparableUnit) =>
      left && right && compareUnits(left, right, new Set());
    expect(compare(inA, inB)).toBe("different");
    expect(compare(inA, general)).toBe("duplicate");
    const [shortA] = unitsOf("/services/payments-api.md", "- replicas are always 3\n");
    const [shortGeneral] = unitsOf("/notes.md", "- replicas are always 3\n");
    expect(compare(shortA, shortGeneral)).toBe("different");
  });

  const words = fc.array(
    fc.constantFrom(
      "restart",
      "the",
      "ledger-db",
      "cache",
      "not",
      "5",
      "min",
      "before",
      "after",
      "`x-1`",
      "workers",
      "and",
      "wait",
      "prod",
    ),
    { minLength: 1, maxLength: 14 },
  );

  it("relates two statements the same way from both sides, and each to itself as its copy", () => {
    fc.assert(
      fc.property(words, words, (one, other) => {
        const [left, right] = [`Then ${one.join(" ")}`, `Then ${other.join(" ")}`];
        const found = relation(left, right);
        expect(found && mirrored[found]).toBe(relation(right, left));
        expect(relation(left, left)).toBe("duplicate");
      }),
      { numRuns: 50 },
    );
  });
});

describe("candidatePairs", () => {
  it("names every pair that is a copy, in order and once", () => {
    const statements = fc.constantFrom(
      text,
      `${text}.`,
      text.replace("wait", "pause"),
      "After a failover of ledger-db wait 5 min",
      text.replace("5", "15"),
      "Ask the on-call first before you restart anything at all",
      "Ask the on-call first",
      "The `search` cluster needs 12 GB heap",
    );
    fc.assert(
      fc.property(fc.array(statements, { maxLength: 10 }), (lines) => {
        const units = listed(...lines);
        const { pairs } = candidatePairs(units);
        const keys = pairs.map(([left, right]) => `${left},${right}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(pairs.every(([left, right]) => left < right)).toBe(true);
        units.forEach((left, one) => {
          units.forEach((right, other) => {
            if (one >= other || compareUnits(left, right, new Set()) === "different") return;
            expect(keys, `${left.unit.text} / ${right.unit.text}`).toContain(`${one},${other}`);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it("takes a template that was filled in very often for a list, in near-linear time", () => {
    const units = listed(
      ...Array.from({ length: 600 }, (_, index) => `host-${index} runs the job of team-${index} at night`),
    );
    const started = cpuMs();
    const { pairs } = candidatePairs(units);
    expect(cpuMs() - started).toBeLessThan(2000);
    expect(pairs.length).toBeLessThan(600 * 60);
  });
});
