import { describe, expect, it } from "vitest";
import { foldEvents } from "./fold-events";

type Folded = Parameters<typeof foldEvents>[1][number];

const fresh = { status: "idle" as const, usage: {}, outcome_evaluations: [] };
const event = (type: string, payload: Record<string, unknown> = {}): Folded => ({
  type,
  payload,
  processed_at: new Date("2024-01-01T00:00:00Z"),
});

describe("what events make of a session", () => {
  it("has the status that was reported last, and keeps it over other events", () => {
    const events = [event("session.status_running"), event("agent.message"), event("session.status_rescheduled")];
    expect(foldEvents(fresh, events).status).toBe("rescheduling");
    expect(foldEvents({ ...fresh, status: "terminated" }, [event("agent.message")]).status).toBe("terminated");
  });

  it("sums usage of model requests onto what was used before, ignoring what is no number", () => {
    const end = (model_usage: unknown) => event("span.model_request_end", { model_usage });
    const usage = { input_tokens: 1, list_cost: { amount: "5", currency: "USD" } };
    const folded = foldEvents({ ...fresh, usage }, [
      end({
        input_tokens: 2,
        output_tokens: 3,
        cache_read_input_tokens: 4,
        cache_creation_input_tokens: 5,
        speed: "fast",
      }),
      end({ input_tokens: "many" }),
      end(null),
    ]);
    expect(folded.usage).toEqual({
      input_tokens: 3,
      output_tokens: 3,
      cache_read_input_tokens: 4,
      cache_creation: { ephemeral_5m_input_tokens: 5 },
      list_cost: { amount: "5", currency: "USD" },
    });
  });

  it("lists an outcome when it is defined and settles it when its evaluation ends", () => {
    const defined = event("user.define_outcome", { outcome_id: "outc_1", description: "Green" });
    const other = event("user.define_outcome", { outcome_id: "outc_2", description: "Fast" });
    const ended = event("span.outcome_evaluation_end", {
      outcome_id: "outc_1",
      iteration: 2,
      result: "satisfied",
      explanation: "all green",
    });
    expect(foldEvents(fresh, [defined, other, ended]).outcomeEvaluations).toEqual([
      {
        type: "outcome_evaluation",
        outcome_id: "outc_1",
        description: "Green",
        explanation: "all green",
        iteration: 2,
        result: "satisfied",
        completed_at: "2024-01-01T00:00:00.000Z",
      },
      expect.objectContaining({ outcome_id: "outc_2", result: "pending", completed_at: null }),
    ]);
  });
});
