import { canonicalJson, compareText } from "./canonical-json";
import type { EngineSession } from "./engine-input";
import { sha256Hex } from "./sha256-hex";

const idFields = new Set(["id", "tool_use_id", "mcp_tool_use_id", "custom_tool_use_id", "session_thread_id"]);

/**
 * Sessions in an order that depends on what happened in them and not on how they were listed or named: by start, then by
 * a fingerprint of their events without ids.
 */
export function orderSessions(sessions: readonly EngineSession[]): EngineSession[] {
  const fingerprints = new Map<EngineSession, string>();
  const fingerprintOf = (session: EngineSession) => {
    const known = fingerprints.get(session) ?? fingerprint(session);
    fingerprints.set(session, known);
    return known;
  };
  return [...sessions].sort(
    (left, right) =>
      compareText(left.started_at, right.started_at) ||
      compareText(fingerprintOf(left), fingerprintOf(right)) ||
      compareText(left.id, right.id),
  );
}

function fingerprint(session: EngineSession): string {
  const events = session.events.map(({ type, payload, processed_at }) => [
    type,
    processed_at,
    Object.fromEntries(Object.entries(payload).filter(([key]) => !idFields.has(key))),
  ]);
  return sha256Hex(canonicalJson([session.agent_name, session.outcome, session.metadata, events]));
}
