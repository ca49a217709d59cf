import { describe, expect, it } from "vitest";
import { readDocument } from "../engine/memory-document";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory } from "../engine/testing-builders";
import { applyAll, expectSound, ofKind } from "../engine/testing-checks";
import { candidatePairs } from "./candidate-pairs";
import { comparableUnit } from "./compare-units";
import { duplicateCopies } from "./duplicate-copies";

const words = "often again today surely really mostly simply quickly first soon finally well now here".split(" ");
const word = (at: number, step: number) => words[(at * step) % words.length] ?? "";
const copy = () => "restart the queue workers before the nightly load, or the totals are stale";

/** Lists in which every line is much like every other. */
const lists: [string, (at: number) => string][] = [
  ["one text", copy],
  [
    "words put in",
    (at) =>
      `${word(at, 1)} restart the ${word(at, 3)} queue workers before the ${word(at, 5)} load, or totals are stale`,
  ],
  ["numbers of their own", (at) => `restart worker ${at} before the nightly load, or the totals of ${at} are stale`],
  ["one name", (at) => `restart \`queue-7\` ${word(at, 5)} before the ${word(at, 3)} load, or the totals are stale`],
  ["few numbers", (at) => `restart the workers ${at % 5} min before the load ${word(at, 3)}, or the totals are stale`],
];

const contentOf = (count: number, line: (at: number) => string) =>
  `# List\n\n${Array.from({ length: count }, (_, at) => `- ${line(at)}`).join("\n")}\n`;

function unitsOf(count: number, line: (at: number) => string) {
  const document = readDocument(buildMemory("/list.md", contentOf(count, line)), false);
  return document.units.map((unit) => comparableUnit(document, unit));
}

describe("statements that are much alike", () => {
  it.each(lists)("are compared in a number that grows with them, not with their square: %s", (_, line) => {
    // All pairs would be 200 a statement.
    expect(candidatePairs(unitsOf(400, line)).pairs.length / 400).toBeLessThan(90);
  });

  it.each(lists.slice(0, 4))("leave nothing for a second dream: %s", async (_, line) => {
    const input = buildInput({ memories: [buildMemory("/list.md", contentOf(70, line))] });
    const output = await runEngine(input);
    expectSound(input, output);
    expect(ofKind(await runEngine(applyAll(input, output)), "duplicate")).toEqual([]);
  });

  it("leave one of two hundred copies, each held against it", () => {
    const copies = duplicateCopies(unitsOf(200, copy), new Set());
    expect(copies).toHaveLength(199);
    expect(new Set(copies.map(({ kept }) => kept)).size).toBe(1);
  });
});
