import { describe, expect, it } from "vitest";
import { buildWorld } from "./build-world";
import type { EngineEvent, EngineSession } from "./engine-input";
import { bash, buildInput, buildMemory, buildSession, type Step } from "./testing-builders";

async function physicalOf(sessions: readonly EngineSession[], memories: Parameters<typeof buildMemory>[] = []) {
  const input = buildInput({ sessions, memories: memories.map((memory) => buildMemory(...memory)) });
  return (await buildWorld(input, async () => {})).physical;
}

async function told(...sessions: EngineSession[]) {
  const { events } = await physicalOf(sessions);
  return events.map(({ type, entity, occurredAtMs }) => [
    type,
    entity,
    new Date(occurredAtMs).toISOString().slice(11, 16),
  ]);
}

const answer = (tool: string, result: string, input: Record<string, unknown> = {}): Step => ({ tool, input, result });
const session = (name: string, ...steps: Step[]) => buildSession(name, steps);

/** A session whose last event reports a happening. */
function reporting(
  name: string,
  reports: readonly Record<string, unknown>[],
  { trusted = true, text = "told" } = {},
): EngineSession {
  const base = buildSession(name, []);
  const events = reports.map(
    (event, index): EngineEvent => ({
      id: `sevt_${name}_${index}`,
      sequence: index + 1,
      type: "user.message",
      payload: { type: "user.message", content: [{ type: "text", text }], reverie: { event } },
      processed_at: "2026-03-09T00:00:00.000Z",
      occurred_at: null,
      trusted,
    }),
  );
  return { ...base, events };
}

const pressure = ["DiskPressure", "vol-3", "02:10"];

