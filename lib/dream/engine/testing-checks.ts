import { expect } from "vitest";
import { applyHunks } from "@/lib/text/apply-hunks";
import { quoteOccursIn } from "@/lib/text/fold-white-space";
import type { EngineInput, EngineMemory, EngineSession } from "./engine-input";
import type { ChangeDraft, EngineOutput, InsightDraft } from "./engine-output";
import { eventText } from "./event-text";
import { runEngine } from "./run-engine";
import { buildInput, buildMemory } from "./testing-builders";

/** The insights of one kind. */
export function ofKind<Kind extends InsightDraft["kind"]>(output: EngineOutput, kind: Kind) {
  return output.insights.filter((insight): insight is Extract<InsightDraft, { kind: Kind }> => insight.kind === kind);
}

/** The lines that all changes together put in. */
export function addedLines(output: EngineOutput): string[] {
  return linesWith(output, "+");
}

/** The lines that all changes together take away. */
export function removedLines(output: EngineOutput): string[] {
  return linesWith(output, "-");
}

function linesWith(output: EngineOutput, op: "+" | "-"): string[] {
  return output.changes.flatMap(({ hunks }) =>
    hunks.flatMap(({ lines }) => lines.filter((line) => line.op === op).map(({ text }) => text)),
  );
}

/** The input as it is after every change was applied; the sessions stay. */
export function applyAll(input: EngineInput, output: EngineOutput): EngineInput {
  const changed = new Map(output.changes.map((change) => [change.path, change]));
  const kept = input.memories.map((memory) => {
    const content = changed.get(memory.path)?.proposed?.content;
    return content === undefined ? memory : { ...memory, ...contentOf(memory.path, content) };
  });
  const created = output.changes
    .filter(({ operation }) => operation === "created")
    .map(({ path, proposed }) => buildMemory(path, proposed?.content ?? ""));
  return { ...input, memories: [...kept, ...created] };
}

function contentOf(path: string, content: string): Pick<EngineMemory, "content" | "content_sha256"> {
  const { content_sha256 } = buildMemory(path, content);
  return { content, content_sha256 };
}

/** What must hold for every output: evidence that exists, hunks that give the proposal, hunks that rest on insights. */
export function expectSound(input: EngineInput, output: EngineOutput): void {
  const texts = new Map(
    input.sessions.flatMap(({ id, events }) => events.map((event) => [`${id} ${event.id}`, eventText(event.payload)])),
  );
  const memories = new Map(input.memories.map((memory) => [memory.path, memory]));
  const identities = new Set(output.insights.map(({ identity }) => identity));
  expect(identities.size).toBe(output.insights.length);
  for (const insight of output.insights) {
    for (const item of insight.evidence) {
      const source =
        item.source === "event"
          ? texts.get(`${item.session_id} ${item.event_id}`)
          : memories
              .get(item.path)
              ?.content.split("\n")
              .slice(item.lines[0] - 1, item.lines[1])
              .join("\n");
      expect(source).toBeDefined();
      expect(quoteOccursIn(item.quote, source ?? ""), `${item.quote} in ${source}`).toBe(true);
    }
    if (insight.state === "proposed") {
      expect(insight.change_keys.length, insight.claim).toBeGreaterThan(0);
      expect(insight.evidence.length, insight.claim).toBeGreaterThan(0);
    } else {
      expect(insight.change_keys).toEqual([]);
      expect(insight.dropped_reason).not.toBeNull();
    }
  }
  const hunkKeys = new Set(output.changes.flatMap(({ hunks }) => hunks.map(({ key }) => key)));
  for (const change of output.changes)
    expectSoundChange(change, memories.get(change.path)?.content ?? "", identities, hunkKeys);
}

function expectSoundChange(
  change: ChangeDraft,
  base: string,
  identities: ReadonlySet<string>,
  hunkKeys: ReadonlySet<string>,
): void {
  const hunks = change.hunks.map(({ key, ...hunk }) => ({ ...hunk, id: key }));
  expect(applyHunks(base, hunks, new Set(hunks.map(({ id }) => id)))).toBe(change.proposed?.content);
  expect(applyHunks(base, hunks, new Set())).toBe(base);
  for (const hunk of hunks) {
    expect(hunk.insight_keys.length).toBeGreaterThan(0);
    for (const key of hunk.insight_keys) expect(identities.has(key)).toBe(true);
    for (const key of hunk.depends_on) expect(hunkKeys.has(key)).toBe(true);
  }
}

/** What a dream over these finds: sound, and done with once it is applied. */
export async function dream(sessions: EngineSession[], memories: EngineMemory[] = []): Promise<EngineOutput> {
  const input = buildInput({ sessions, memories });
  const output = await runEngine(input);
  expectSound(input, output);
  expect((await runEngine(applyAll(input, output))).changes).toEqual([]);
  return output;
}
