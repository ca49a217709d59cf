import { describe, expect, it } from "vitest";
import { buildWorld } from "../engine/build-world";
import { buildInput, buildSession } from "../engine/testing-builders";
import { compareOutcomes } from "./workflow-outcomes";

/** Sessions as `task outcome`, a star for those with it. */
async function compare(...told: string[]) {
  const sessions = told.map((text, at) => {
    const [task = "", outcome] = text.replace("*", "").split(" ");
    const end = { ok: "success", bad: "failure" } as const;
    return buildSession(`s${at}`, [], {
      day: at + 1,
      outcome: outcome === "ok" || outcome === "bad" ? end[outcome] : null,
      metadata: task === "-" ? {} : { task },
    });
  });
  const world = await buildWorld(buildInput({ sessions }), async () => {});
  return compareOutcomes(world.sessions, new Set(world.sessions.filter((_, at) => told[at]?.includes("*"))));
}

describe("compareOutcomes", () => {
  it("counts sessions with and without it, and how likely chance is, in one task", async () => {
    const found = await compare("a ok*", "a ok*", "a ok*", "a bad", "a bad", "a ?*");
    expect(found).toMatchObject({
      with: { succeeded: 3, total: 3 },
      without: { succeeded: 0, total: 2 },
      difference: 1,
    });
    expect(found.p).toBeCloseTo(0.1, 9);
  });

  it("compares within tasks, so that hard tasks explain nothing", async () => {
    const easy = ["easy ok*", "easy ok*", "easy ok*", "easy ok"];
    const hard = ["hard bad*", "hard bad", "hard bad", "hard bad"];
    expect(await compare(...easy, ...hard)).toMatchObject({
      with: { succeeded: 3, total: 4 },
      without: { succeeded: 1, total: 4 },
      difference: 0,
      p: 1,
    });
  });

  it.each([
    ["no session of a task is without it", ["a ok*", "a ok*", "b bad"]],
    ["no task is named", ["- ok*", "- bad"]],
    ["no end is known", ["a ?*", "a ?"]],
  ])("has nothing to compare where %s", async (_, told) => {
    expect(await compare(...told)).toMatchObject({ difference: null });
  });
});
