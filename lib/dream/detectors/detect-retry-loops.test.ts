import { describe, expect, it } from "vitest";
import type { EngineMemory, EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { bash, buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

async function dream(sessions: EngineSession[], memories: EngineMemory[] = []) {
  const input = buildInput({ sessions, memories });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}
const twice = (steps: Step[]) => ["a", "b"].map((name, index) => buildSession(name, steps, { day: index + 1 }));
const loops = async (steps: Step[]) => ofKind(await dream(twice(steps)), "retry_loop");

const quota = bash("deck export blue", "Error: export of blue is sealed until it is signed", true);
const look = bash("svc owner blue", "team-red");
const other = (at: number) => bash(`svc owner x-${at}`, `team-${at}`);

describe("detectRetryLoops", () => {
  it("proposes to stop what two people repeated in vain, with the error", async () => {
    const output = await dream(twice([quota, quota]));
    expect(ofKind(output, "retry_loop")).toMatchObject([
      {
        state: "proposed",
        subject: { tool: "Bash", call: "deck export blue" },
        support: { sessions: 2, occurrences: 2, actors: 2 },
      },
    ]);
    expect(addedLines(output).join("\n")).toContain(
      "- Bash `deck export blue`: repeating it unchanged gives the same error `Error: export of blue is sealed until it is signed`; change the call or stop",
    );
  });

  it("only watches one session", async () => {
    const output = await dream([buildSession("a", [quota, quota, quota])]);
    expect(ofKind(output, "retry_loop")).toMatchObject([{ state: "watch", support: { sessions: 1, occurrences: 1 } }]);
  });

  it.each([
    ["three of one call within ten", [look, other(1), look, other(2), look]],
    ["a cycle of two", [look, other(1), look, other(1), look, other(1)]],
    ["a failed call at once again", [quota, quota]],
  ] as [string, Step[]][])("finds %s", async (_, steps) => {
    expect((await loops(steps)).length).toBeGreaterThan(0);
  });

  it.each([
    ["pages of a list: arguments are never masked", [1, 2, 3, 4].map((page) => bash(`svc list --page ${page}`, "x-1"))],
    ["two looks", [look, other(1), look]],
    ["three looks far apart", [look, ...[1, 2, 3, 4, 5].map(other), look, ...[6, 7, 8, 9].map(other), look]],
    ["looks around a change", [look, bash("svc restart blue", "done"), look, bash("svc restart blue", "done"), look]],
    ["results that differ", [look, bash("svc owner blue", "team-blue"), look]],
    ["waiting that ends", [look, look, look, bash("svc owner blue", "team-blue")]],
    ["looking at a state", Array(4).fill(bash("svc status blue", "pending"))],
    ["looking with pauses", [look, bash("sleep 30", ""), look, bash("sleep 30", ""), look]],
    ["a deed that is done thrice", Array(3).fill(bash("svc restart blue", "restarted"))],
    ["a retry that works", [quota, bash("deck export blue", "exported")]],
    ["a retry after something else", [quota, other(1), quota]],
    ["a passing error", Array(2).fill(bash("deck export blue", "Error: 503 service unavailable", true))],
    ["a person's refusal", Array(3).fill({ ...quota, result: "The user doesn't want to proceed with this tool use." })],
    ["reading memory", Array(3).fill(bash("cat /mnt/memory/team-notes/a.md", "a"))],
  ] as [string, Step[]][])("is silent about %s", async (_, steps) => {
    expect(await loops(steps)).toEqual([]);
  });

  it("leaves what does not exist to its own finding", async () => {
    const gone = bash("tool show old-name", 'no such thing "old-name"', true);
    expect(await loops([gone, gone])).toMatchObject([{ state: "watch" }]);
  });

  it("repeats nothing that memory says", async () => {
    const known = buildMemory("/deck.md", "- do not repeat `deck export blue`: sign it first\n");
    const output = await dream(twice([quota, quota]), [known]);
    expect(ofKind(output, "retry_loop")).toMatchObject([{ state: "suppressed" }]);
  });
});
