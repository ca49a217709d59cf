import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";
import type { EngineEvent, EngineSession } from "./engine/engine-input";
import { refuseSessions } from "./require-inputs";

interface FrozenSessionRow {
  id: string;
  agent_name: string | null;
  created_by_id: string;
  outcome: EngineSession["outcome"];
  metadata: Record<string, string>;
  started_at: Date;
  mount_paths: string[];
}

interface FrozenEventRow {
  session_id: string;
  id: string;
  sequence: number;
  type: string;
  payload: Record<string, unknown>;
  processed_at: Date | null;
  occurred_at: Date | null;
  trusted: boolean;
  source_id: string | null;
  reported_event: Record<string, unknown> | null;
}

/** The dream's sessions with all their events, in the order of their ids. Throws DreamFailure when one is gone. */
export async function readFrozenSessions(tx: Tx, row: DreamRow): Promise<EngineSession[]> {
  const { rows: sessions } = await tx.query<FrozenSessionRow>(
    `SELECT s.id, s.agent->>'name' AS agent_name, s.created_by_id, s.outcome, s.metadata,
       coalesce(s.started_at, s.created_at) AS started_at,
       ARRAY(SELECT mount_path FROM session_attachment a WHERE a.session_id = s.id ORDER BY position) AS mount_paths
     FROM session s WHERE s.id = ANY($1::text[]) AND s.workspace_id = $2 ORDER BY s.id COLLATE "C"`,
    [row.session_ids, row.workspace_id],
  );
  refuseSessions(
    row,
    sessions.map((session) => session.id),
  );
  const frozen: EngineSession[] = [];
  for (const session of sessions) {
    frozen.push({
      id: session.id,
      agent_name: session.agent_name,
      actor: session.metadata.actor ?? session.metadata.user ?? session.created_by_id,
      started_at: session.started_at.toISOString(),
      outcome: session.outcome,
      metadata: session.metadata,
      mount_paths: session.mount_paths,
      events: await readEvents(tx, session.id),
    });
  }
  return frozen;
}

async function readEvents(tx: Tx, sessionId: string): Promise<EngineEvent[]> {
  const { rows } = await tx.query<FrozenEventRow>(
    `SELECT id, sequence, type, payload, processed_at, occurred_at, trusted, source_id, reported_event
     FROM session_event WHERE session_id = $1 ORDER BY sequence`,
    [sessionId],
  );
  return rows.map((event) => ({
    id: event.id,
    sequence: event.sequence,
    type: event.type,
    payload: {
      ...event.payload,
      type: event.type,
      reverie: {
        ...(event.source_id === null ? {} : { source_id: event.source_id }),
        ...(event.reported_event === null ? {} : { event: event.reported_event }),
      },
    },
    processed_at: event.processed_at?.toISOString() ?? null,
    occurred_at: event.occurred_at?.toISOString() ?? null,
    // Trusted is what nobody said otherwise of; the engine then judges by the tool.
    trusted: event.trusted ? null : false,
  }));
}
