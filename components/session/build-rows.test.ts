import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildRows, type TranscriptRow } from "./build-rows";
import { buildEvent } from "./testing/build-event";

const build = (events: Parameters<typeof buildRows>[0], options: Partial<Parameters<typeof buildRows>[1]> = {}) =>
  buildRows(events, { isTimed: false, linkedId: null, ...options });
const keysOf = (rows: readonly TranscriptRow[]) => rows.map((row) => row.key);
const resultOf = (row: TranscriptRow | undefined) => (row?.kind === "call" ? (row.result?.id ?? null) : undefined);

describe("buildRows", () => {
  it("shows a result in the row of its call, and finds it there", () => {
    const [call, result] = [buildEvent("agent.tool_use"), buildEvent("agent.tool_result")];
    const { rows, rowIndexOf } = build([call, result]);
    expect(rows).toHaveLength(1);
    expect(resultOf(rows[0])).toBe(result.id);
    expect(rowIndexOf.get(result.id)).toBe(0);
  });

  it("gives the results of parallel calls out in order", () => {
    const calls = [buildEvent("agent.tool_use"), buildEvent("agent.mcp_tool_use")];
    const results = [buildEvent("agent.tool_result"), buildEvent("agent.mcp_tool_result")];
    const { rows } = build([...calls, ...results]);
    expect(rows.map(resultOf)).toEqual(results.map(({ id }) => id));
  });

  it("keeps a call for the result that is known to answer it", () => {
    const [first, second] = [buildEvent("agent.tool_use"), buildEvent("agent.tool_use")];
    const [early, late] = [buildEvent("agent.tool_result"), buildEvent("agent.tool_result")];
    const { rows } = build([first, second, early, late], { answers: new Map([[late.id, first.id]]) });
    expect(rows.map(resultOf)).toEqual([late.id, early.id]);
  });

  it("lets a result without a call stand by itself", () => {
    const result = buildEvent("agent.tool_result");
    expect(build([result]).rows).toMatchObject([{ kind: "result", key: result.id }]);
  });

  it("does not give a later result to a call that the user cut short", () => {
    const events = ["agent.tool_use", "user.message", "agent.tool_use", "agent.tool_result"].map((type) =>
      buildEvent(type),
    );
    const { rows } = build(events);
    expect(resultOf(rows[0])).toBeNull();
    expect(resultOf(rows[2])).toBe(events[3]?.id);
  });

  it("leaves spans out, unless a link leads to one", () => {
    const span = buildEvent("span.model_request_start");
    expect(build([span]).rows).toEqual([]);
    expect(build([span], { linkedId: span.id }).rows).toMatchObject([{ kind: "note", key: span.id }]);
  });

  it("names the speaker where it changes, tool calls in between or not", () => {
    const types = ["user.message", "agent.message", "agent.tool_use", "agent.message", "user.message"];
    const { rows } = build(types.map((type) => buildEvent(type)));
    expect(rows.flatMap((row) => (row.kind === "message" ? [row.isContinued] : []))).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it("marks days and long pauses, and says a time once", () => {
    const times = [
      "2026-05-04T23:50:00.000Z",
      "2026-05-04T23:50:00.400Z",
      "2026-05-05T00:01:00.000Z",
      "2026-05-05T00:20:00.000Z",
    ];
    const { rows } = build(
      times.map((processed_at) => buildEvent("user.message", { processed_at })),
      { isTimed: true },
    );
    expect(rows.map((row) => row.kind)).toEqual(["day", "message", "message", "day", "message", "pause", "message"]);
    expect(rows.map((row) => row.label)).toEqual([null, "23:50:00", null, null, "00:01:00", null, "00:20:00"]);
  });

  it("says no times where none were recorded", () => {
    const { rows } = build([buildEvent("user.message")]);
    expect(rows).toMatchObject([{ kind: "message", label: null }]);
  });

  it("gives every row a key of its own and every shown event a row that holds it", () => {
    const types = [
      "user.message",
      "agent.message",
      "agent.tool_use",
      "agent.tool_result",
      "span.model_request_end",
      "session.error",
    ];
    const transcript = fc.array(fc.record({ type: fc.constantFrom(...types), minutes: fc.nat({ max: 30 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(transcript, (steps) => {
        let atMs = Date.UTC(2026, 0, 1);
        const events = steps.map(({ type, minutes }) => {
          atMs += minutes * 60_000;
          return buildEvent(type, { processed_at: new Date(atMs).toISOString() });
        });
        const { rows, rowIndexOf } = build(events, { isTimed: true });
        expect(new Set(keysOf(rows)).size).toBe(rows.length);
        for (const event of events) {
          if (event.type.startsWith("span.")) continue;
          const row = rows[rowIndexOf.get(event.id) ?? -1];
          expect(row?.key === event.id || resultOf(row) === event.id).toBe(true);
        }
      }),
    );
  });
});
