import { describe, expect, it } from "vitest";
import type { EngineMemory, EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { expectSound, ofKind } from "../engine/testing-checks";

const notes = buildMemory("/pay.md", "# Pay\n\n- restart with `payctl bounce --all`\n- logs: `payctl tail`\n");
const read: Step = { tool: "view", input: { path: "/mnt/memory/team-notes/pay.md" }, result: "the notes" };
const follow = (failed: boolean) =>
  bash("payctl bounce --all", failed ? "bounce: refused, use drain" : "bounced", failed);

async function utility(sessions: EngineSession[], memories: EngineMemory[] = [notes]) {
  const input = buildInput({ sessions, memories });
  const output = await runEngine(input);
  expectSound(input, output);
  expect(
    output.changes.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines.filter(({ op }) => op === "-"))),
  ).toEqual([]);
  return ofKind(output, "utility");
}
const sessionsOf = (count: number, ...steps: Step[]) =>
  Array.from({ length: count }, (_, index) => buildSession(`s${index}`, steps, { day: index + 1 }));

describe("detectMemoryUtility", () => {
  it("flags a line that misled two sessions, with the calls that failed", async () => {
    expect(await utility(sessionsOf(2, read, follow(true)))).toMatchObject([
      {
        state: "flagged",
        subject: { path: "/pay.md", line: 3, effect: "misled" },
        support: { sessions: 2, occurrences: 2, opportunities: 2 },
      },
    ]);
  });

  it("reports a line that helped, and how often", async () => {
    expect(
      await utility([...sessionsOf(3, read, follow(false)), buildSession("z", [read, follow(true)])]),
    ).toMatchObject([{ state: "watch", subject: { effect: "helped" }, support: { occurrences: 3, opportunities: 4 } }]);
  });

  it.each([
    ["was read but not used", [read, bash("payctl status", "ok")]],
    ["was used without being read", [follow(true)]],
    ["was known before it was read", [follow(false), read, follow(true)]],
    [
      "is another memory's",
      [{ tool: "view", input: { path: "/mnt/memory/team-notes/else.md" }, result: "x" }, follow(true)],
    ],
    [
      "is another store's",
      [{ tool: "view", input: { path: "/mnt/memory/other-store/pay.md" }, result: "x" }, follow(true)],
    ],
  ] as [string, Step[]][])("says nothing of a line that %s", async (_, steps) => {
    expect(await utility(sessionsOf(2, ...steps))).toEqual([]);
  });

  it("only watches what misled once", async () => {
    expect(await utility(sessionsOf(1, read, follow(true)))).toMatchObject([{ state: "watch" }]);
  });
});
