import { describe, expect, it } from "vitest";
import type { EngineSession } from "../engine/engine-input";
import { runEngine } from "../engine/run-engine";
import { buildInput, buildMemory, buildSession, type Step } from "../engine/testing-builders";
import { addedLines, applyAll, expectSound, ofKind } from "../engine/testing-checks";

const minuteMs = 60_000;
const at = (day: number, hour: number, minute: number) => Date.UTC(2026, 2, day, hour, minute);
const causes = [
  at(2, 3, 4),
  at(2, 17, 41),
  at(3, 9, 18),
  at(5, 1, 55),
  at(5, 22, 33),
  at(7, 13, 9),
  at(8, 5, 47),
  at(10, 19, 26),
];
/** Lags in minutes of what followed; the fourth was followed by nothing. */
const lags = [12, 13, 11.5, null, 12.5, 12, 13.5, 11];

interface Happening {
  kind: string;
  entity: string;
  atMs: number;
}

const json = (records: readonly Happening[]) =>
  JSON.stringify(records.map(({ kind, entity, atMs }) => ({ kind, entity, at: new Date(atMs).toISOString() })));

/** A session of one answer that was given at a time. */
function answered(name: string, atMs: number, step: Step): EngineSession {
  const session = buildSession(name, [step]);
  const iso = new Date(atMs).toISOString();
  return { ...session, started_at: iso, events: session.events.map((event) => ({ ...event, processed_at: iso })) };
}

const query = (records: readonly Happening[], over: Partial<Extract<Step, { tool: string }>> = {}): Step => ({
  tool: "list_events",
  input: {},
  result: json(records),
  ...over,
});

const cause = (atMs: number): Happening => ({ kind: "DbSaturated", entity: "db-main", atMs });
const effect = (atMs: number): Happening => ({ kind: "SlowCheckout", entity: "web", atMs });
const alone = effect(at(9, 11, 37));

/** A session each day that lists the day's events, as an independent feed does. */
function feed(over: Partial<Extract<Step, { tool: string }>> = {}): EngineSession[] {
  const records = causes.flatMap((atMs, index) => {
    const lag = lags[index];
    return lag == null ? [cause(atMs)] : [cause(atMs), effect(atMs + lag * minuteMs)];
  });
  return [2, 3, 4, 5, 6, 7, 8, 9, 10].map((day) => {
    const ofDay = [...records, alone].filter(({ atMs }) => new Date(atMs).getUTCDate() === day);
    const range = { since: new Date(at(day, 0, 0)).toISOString(), until: new Date(at(day + 1, 0, 0)).toISOString() };
    return answered(`feed-${day}`, at(day + 1, 0, 5), query(ofDay, { input: range, ...over }));
  });
}

const dream = async (sessions: readonly EngineSession[], files: Record<string, string> = {}) => {
  const memories = Object.entries(files).map(([path, content]) => buildMemory(path, content));
  const input = buildInput({ sessions, memories });
  const output = await runEngine(input);
  expectSound(input, output);
  return { input, output, associations: ofKind(output, "temporal_association") };
};

