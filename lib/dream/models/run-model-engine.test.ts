import { describe, expect, it } from "vitest";
import type { EngineInput, EngineMemory } from "../engine/engine-input";
import type { EngineOutput } from "../engine/engine-output";
import { buildMemory } from "../engine/testing-builders";
import { runModelEngine } from "./run-model-engine";
import { buildFaultWorld } from "./testing/fault-world";
import { honestAnswer } from "./testing/honest-brain";
import { scriptedRun } from "./testing/run-fault";
import { useScriptedModel } from "./testing/use-scripted-model";

const server = useScriptedModel();

/** The store as a reviewer leaves it who accepts everything. */
function applied(input: EngineInput, { changes }: EngineOutput): EngineInput {
  const files = new Map<string, EngineMemory>(input.memories.map((memory) => [memory.path, memory]));
  for (const { path, previous_path, proposed } of changes) {
    files.delete(previous_path ?? path);
    if (proposed !== null) files.set(path, buildMemory(path, proposed.content));
  }
  return { ...input, memories: [...files.values()] };
}

describe("a model dream over what a model dream of the same sessions left", () => {
  it("proposes nothing, though the model says all of it again", async () => {
    server.brain = (question) => ({ answer: honestAnswer(question) });
    const input = buildFaultWorld();
    const first = await runModelEngine(input, scriptedRun(server, "openai"));
    expect(first.changes.length).toBeGreaterThan(0);
    const second = await runModelEngine(applied(input, first), scriptedRun(server, "openai"));
    expect(second.counts.model?.observations).toBe(first.counts.model?.observations);
    expect(second.insights.filter(({ state }) => state === "proposed").map(({ claim }) => claim)).toEqual([]);
    expect(second.changes).toEqual([]);
  });
});
