import { describe, expect, it } from "vitest";
import type { EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

async function dream(sessions: EngineSession[]) {
  const input = buildInput({ sessions });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}

const book = (flight: string, payment: string, result: string, failed = false): Step => ({
  tool: "book_flight",
  input: { flight, payment },
  result,
  failed,
});

const broke = (flight: string, price: number): Step[] => [
  book(flight, "gift-1", `Error: gift card balance ${price} is not enough for flight ${flight}`, true),
  book(flight, "card-2", "booked"),
];

describe("detectErrorPatterns", () => {
  it("proposes what helped where one argument was changed after the same error", async () => {
    const output = await dream([buildSession("a", broke("HAT030", 12)), buildSession("b", broke("HAT223", 70))]);
    expect(ofKind(output, "error_pattern")).toMatchObject([
      {
        subject: { tool: "book_flight", template: "Error: gift card balance <*> is not enough for flight <*>" },
        state: "proposed",
        support: { occurrences: 2, sessions: 2 },
      },
    ]);
    expect(addedLines(output)).toContain(
      "- book_flight: fails with `Error: gift card balance <*> is not enough for flight <*>`; with another `payment` it worked afterwards in 2 of 2 (seen 2 sessions, 2 agents, last 2026-03-02)",
    );
  });

  it("shows a pattern without a way out to people only", async () => {
    const stuck = [book("HAT030", "gift-1", "Error: gift card balance is not enough", true)];
    const output = await dream([buildSession("a", stuck), buildSession("b", stuck)]);
    expect(ofKind(output, "error_pattern")).toMatchObject([{ state: "flagged" }]);
    expect(output.changes).toEqual([]);
  });

  it("leaves out errors of the harness, of one session, refusals and missing references", async () => {
    const steps: Step[] = [
      {
        tool: "Write",
        input: { file_path: "/r/p/a" },
        result: "<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>",
        failed: true,
      },
      bash("rm -r x", "The user doesn't want to proceed with this tool use.", true),
      bash("ls gone", "ls: cannot access 'gone': No such file or directory", true),
      bash("make", "Exit code 2", true),
    ];
    const alone = buildSession("z", [bash("make all", "make: *** no rule to build the target of this project", true)]);
    const output = await dream([...["a", "b", "c"].map((name) => buildSession(name, steps)), alone]);
    expect(ofKind(output, "error_pattern")).toEqual([]);
  });
});