describe("physicalEvents", () => {
  it.each([
    [
      "a JSON list",
      '[{"alert":"DiskPressure","service":"vol-3","severity":"critical","started_at":"2026-03-02T02:10:33Z"}]',
    ],
    [
      "an envelope",
      '{"total":1,"items":[{"kind":"DiskPressure","severity":"high","host":"vol-3","ts":1772417433,"value":97}]}',
    ],
    [
      "labels",
      '{"alerts":[{"labels":{"alertname":"DiskPressure","instance":"vol-3"},"startsAt":"2026-03-02T02:10:33Z","endsAt":"2026-03-02T02:40:00Z","status":{"state":"active"}}]}',
    ],
    ["pairs", "ts=2026-03-02T02:10:33Z level=warn event=DiskPressure host=vol-3 value=97"],
    [
      "a table",
      "when | what | severity | target\n--- | --- | --- | ---\n2026-03-02 02:10 | DiskPressure | critical | vol-3",
    ],
    ["a log", "2026-03-02T02:10:33Z WARN DiskPressure on vol-3 (97%)"],
    ["a bracketed log", "[2026-03-02 02:10:33] [ERROR] DiskPressure service=vol-3"],
    ["a block", "alert: DiskPressure\nhost: vol-3\nstarted: 2026-03-02 02:10:33\nresolved: 2026-03-02 02:40:00"],
    ["a sentence", "Alert DiskPressure fired for vol-3 at 2026-03-02T02:10:33Z."],
  ])("reads %s", async (_, text) => {
    expect(await told(session("a", answer("query", text)))).toEqual([pressure]);
  });

  it("finds the name of what happened by its values where the fields have names of their own", async () => {
    const records = ["TideSurge", "GateJam", "TideSurge", "PumpStall"].map((sig, at) => ({
      when: `2026-03-0${at + 1}T02:10:00Z`,
      grade: at % 2 === 0 ? "high" : "low",
      sig,
      spot: "basin-4",
      ref: `R-${1000 + at}`,
    }));
    const steps = [answer("look", JSON.stringify(records)), answer("inspect", "fine", { spot: "basin-4" })];
    expect((await told(session("a", ...steps))).map(([type, entity]) => [type, entity])).toEqual(
      records.map(({ sig }) => [sig, "basin-4"]),
    );
  });

  it("names a log line without a name in code by its words", async () => {
    expect(
      await told(session("a", answer("logs", "2026-03-02T02:10:33Z ERROR connection pool exhausted on db-1"))),
    ).toEqual([["connection pool exhausted", "db-1", "02:10"]]);
  });

  it("lets what an event reports itself win over its text", async () => {
    const report = { type: "DiskPressure", entity: "vol-3", occurred_at: "2026-03-02T02:10:33Z" };
    expect(await told(reporting("a", [report]))).toEqual([pressure]);
    expect(await told(reporting("a", [{ ...report, occurred_at: "soon" }, { type: "X" }]))).toEqual([]);
    const text = '[{"alert":"PumpStall","service":"basin-4","started_at":"2026-03-01T23:00:00Z"}]';
    expect(await told(reporting("a", [report], { text }))).toEqual([pressure]);
    expect(await told(reporting("a", [{ ...report, type: "" }], { text }))).toEqual([
      ["PumpStall", "basin-4", "23:00"],
    ]);
  });

  it("lets the report of a tool's answer win over the records in it, at the time that it tells", async () => {
    const text = '[{"alert":"PumpStall","service":"basin-4","started_at":"2026-03-01T23:00:00Z"}]';
    const base = session("a", answer("alerts", text));
    const events = base.events.map((event) =>
      event.type === "agent.tool_result"
        ? {
            ...event,
            payload: {
              ...event.payload,
              reverie: { event: { type: "DiskPressure", entity: "vol-3", occurred_at: "2026-03-02T03:10:33+01:00" } },
            },
          }
        : event,
    );
    expect(await told({ ...base, events })).toEqual([pressure]);
  });

  it("takes a report and a record of one spike for one, and marks what only untrusted events report", async () => {
    const report = { type: "DiskPressure", entity: "vol-3", occurred_at: "2026-03-02T02:10:33Z" };
    const line = answer("query", "ts=2026-03-02T02:10:50Z event=DiskPressure host=vol-3");
    const both = await physicalOf([reporting("a", [report]), session("b", line)]);
    expect(both.events.map(({ sources }) => sources.length)).toEqual([2]);
    const untrusted = await physicalOf([reporting("a", [report], { trusted: false })]);
    expect(untrusted.events.map(({ isTrusted }) => isTrusted)).toEqual([false]);
  });

  it("takes one spike that two sessions read for one, with both as its sources", async () => {
    const line = (second: string) => answer("query", `ts=2026-03-02T02:10:${second}Z event=DiskPressure host=vol-3`);
    const { events } = await physicalOf([session("a", line("33")), session("b", line("35"))]);
    expect(events.map(({ sources }) => sources.map((source) => source.session))).toEqual([[0, 1]]);
    const other = answer("query", "ts=2026-03-02T02:10:33Z event=DiskPressure host=vol-4");
    expect((await physicalOf([session("a", line("33"), other)])).events).toHaveLength(2);
  });

  it("learns nothing from what memory said, and marks what anybody can write", async () => {
    const text = "2026-03-02T02:10:33Z WARN DiskPressure on vol-3 because the compaction of segments fell behind";
    expect((await physicalOf([session("a", bash("cat notes.md", text))], [["/notes.md", text]])).events).toEqual([]);
    const untrusted: Step = { tool: "query", input: {}, result: text, trusted: false };
    expect((await physicalOf([session("a", untrusted)])).events.map(({ isTrusted }) => isTrusted)).toEqual([false]);
  });

  it("takes a curve of measurements for no happenings, and the end of one for no second one", async () => {
    const points = Array.from({ length: 8 }, (_, at) => ({
      metric: "cpu_load",
      ts: `2026-03-02T02:0${at}:00Z`,
      value: at * 3,
    }));
    expect(await told(session("a", answer("metrics", JSON.stringify(points))))).toEqual([]);
    const states = ["firing", "resolved"].map((state, at) => ({
      alert: "DiskPressure",
      host: "vol-3",
      state,
      at: `2026-03-02T02:${at + 1}0:33Z`,
    }));
    expect(await told(session("a", answer("alerts", JSON.stringify(states))))).toEqual([pressure]);
  });

  it("survives records without a time, without a name, and with a broken one", async () => {
    const records = [
      { alert: "DiskPressure" },
      { at: "2026-03-02T02:10:33Z" },
      { alert: "DiskPressure", at: "yesterday" },
      null,
      7,
    ];
    expect(await told(session("a", answer("alerts", JSON.stringify(records))))).toEqual([]);
  });

  it("knows when a listing covers a type, also where it lists none of it", async () => {
    const listing = (day: number, kinds: readonly string[]) =>
      answer("events", JSON.stringify(kinds.map((kind, at) => ({ kind, at: `2026-03-0${day}T0${at + 1}:00:00Z` }))), {
        since: `2026-03-0${day}T00:00:00Z`,
        until: `2026-03-0${day}T06:00:00Z`,
      });
    const { coverage } = await physicalOf([
      session("a", listing(1, ["DiskPressure", "PumpStall"])),
      session("b", listing(2, ["PumpStall", "PumpStall"])),
      session("c", listing(4, [])),
    ]);
    const day = (number: number) => ({ fromMs: Date.UTC(2026, 2, number), toMs: Date.UTC(2026, 2, number, 6) });
    expect(coverage.get("DiskPressure")?.listed).toEqual([day(1), day(2), day(4)]);
    const asked = (command: string) =>
      physicalOf([
        session("a", answer("Bash", JSON.stringify([{ kind: "PumpStall", at: "2026-03-02T05:00:00Z" }]), { command })),
      ]);
    const listed = async (command: string) => (await asked(command)).coverage.get("PumpStall")?.listed;
    const wholeDay = { fromMs: Date.UTC(2026, 2, 2), toMs: Date.UTC(2026, 2, 3) };
    expect(await listed("pagectl feed --day 2026-03-02")).toEqual([wholeDay]);
    expect(await listed("pagectl feed --until 2026-03-02")).not.toEqual([wholeDay]);
    const single = await physicalOf([session("a", answer("q", "ts=2026-03-02T02:10:33Z event=DiskPressure"))]);
    expect(single.coverage.get("DiskPressure")?.listed).toEqual([]);
    expect(single.coverage.get("DiskPressure")?.investigated).toHaveLength(1);
  });
});
