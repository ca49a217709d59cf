import type pg from "pg";
import type { StoreAccess } from "@/lib/contract/api-key";
import { newId } from "@/lib/db/ids";
import { publish } from "@/lib/db/live-hub";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { appendEvents, type NewEvent } from "@/lib/session/append-events";
import { attachMemoryStores } from "@/lib/session/attach-memory-stores";
import { sessionTopic } from "@/lib/session/event-topic";
import { insertSession } from "@/lib/session/insert-session";
import { type SessionRow, sessionColumns } from "@/lib/session/session-row";
import { DreamFailure } from "./dream-failure";
import type { DreamRow } from "./dream-row";
import { creatorContext } from "./system-context";

/**
 * Opens the dream's own session, made at its first attempt together with the dream's `session_id`, and returns its id. The
 * session makes the run visible as events, and is the author of what the dream writes. Throws DreamFailure when
 * the session was deleted between two attempts.
 */
export async function openDreamSession(pool: pg.Pool, row: DreamRow, clock: () => Date): Promise<string> {
  const id = await withTransaction(pool, async (tx) => {
    const session = row.session_id === null ? await makeSession(pool, tx, row, clock) : await lock(tx, row.session_id);
    if (session === null)
      throw new DreamFailure("internal_error", "The session of the dream was deleted while it ran.");
    await appendEvents(tx, session, [{ type: "session.status_running", payload: {} }], clock());
    return session.id;
  });
  publish(sessionTopic(id));
  return id;
}

async function makeSession(pool: pg.Pool, tx: Tx, row: DreamRow, clock: () => Date): Promise<SessionRow> {
  const ctx = creatorContext(pool, row, { tx, clock });
  const id = newId("session");
  const session = await insertSession(tx, ctx, {
    id,
    agent: {
      id: "agent_dreamer",
      type: "agent",
      version: 1,
      name: "dreamer",
      description: null,
      system: "Reads the sessions of a dream and proposes edits of its memory store.",
      model: row.model,
      tools: [],
      mcp_servers: [],
      skills: [],
      multiagent: null,
      execution_identity: { type: "service_account" },
    },
    environmentId: "env_dreams",
    title: `Dream ${row.id}`,
    metadata: { dream_id: row.id },
    recorded: false,
    dreamId: row.id,
  });
  // Who may not reach the input store may not read its dream's session either: the attachment says so.
  const access: StoreAccess = row.output_behavior === "update_existing" ? "read_write" : "read_only";
  const { rows } = await tx.query("SELECT FROM memory_store WHERE id = $1 AND archived_at IS NULL", [
    row.memory_store_id,
  ]);
  if (rows.length > 0) {
    const input = { type: "memory_store" as const, memory_store_id: row.memory_store_id, access };
    await attachMemoryStores(tx, ctx, id, [{ position: 0, input }]);
  }
  await tx.query("UPDATE dream SET session_id = $2 WHERE id = $1", [row.id, id]);
  row.session_id = id;
  return session;
}

/** Says how the dream gets on. Counts only: transcripts and memory are quoted in insights alone. */
export async function sayInDreamSession(pool: pg.Pool, sessionId: string, now: Date, text: string): Promise<void> {
  await withTransaction(pool, (tx) => addToDreamSession(tx, sessionId, [message(text)], now));
  publish(sessionTopic(sessionId));
}

/**
 * Adds events to the dream's session and returns their ids; none where it was closed or deleted meanwhile. Publish its topic after
 * the commit.
 */
export async function addToDreamSession(
  tx: Tx,
  sessionId: string,
  events: readonly NewEvent[],
  now: Date,
): Promise<string[]> {
  const session = await lock(tx, sessionId);
  if (session === null || session.archived_at !== null) return [];
  return (await appendEvents(tx, session, events, now)).map(({ id }) => id);
}

/**
 * Ends the session with a last word: idle, then archived, so that its events stay readable and lists leave it out. A
 * session that is closed or deleted already is left alone. Publish its topic after the commit.
 */
export async function closeDreamSession(tx: Tx, sessionId: string, now: Date, text: string): Promise<void> {
  const session = await lock(tx, sessionId);
  if (session === null || session.archived_at !== null) return;
  const idle = { stop_reason: { type: "end_turn" }, stop_details: null };
  await appendEvents(
    tx,
    session,
    [message(text), { type: "session.status_idle", payload: idle }, { type: "session.status_terminated", payload: {} }],
    now,
  );
  await tx.query("UPDATE session SET status = 'terminated', archived_at = $2 WHERE id = $1", [sessionId, now]);
}

function message(text: string): NewEvent {
  return { type: "agent.message", payload: { content: [{ type: "text", text }] } };
}

async function lock(tx: Tx, sessionId: string): Promise<SessionRow | null> {
  const { rows } = await tx.query<SessionRow>(`SELECT ${sessionColumns} FROM session s WHERE s.id = $1 FOR UPDATE`, [
    sessionId,
  ]);
  return rows[0] ?? null;
}
