import type pg from "pg";
import { publish } from "@/lib/db/live-hub";
import { withTransaction } from "@/lib/db/transaction";
import type { NewEvent } from "@/lib/session/append-events";
import { sessionTopic } from "@/lib/session/event-topic";
import { addToDreamSession } from "../dream-session";
import type { ModelJournal, StepEnd } from "./model-step";

export interface JournalTarget {
  pool: pg.Pool;
  dreamId: string;
  attempt: number;
  sessionId: string;
  clock: () => Date;
}

/**
 * Writes each step into the dream's own session as the wire has it: a tool call with what it is about, the span of the model's
 * request with its tokens, and a result with what came of it. The dream's `usage` grows in the same transaction.
 */
export function openSessionJournal(target: JournalTarget): ModelJournal {
  return {
    start: async ({ name, subject }) => {
      const [call, span] = await add(target, [
        { type: "agent.tool_use", payload: { name, input: { ...subject } } },
        { type: "span.model_request_start", payload: {} },
      ]);
      return (end) => writeEnd(target, end, { call: call ?? "", span: span ?? "" });
    },
    reuse: async ({ name, subject }, details) => {
      const [call] = await add(target, [{ type: "agent.tool_use", payload: { name, input: { ...subject } } }]);
      await add(target, [resultOf(call ?? "", { outcome: "cached", ...details }, false)]);
    },
  };
}

async function writeEnd(target: JournalTarget, end: StepEnd, ids: { call: string; span: string }): Promise<void> {
  const isError = end.outcome !== "answered";
  const facts = {
    outcome: end.outcome,
    ...end.details,
    tokens: Object.values(end.usage).reduce((sum, tokens) => sum + tokens, 0),
    ms: end.ms,
    ...(end.retries > 0 ? { retries: end.retries } : {}),
    ...(end.repaired ? { repaired: 1 } : {}),
    ...(end.reason === null ? {} : { reason: end.reason }),
  };
  await add(
    target,
    [
      {
        type: "span.model_request_end",
        payload: { model_request_start_id: ids.span, is_error: isError, model_usage: end.usage },
      },
      resultOf(ids.call, facts, isError),
    ],
    end,
  );
}

/** Counts and fixed words as JSON: nothing that the model or a transcript said. */
function resultOf(call: string, facts: Readonly<Record<string, string | number>>, isError: boolean): NewEvent {
  const content = [{ type: "text", text: JSON.stringify(facts) }];
  return { type: "agent.tool_result", payload: { tool_use_id: call, content, is_error: isError } };
}

/** The ids of the events, fewer where the session takes none any more. */
async function add(target: JournalTarget, events: readonly NewEvent[], end?: StepEnd): Promise<string[]> {
  const { pool, sessionId, clock, dreamId, attempt } = target;
  const ids = await withTransaction(pool, async (tx) => {
    if (end !== undefined) {
      await tx.query(
        `UPDATE dream SET usage = jsonb_build_object(
           'input_tokens', (usage->>'input_tokens')::bigint + $3,
           'output_tokens', (usage->>'output_tokens')::bigint + $4,
           'cache_creation_input_tokens', (usage->>'cache_creation_input_tokens')::bigint + $5,
           'cache_read_input_tokens', (usage->>'cache_read_input_tokens')::bigint + $6)
         WHERE id = $1 AND attempts = $2`,
        [
          dreamId,
          attempt,
          end.usage.input_tokens,
          end.usage.output_tokens,
          end.usage.cache_creation_input_tokens,
          end.usage.cache_read_input_tokens,
        ],
      );
    }
    return addToDreamSession(tx, sessionId, events, clock());
  });
  publish(sessionTopic(sessionId));
  return ids;
}
