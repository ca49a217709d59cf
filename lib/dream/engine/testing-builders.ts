import type { EngineEvent, EngineInput, EngineMemory, EngineSession } from "./engine-input";
import { sha256Hex } from "./sha256-hex";

/** A memory with plausible ids and times. */
export function buildMemory(path: string, content: string, over: Partial<EngineMemory> = {}): EngineMemory {
  return {
    memory_id: `mem_${path}`,
    memory_version_id: `memver_${path}`,
    path,
    content,
    content_sha256: sha256Hex(content),
    created_at: "2026-03-01T00:00:00.000Z",
    updated_at: "2026-03-01T00:00:00.000Z",
    last_author: { type: "api_actor", api_key_id: "apikey_1" },
    ...over,
  };
}

/** One thing that happens in a session. */
export type Step =
  | { user: string }
  | { agent: string }
  | {
      tool: string;
      input: Record<string, unknown>;
      result: string;
      failed?: boolean;
      trusted?: boolean;
      sourceId?: string;
    };

/** A call of the shell. */
export function bash(command: string, result: string, failed = false): Step {
  return { tool: "Bash", input: { command }, result, failed };
}

/** A session of one minute a step; `day` is a day of March 2026. */
export function buildSession(
  name: string,
  steps: readonly Step[],
  over: Partial<EngineSession> & { day?: number } = {},
): EngineSession {
  const { day = 2, ...fields } = over;
  const startMs = Date.UTC(2026, 2, day, 8);
  const events: EngineEvent[] = [];
  const add = (type: string, payload: Record<string, unknown>, trusted = true) => {
    const sequence = events.length + 1;
    const at = new Date(startMs + sequence * 60_000).toISOString();
    const id = `sevt_${name}_${sequence}`;
    events.push({ id, sequence, type, payload: { type, ...payload }, processed_at: at, occurred_at: null, trusted });
    return id;
  };
  for (const step of steps) {
    if ("user" in step) add("user.message", { content: [{ type: "text", text: step.user }] });
    else if ("agent" in step) add("agent.message", { content: [{ type: "text", text: step.agent }] });
    else addCall(step, add);
  }
  return {
    id: `session_${name}`,
    agent_name: `agent-${name}`,
    actor: "apikey_1",
    started_at: new Date(startMs).toISOString(),
    outcome: "unknown",
    metadata: {},
    events,
    ...fields,
  };
}

function addCall(
  step: Extract<Step, { tool: string }>,
  add: (type: string, payload: Record<string, unknown>, trusted?: boolean) => string,
): void {
  const reverie = step.sourceId === undefined ? {} : { reverie: { source_id: step.sourceId } };
  const use = add("agent.tool_use", { name: step.tool, input: step.input, ...reverie });
  const content = [{ type: "text", text: step.result }];
  add("agent.tool_result", { tool_use_id: use, content, is_error: step.failed ?? false }, step.trusted ?? true);
}

/** An input of the engine; what is not given is empty. */
export function buildInput(over: Partial<EngineInput> = {}): EngineInput {
  return {
    store: { id: "memstore_1", name: "Team notes", access: "read_write" },
    memories: [],
    sessions: [],
    instructions: null,
    ledger: { rejections: [] },
    ...over,
  };
}
