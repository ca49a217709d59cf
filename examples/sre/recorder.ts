import type Anthropic from "@anthropic-ai/sdk";
import type { Answer, Move } from "./agent";
import type { Alert } from "./world";

export interface SessionPlan {
  agent: string;
  title: string;
  /** The stratum of outcome statistics: what the session worked on. */
  task: string;
  startedAt: Date;
  resources: { memory_store_id: string; access: "read_only" | "read_write" }[];
  metadata: Record<string, string>;
}

/** An alert as an event reports it, so that dreams read type, entity and time without guessing. */
interface WorldEvent {
  type: string;
  entity: string;
  occurred_at: string;
}

/**
 * Records one session through the sessions API: opens it, appends what happens with the time at which it really happened,
 * and says at the end how it went. Events wait until `flush`, so that a fast player need not call for each.
 */
export async function openRecorder(client: Anthropic, plan: SessionPlan) {
  const body = {
    agent: plan.agent,
    environment_id: "harborline",
    title: plan.title,
    metadata: { ...plan.metadata, task: plan.task },
    resources: plan.resources.map((resource) => ({ type: "memory_store" as const, ...resource })),
    reverie: { recorded: true, started_at: plan.startedAt.toISOString(), agent_name: plan.agent },
  };
  const session = await client.beta.sessions.create(body);
  const token = await client.post<{ token: string }>(`/v1/sessions/${session.id}/token`, { body: {} });
  let waiting: object[] = [];
  let calls = 0;

  function add(event: object, at: Date): void {
    waiting.push({ ...event, processed_at: at.toISOString() });
  }

  return {
    sessionId: session.id,
    token: token.token,
    addAlert: (alert: Alert, at: Date) => {
      const occurredAt = at.toISOString();
      const event: WorldEvent = { type: alert.name, entity: alert.service, occurred_at: occurredAt };
      const text = `${alert.name} fired for ${alert.service} at ${occurredAt}.`;
      add({ type: "user.message", content: [{ type: "text", text }], reverie: { event } }, at);
    },
    addWords: (type: "user.message" | "agent.message", text: string, at: Date) =>
      add({ type, content: [{ type: "text", text }] }, at),
    addCall: (move: Exclude<Move, { tool: "say" }>, answer: Answer, from: Date, to: Date) => {
      const id = `call_${++calls}`;
      add({ type: "agent.tool_use", id, name: move.tool, input: move.input }, from);
      const content = [{ type: "text", text: answer.text === "" ? "(nothing)" : answer.text }];
      add({ type: "agent.tool_result", tool_use_id: id, is_error: answer.isError, content }, to);
    },
    /** Sends what waits, once it is at least so much. */
    flush: async (least: number) => {
      if (waiting.length < least) return;
      const events = waiting;
      waiting = [];
      if (events.length > 0) await client.post(`/v1/sessions/${session.id}/events`, { body: { events } });
    },
    end: (outcome: "success" | "failure" | "unknown", metadata: Record<string, string>) =>
      client.post(`/v1/sessions/${session.id}`, { body: { metadata, reverie: { outcome } } }),
  };
}
