import { describe, expect, it } from "vitest";
import type { EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

const look: Step = { tool: "look_up", input: { id: 1 }, result: "found" };
const guess: Step = { tool: "guess", input: { id: 1 }, result: "maybe" };

/** Four sessions of each of some tasks; `steps` and `fails` say what the runs of a task did and how they ended. */
function tasks(
  count: number,
  run: (task: number, run: number) => { steps: Step[]; fails: boolean },
  isNamed = true,
): EngineSession[] {
  return Array.from({ length: count * 4 }, (_, index) => {
    const task = Math.floor(index / 4);
    const { steps, fails } = run(task, index % 4);
    return buildSession(`s${index}`, steps, {
      day: 1 + (index % 20),
      outcome: fails ? "failure" : "success",
      metadata: isNamed ? { task: `task-${task}` } : {},
    });
  });
}

const dream = async (sessions: readonly EngineSession[]) => {
  const input = buildInput({ sessions });
  const output = await runEngine(input);
  expectSound(input, output);
  return { input, output, outcomes: ofKind(output, "outcome_association") };
};

describe("detectOutcomes", { timeout: 60_000 }, () => {
  it("finds what goes with failure among runs of the same task, and says it once", async () => {
    const sessions = tasks(8, (_, run) => ({
      steps: run < 2 ? [look, guess] : [look, bash("ls", "x")],
      fails: run < 2,
    }));
    const { input, output, outcomes } = await dream(sessions);
    expect(outcomes.map(({ subject, state }) => [subject.feature, subject.outcome, state])).toContainEqual([
      "uses guess",
      "failure",
      "proposed",
    ]);
    expect(addedLines(output).find((line) => line.includes("`uses guess`"))).toContain(
      "16 of 16 against 0 of 16 failed",
    );
    expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  });

  it("is silent where hard tasks explain it", async () => {
    const { outcomes } = await dream(
      tasks(8, (task, run) => ({ steps: task < 4 ? [look, guess] : [look], fails: task < 4 ? run > 0 : run === 0 })),
    );
    expect(outcomes).toEqual([]);
  });

  it("cites each session that it counts, and none of tasks whose runs all ended alike", async () => {
    const isAlike = (task: number) => task >= 8;
    const { outcomes } = await dream(
      tasks(11, (task, run) => ({
        steps: run < 3 || isAlike(task) ? [look, guess] : [look],
        fails: isAlike(task) || (run < 3 && (task > 0 || run > 0)),
      })),
    );
    const finding = outcomes.find(({ subject }) => subject.feature === "uses guess");
    expect(finding).toMatchObject({
      claim: expect.stringContaining("23 of 24 against 0 of 8 failed"),
      support: { occurrences: 23, opportunities: 24, sessions: 24 },
    });
    const cited = (role: string) =>
      finding?.evidence.flatMap((item) => (item.source === "event" && item.role === role ? [item.session_id] : []));
    expect(new Set(cited("for")).size).toBe(23);
    expect(cited("for")).toHaveLength(23);
    expect(cited("against")).toEqual(["session_s0"]);
  });

  it("only describes where no session names its task", async () => {
    const { output, outcomes } = await dream(
      tasks(5, (_, run) => ({ steps: run < 2 ? [guess] : [look], fails: run < 2 }), false),
    );
    expect(outcomes[0]).toMatchObject({
      state: "watch",
      claim: expect.stringContaining("10 of 10 against 0 of 10 failed"),
    });
    expect(addedLines(output).join("\n")).not.toMatch(/failed|within the same task/);
  });

  it("needs outcomes of both kinds and enough sessions", async () => {
    expect((await dream(tasks(5, () => ({ steps: [guess], fails: true })))).outcomes).toEqual([]);
    expect(
      (await dream(tasks(1, (_, run) => ({ steps: run < 2 ? [guess] : [look], fails: run < 2 })))).outcomes,
    ).toEqual([]);
  });
});
