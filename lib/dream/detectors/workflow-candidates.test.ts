import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildSession } from "../engine/testing-builders";
import { workflowCandidates } from "./workflow-candidates";

/** Candidates of sessions given as `task: steps`, each among calls of its own. */
async function candidatesOf(...told: string[]) {
  const sessions = told.map((text, at) => {
    const [task = ""] = text.split(": ");
    return buildSession(`s${at}`, [], { day: at + 1, metadata: task === "-" ? {} : { task } });
  });
  const world = await buildWorld(buildInput({ sessions }), async () => {});
  const names = told.map((text, at) => {
    const own = Array.from({ length: 12 }, (_, index) => `own ${at} ${index}`);
    return [...own, ...(text.split(": ")[1] ?? ""), ...own].filter((name) => name !== " ");
  });
  return workflowCandidates(world.sessions, names).map(({ scope, names: steps, holders }) => [
    scope.task,
    steps.join(""),
    holders.length,
  ]);
}

describe("workflowCandidates", () => {
  it("gives what the sessions of a task do, and not again what all sessions do", async () => {
    expect(await candidatesOf("a: xyz", "a: xyz", "a: xyz", "a: xyz", "b: ")).toEqual([["a", "xyz", 4]]);
  });

  it("gives what sessions without a task do, as that of no task", async () => {
    expect(await candidatesOf("-: xyz", "-: xyz", "-: xyz", "-: xyz")).toEqual([[null, "xyz", 4]]);
  });

  it("gives the whole where nearly all sessions of a part did it, and the part where few did", async () => {
    expect(await candidatesOf(...Array(4).fill("a: wxyz"), "a: wxy")).toEqual([["a", "wxyz", 4]]);
    expect(await candidatesOf(...Array(3).fill("a: wxyz"), ...Array(3).fill("a: wxy"))).toEqual([["a", "wxy", 6]]);
  });

  it("asks for three sessions and for three in ten", async () => {
    expect(await candidatesOf("a: xyz", "a: xyz", "a: ")).toEqual([]);
    expect(await candidatesOf(...Array(3).fill("a: xyz"), ...Array(8).fill("a: "))).toEqual([]);
    expect(await candidatesOf(...Array(4).fill("a: xyz"), ...Array(8).fill("a: "))).toEqual([["a", "xyz", 4]]);
  });
});
