import type { OutcomeEvaluation, SessionStatus, SessionUsage } from "@/lib/contract/session";
import type { EventRow } from "./event-row";
import type { SessionRow } from "./session-row";

const statusOf: Readonly<Record<string, SessionStatus>> = {
  "session.status_running": "running",
  "session.status_idle": "idle",
  "session.status_rescheduled": "rescheduling",
  "session.status_terminated": "terminated",
};

export interface FoldedState {
  status: SessionStatus;
  usage: SessionUsage;
  outcomeEvaluations: OutcomeEvaluation[];
}

type State = Pick<SessionRow, "status" | "usage" | "outcome_evaluations">;
type FoldedEvent = Pick<EventRow, "type" | "payload" | "processed_at">;

/** What a session's status, usage and outcomes are after these events. */
export function foldEvents(state: State, events: readonly FoldedEvent[]): FoldedState {
  return events.reduce<FoldedState>(
    (folded, event) => ({
      status: statusOf[event.type] ?? folded.status,
      usage: event.type === "span.model_request_end" ? addUsage(folded.usage, event.payload.model_usage) : folded.usage,
      outcomeEvaluations: foldOutcome(folded.outcomeEvaluations, event),
    }),
    { status: state.status, usage: state.usage, outcomeEvaluations: state.outcome_evaluations },
  );
}

function addUsage(usage: SessionUsage, modelUsage: unknown): SessionUsage {
  const used = numbersOf(modelUsage);
  const created = numbersOf(usage.cache_creation);
  return {
    ...usage,
    input_tokens: (usage.input_tokens ?? 0) + (used.input_tokens ?? 0),
    output_tokens: (usage.output_tokens ?? 0) + (used.output_tokens ?? 0),
    cache_read_input_tokens: (usage.cache_read_input_tokens ?? 0) + (used.cache_read_input_tokens ?? 0),
    // Spans do not tell the two lifetimes apart; five minutes is what clients get without asking.
    cache_creation: {
      ...created,
      ephemeral_5m_input_tokens: (created.ephemeral_5m_input_tokens ?? 0) + (used.cache_creation_input_tokens ?? 0),
    },
  };
}

function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, amount]) => Number.isFinite(amount)));
}

function foldOutcome(outcomes: OutcomeEvaluation[], { type, payload, processed_at }: FoldedEvent): OutcomeEvaluation[] {
  if (type === "user.define_outcome") {
    const outcome: OutcomeEvaluation = {
      type: "outcome_evaluation",
      outcome_id: String(payload.outcome_id),
      description: String(payload.description),
      explanation: null,
      iteration: 0,
      result: "pending",
      completed_at: null,
    };
    return [...outcomes, outcome];
  }
  if (type !== "span.outcome_evaluation_end") return outcomes;
  return outcomes.map((outcome) =>
    outcome.outcome_id === payload.outcome_id
      ? {
          ...outcome,
          iteration: typeof payload.iteration === "number" ? payload.iteration : outcome.iteration,
          result: typeof payload.result === "string" ? payload.result : outcome.result,
          explanation: typeof payload.explanation === "string" ? payload.explanation : outcome.explanation,
          completed_at: processed_at?.toISOString() ?? null,
        }
      : outcome,
  );
}
