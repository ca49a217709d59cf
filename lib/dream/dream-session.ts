import { newId } from "@/lib/db/ids";
import type { Queryable, Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";

const systemText = "Reads the sessions of a dream and proposes edits of its memory store.";

/**
 * The id of the dream's own session, made at its first attempt together with the dream's `session_id`. The session makes
 * the run visible as events, and is the author of what the dream writes.
 */
export async function openDreamSession(tx: Tx, row: DreamRow, now: Date): Promise<string> {
  const id = row.session_id ?? newId("session");
  if (row.session_id === null) {
    await tx.query(
      `INSERT INTO session (id, workspace_id, agent, agent_id, agent_version, environment_id, status, title, metadata, usage,
         outcome_evaluations, vault_ids, recorded, started_at, dream_id, created_by_kind, created_by_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 1, 'env_dreams', 'running', $5, $6, '{}', '[]', '{}', true, $7, $8, $9, $10, $7, $7)`,
      [
        id,
        row.workspace_id,
        JSON.stringify(agentOf(row)),
        agentId,
        `Dream ${row.id}`,
        JSON.stringify({ dream_id: row.id }),
        now,
        row.id,
        row.created_by_kind,
        row.created_by_id,
      ],
    );
    await attachInput(tx, row, id);
    await tx.query("UPDATE dream SET session_id = $2 WHERE id = $1", [row.id, id]);
  }
  await tx.query("UPDATE session SET status = 'running', updated_at = $2 WHERE id = $1 AND archived_at IS NULL", [
    id,
    now,
  ]);
  await appendEvent(tx, id, now, { type: "session.status_running", payload: {} });
  return id;
}

const agentId = "agent_dreamer";

function agentOf(row: DreamRow) {
  return {
    id: agentId,
    type: "agent",
    version: 1,
    name: "dreamer",
    description: null,
    system: systemText,
    model: row.model,
    tools: [],
    mcp_servers: [],
    skills: [],
    multiagent: null,
    execution_identity: { type: "service_account" },
  };
}

// Who may not reach the input store may not read its dream's session either: the attachment says so.
async function attachInput(tx: Tx, row: DreamRow, sessionId: string): Promise<void> {
  await tx.query(
    `INSERT INTO session_attachment (session_id, memory_store_id, position, access, name, description, mount_path)
     SELECT $1, id, 0, $3, name, description, '/mnt/memory/' || id FROM memory_store WHERE id = $2`,
    [sessionId, row.memory_store_id, row.output_behavior === "update_existing" ? "read_write" : "read_only"],
  );
}

/** Adds what the dream has to say about its progress. Counts only: transcripts and memory are quoted in insights alone. */
export async function sayInDreamSession(db: Queryable, sessionId: string, now: Date, text: string): Promise<void> {
  await appendEvent(db, sessionId, now, { type: "agent.message", payload: { content: [{ type: "text", text }] } });
}

/** Ends the session: idle, then archived, so that its events stay readable and lists leave it out. */
export async function closeDreamSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
  const { rowCount } = await tx.query(
    "UPDATE session SET status = 'terminated', archived_at = $2, updated_at = $2 WHERE id = $1 AND archived_at IS NULL",
    [sessionId, now],
  );
  if (rowCount !== 1) return;
  await appendEvent(tx, sessionId, now, {
    type: "session.status_idle",
    payload: { stop_reason: { type: "end_turn" }, stop_details: null },
  });
}

async function appendEvent(
  db: Queryable,
  sessionId: string,
  now: Date,
  event: { type: string; payload: Record<string, unknown> },
): Promise<void> {
  await db.query(
    `WITH bumped AS (
       UPDATE session SET last_sequence = last_sequence + 1, event_count = event_count + 1, last_event_at = $5
       WHERE id = $1 RETURNING id, last_sequence)
     INSERT INTO session_event (session_id, sequence, id, type, payload, processed_at, listed_at, trusted, created_at)
     SELECT id, last_sequence, $2, $3, $4, $5, $5, true, $5 FROM bumped`,
    [sessionId, newId("event"), event.type, JSON.stringify(event.payload), now],
  );
}