describe("detectAssociations", { timeout: 60_000 }, () => {
  it("proposes a forecast with its exact counts, its lag, its miss and what came alone", async () => {
    const { output, associations } = await dream(feed());
    expect(associations).toMatchObject([
      {
        subject: { antecedent: "DbSaturated", consequent: "SlowCheckout", entity: null, lag_seconds: 720 },
        tier: "statistical",
        state: "proposed",
        support: { occurrences: 7, opportunities: 8, days: 6, lag_seconds: { median: 720 } },
      },
    ]);
    const [{ support, evidence } = { support: null, evidence: [] }] = associations;
    expect(support?.p_adjusted).toBeLessThanOrEqual(0.05);
    expect(support?.expected).toBeLessThan(1);
    const against = evidence.filter(({ role }) => role === "against").map(({ quote }) => quote);
    expect(against.some((quote) => quote.includes(new Date(at(5, 1, 55)).toISOString()))).toBe(true);
    expect(against.some((quote) => quote.includes(new Date(alone.atMs).toISOString()))).toBe(true);
    expect(addedLines(output).find((line) => line.startsWith("- after:"))).toMatch(
      /^- after: `DbSaturated` within 11-13 min: expect `SlowCheckout` \(7 of 8 times, 2026-03-02 to 2026-03-10, 0(\.\d)? expected by chance\)$/,
    );
  });

  it("puts the forecast where the antecedent is at home, and says it once", async () => {
    const { input, output } = await dream(feed(), { "/alerts/dbsaturated.md": "# DbSaturated\n\n- check: locks\n" });
    expect(output.changes.map(({ path }) => path)).toContain("/alerts/dbsaturated.md");
    const again = await runEngine(applyAll(input, output));
    expect(again.changes).toEqual([]);
    expect(ofKind(again, "temporal_association")).toMatchObject([{ state: "suppressed" }]);
  });

  it("says only what it saw where every session exists because the second happened", async () => {
    const investigated = causes.flatMap((atMs, index) => {
      const lag = lags[index];
      if (lag == null) return [];
      const followedMs = atMs + lag * minuteMs;
      return [answered(`s${index}`, followedMs + 5 * minuteMs, query([cause(atMs), effect(followedMs)]))];
    });
    const { output, associations } = await dream(investigated);
    expect(associations).toMatchObject([{ state: "flagged", support: { occurrences: 7, opportunities: 7 } }]);
    expect(associations[0]?.claim).toBe(
      "In 7 of 7 investigated `SlowCheckout` incidents a `DbSaturated` was found 11-13 min earlier; `DbSaturated` without `SlowCheckout` is not observed here.",
    );
    expect(output.changes).toEqual([]);
  });

  it("takes alerts that each start a session for independent of what follows them", async () => {
    const alerts = causes.flatMap((atMs, index) => {
      const lag = lags[index];
      const first = answered(`a${index}`, atMs + minuteMs, query([cause(atMs)]));
      if (lag == null) return [first];
      const followedMs = atMs + lag * minuteMs;
      return [first, answered(`b${index}`, followedMs + minuteMs, query([effect(followedMs)]))];
    });
    const { associations } = await dream(alerts);
    expect(associations).toMatchObject([{ state: "proposed", support: { occurrences: 7, opportunities: 8 } }]);
  });

  it("learns nothing from answers that anybody can write", async () => {
    const { output, associations } = await dream(feed({ trusted: false }));
    expect(associations).toEqual([]);
    expect(output.changes).toEqual([]);
  });

  it("calls what comes at once one incident", async () => {
    const sessions = causes.map((atMs, index) =>
      answered(`s${index}`, atMs + 9 * minuteMs, query([cause(atMs), effect(atMs + 80_000)])),
    );
    const { output } = await dream(sessions);
    expect(ofKind(output, "co_occurrence")).toMatchObject([
      {
        subject: { members: ["DbSaturated", "SlowCheckout"] },
        state: "proposed",
        support: { occurrences: 8, opportunities: 8 },
      },
    ]);
    expect(
      addedLines(output).some((line) => line.startsWith("- together: `DbSaturated` and `SlowCheckout` within 2 min")),
    ).toBe(true);
  });

  it("tells of a clock, and associates nothing with it", async () => {
    const ticks = Array.from({ length: 24 }, (_, index) => at(2, 0, 3) + index * 437 * minuteMs);
    const sessions = ticks.map((atMs, index) =>
      answered(`s${index}`, atMs + 30 * minuteMs, query([cause(atMs), effect(atMs + 12 * minuteMs)])),
    );
    const { output, associations } = await dream(sessions);
    expect(associations.filter(({ state }) => state === "proposed")).toEqual([]);
    expect(
      ofKind(output, "scheduled").map(({ subject, state }) => [subject.event, subject.period_seconds, state]),
    ).toEqual([
      ["DbSaturated", 437 * 60, "watch"],
      ["SlowCheckout", 437 * 60, "watch"],
    ]);
    expect(output.changes).toEqual([]);
  });

  it("finds the same bytes in any order and under any names of sessions and events", async () => {
    const sessions = feed();
    const renamed = sessions.toReversed().map((session, index) => ({
      ...session,
      id: `x${index}`,
      events: session.events.map((event) => {
        const payload: Record<string, unknown> = { ...event.payload };
        if (typeof payload.tool_use_id === "string") payload.tool_use_id = `y${payload.tool_use_id}`;
        return { ...event, id: `y${event.id}`, payload };
      }),
    }));
    const bare = async (of: readonly EngineSession[]) => {
      const { output } = await dream(of);
      const insights = output.insights.map(({ evidence, ...rest }) => ({
        ...rest,
        quotes: evidence.map(({ quote }) => quote),
      }));
      return JSON.stringify({ insights, changes: output.changes });
    };
    expect(await bare(renamed)).toBe(await bare(sessions));
  });
});
