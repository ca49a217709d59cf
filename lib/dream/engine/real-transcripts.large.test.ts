import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { importTranscripts } from "@/lib/session/importers/import-transcripts";
import type { ImportedTranscript } from "@/lib/session/importers/imported-transcript";
import type { EngineInput, EngineSession } from "./engine-input";
import { runEngine } from "./run-engine";
import { buildInput, buildMemory } from "./testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "./testing-checks";
import { buildLargeWorld } from "./testing-worlds";

const shared = resolve(import.meta.dirname, "../../../../shared/data/transcripts");

/** Sessions of all files of a folder; without the data, made-up sessions of the same kind. */
async function load(folder: string, ending: string): Promise<{ isReal: boolean; sessions: EngineSession[] }> {
  const root = join(shared, folder);
  if (!existsSync(root)) return { isReal: false, sessions: [...buildLargeWorld(12, 60).sessions] };
  const sessions: EngineSession[] = [];
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(ending)).sort()) {
    for await (const item of importTranscripts("auto", createReadStream(join(root, file)))) {
      if (item.kind === "transcript") sessions.push(toSession(item.transcript, `${file}-${item.line}`));
    }
  }
  return { isReal: true, sessions };
}

function toSession(transcript: ImportedTranscript, id: string): EngineSession {
  return {
    id,
    agent_name: transcript.agentName,
    actor: "apikey_1",
    started_at: (transcript.startedAt ?? new Date("2026-03-01T00:00:00Z")).toISOString(),
    outcome: transcript.outcome,
    metadata: transcript.metadata,
    events: transcript.events.map(({ sourceId, type, payload, processedAt, trusted }, index) => ({
      id: sourceId,
      sequence: index + 1,
      type,
      payload: { ...payload, type, reverie: { source_id: sourceId } },
      processed_at: processedAt?.toISOString() ?? null,
      occurred_at: null,
      trusted,
    })),
  };
}

async function dream(sessions: readonly EngineSession[]) {
  const input: EngineInput = buildInput({ sessions, memories: [buildMemory("/notes.md", "# Notes\n")] });
  const output = await runEngine(input);
  expectSound(input, output);
  // Where nothing is to be applied, the run backwards is the second dream too.
  if (output.changes.length > 0) expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  const backwards = await runEngine({ ...input, sessions: [...sessions].reverse() });
  expect(JSON.stringify(backwards)).toBe(JSON.stringify(output));
  return output;
}

describe("runEngine on real transcripts", { timeout: 120_000 }, () => {
  it("cites what stands there and repeats nothing, on Claude Code sessions with sub-agents", async () => {
    const { isReal, sessions } = await load("claude-code-viewer", ".jsonl");
    const output = await dream(sessions);
    expect(output.counts.calls).toBeGreaterThan(100);
    expect(addedLines(output).join("\n")).not.toMatch(/has not been read yet|String to replace/);
    if (isReal) expect(output.changes).toEqual([]);
  });

  it("learns from tau-bench runs what helped after an error, and corrects nothing that is no slip", async () => {
    const { isReal, sessions } = await load("tau-bench", ".json");
    const output = await dream(sessions);
    if (!isReal) return;
    expect(output.counts).toMatchObject({ sessions: 100, calls: 572 });
    expect(ofKind(output, "correction")).toEqual([]);
    expect(ofKind(output, "coordination")).toEqual([]);
    expect(ofKind(output, "repeated_discovery").filter(({ state }) => state === "proposed")).toEqual([]);
    // How hard a task is explains what goes with failure here: compared within tasks nothing is left.
    expect(ofKind(output, "outcome_association")).toEqual([]);
    const proposed = ofKind(output, "error_pattern").filter(({ state }) => state === "proposed");
    expect(proposed.map(({ subject, support }) => [subject.tool, support.sessions])).toContainEqual([
      "book_reservation",
      6,
    ]);
    expect(
      addedLines(output).some((line) => line.includes("with another `payment_methods` it worked afterwards in 5 of 8")),
    ).toBe(true);
  });

  it("stays sound on SWE-agent trajectories of several generations", async () => {
    const { sessions } = await load("swe-agent", ".traj");
    const output = await dream(sessions);
    expect(output.counts.calls).toBeGreaterThan(50);
  });
});
