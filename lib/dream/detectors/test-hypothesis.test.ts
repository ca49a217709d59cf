import { describe, expect, it } from "vitest";
import type { EngineLedger, EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory, buildSession } from "../engine/testing-builders";
import { applyAll, expectSound, ofKind, removedLines } from "../engine/testing-checks";

const minuteMs = 60_000;

/** Days and hours in no rhythm, from a day of March on. */
const moments = (fromDay: number) =>
  [
    [0, 3, 4],
    [0, 17, 41],
    [1, 9, 18],
    [3, 1, 55],
    [3, 22, 33],
    [5, 13, 9],
    [6, 5, 47],
    [8, 19, 26],
  ].map(([day = 0, hour, minute]) => Date.UTC(2026, 2, fromDay + day, hour, minute));

/** One session for each alert; `follows` says whether the second came 12 minutes after the first. */
function alerts(name: string, times: readonly number[], follows: (at: number) => boolean): EngineSession[] {
  return times.flatMap((atMs, at) => {
    const told = (kind: string, whenMs: number) => {
      const iso = new Date(whenMs).toISOString();
      const record = JSON.stringify({ kind, entity: "db-main", at: iso });
      const session = buildSession(`${name}-${kind.length}-${at}`, [{ tool: "get_alert", input: {}, result: record }]);
      return { ...session, started_at: iso, events: session.events.map((event) => ({ ...event, processed_at: iso })) };
    };
    const first = told("DbSaturated", atMs);
    return follows(at) ? [first, told("SlowCheckout", atMs + 12 * minuteMs + (at % 3) * 20_000)] : [first];
  });
}

async function dream(
  sessions: readonly EngineSession[],
  ledger: Partial<EngineLedger>,
  files: Record<string, string> = {},
) {
  const memories = Object.entries(files).map(([path, content]) => buildMemory(path, content));
  const input = buildInput({ sessions, memories, ledger: { rejections: [], ...ledger } });
  const output = await runEngine(input);
  expectSound(input, output);
  return { input, output };
}

const learnt = alerts("old", moments(2), (at) => at !== 3);

describe("the life of an association over later dreams", { timeout: 60_000 }, () => {
  it("is supported at first, with numbers and ids and no words", async () => {
    const { output } = await dream(learnt, {});
    const [hypothesis, ...others] = output.hypotheses ?? [];
    expect(others).toEqual([]);
    expect(hypothesis).toMatchObject({ state: "supported", hits: 0, opportunities: 0 });
    expect(hypothesis?.session_ids).toHaveLength(15);
    expect(JSON.stringify(hypothesis)).not.toMatch(/DbSaturated|SlowCheckout|db-main/);
  });

  it("is not tested on what it was learnt from, and learns no new range", async () => {
    const first = (await dream(learnt, {})).output.hypotheses ?? [];
    expect((await dream(learnt, { hypotheses: first })).output.hypotheses).toEqual(first);
  });

  it("is confirmed by later sessions, and says so", async () => {
    const first = (await dream(learnt, {})).output.hypotheses ?? [];
    const later = alerts("new", moments(15), (at) => at !== 1);
    const { output } = await dream([...learnt, ...later], { hypotheses: first });
    expect(output.hypotheses).toMatchObject([
      {
        state: "confirmed",
        hits: 7,
        opportunities: 8,
        lag_from_ms: first[0]?.lag_from_ms,
        lag_to_ms: first[0]?.lag_to_ms,
      },
    ]);
    expect(ofKind(output, "temporal_association")[0]?.conditions).toContain("confirmed on later sessions: 7 of 8");
  });

  it("is retracted when later sessions speak against it, and its line goes", async () => {
    const before = await dream(learnt, {}, { "/notes.md": "# Notes on DbSaturated\n\n- kept\n" });
    const applied = applyAll(before.input, before.output);
    const hypotheses = before.output.hypotheses ?? [];
    const later = alerts("new", moments(15), (at) => at === 1);
    const again = { ...applied, sessions: later, ledger: { rejections: [], hypotheses } };
    const output = await runEngine(again);
    expectSound(again, output);
    expect(output.hypotheses).toMatchObject([{ state: "retracted", hits: 1, opportunities: 8 }]);
    expect(removedLines(output)).toEqual([expect.stringMatching(/^- after: `DbSaturated`/)]);
    expect(ofKind(output, "temporal_association")).toMatchObject([
      {
        state: "proposed",
        claim: "`DbSaturated` is no longer followed by `SlowCheckout`: in 1 of 8 later occurrences.",
      },
    ]);
    const settled = { ...applyAll(again, output), ledger: { rejections: [], hypotheses: output.hypotheses ?? [] } };
    expect((await runEngine(settled)).changes).toEqual([]);
  });

  it("stays under test while later sessions are few, and is tested where memory alone names the second", async () => {
    const before = await dream(learnt, {}, { "/notes.md": "# Notes on DbSaturated\n\n- kept\n" });
    const applied = applyAll(before.input, before.output);
    const ledger = { rejections: [], hypotheses: before.output.hypotheses ?? [] };
    const few = await runEngine({ ...applied, ledger, sessions: alerts("new", moments(15).slice(0, 3), () => false) });
    expect(few.hypotheses).toMatchObject([{ state: "supported", hits: 0, opportunities: 3 }]);
    expect(few.changes).toEqual([]);
    const enough = await runEngine({ ...applied, ledger, sessions: alerts("new", moments(15), () => false) });
    expect(enough.hypotheses).toMatchObject([{ state: "retracted", hits: 0, opportunities: 8 }]);
    expect(removedLines(enough)).toHaveLength(1);
  });
});
