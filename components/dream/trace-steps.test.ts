import { describe, expect, it } from "vitest";
import { type TraceEvent, traceSteps } from "./trace-steps";

const call = (id: string, name: string, input: object): TraceEvent => ({ id, type: "agent.tool_use", name, input });
const result = (of: string, facts: object): TraceEvent => ({
  id: `${of}_result`,
  type: "agent.tool_result",
  tool_use_id: of,
  content: [{ type: "text", text: JSON.stringify(facts) }],
});

describe("traceSteps", () => {
  it("tells what each step was about, what it took and which gate dropped how much", () => {
    const events = [
      call("a", "map", { session_id: "sesn_1", part: 1, parts: 2 }),
      call("b", "verify", { op: "delete", quotes: 3, passages: 5, vote: 1 }),
      result("b", { outcome: "answered", verdict: "supported", tokens: 200, ms: 40 }),
      result("a", {
        outcome: "answered",
        observations: 4,
        kept: 2,
        dropped_quote: 2,
        tokens: 900,
        ms: 1200,
        retries: 1,
      }),
    ];
    expect(traceSteps(events)).toEqual([
      {
        id: "a",
        label: "Read a session",
        subject: "sesn_1, part 1 of 2",
        outcome: "answered",
        tokens: 900,
        ms: 1200,
        result: "4 observations, 2 kept, 1 tries more, 2 dropped by the gate “quote”",
      },
      {
        id: "b",
        label: "Check a claim",
        subject: "delete, 3 quotes",
        outcome: "answered",
        tokens: 200,
        ms: 40,
        result: "supported",
      },
    ]);
  });

  it("shows a step without a result as running, and leaves out what is no step of a model", () => {
    const events = [
      call("a", "reduce", { observations: 3 }),
      call("b", "Bash", {}),
      { id: "c", type: "agent.message" },
    ];
    expect(traceSteps(events)).toMatchObject([
      { id: "a", outcome: "running", subject: "3 observations", tokens: null },
    ]);
  });

  it("survives results that are no JSON", () => {
    const broken: TraceEvent = { id: "r", type: "agent.tool_result", tool_use_id: "a", content: [{ text: "<b>no" }] };
    expect(traceSteps([call("a", "map", { session_id: "s" }), broken])).toMatchObject([{ outcome: "running" }]);
  });
});
