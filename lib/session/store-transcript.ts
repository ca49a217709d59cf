import type { Ctx } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Session } from "@/lib/contract/session";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { appendEvents, findEventsBySourceId, type NewEvent } from "./append-events";
import { attachMemoryStores } from "./attach-memory-stores";
import { carryTimes } from "./carry-times";
import { answerSession } from "./get-session";
import type { ImportedTranscript } from "./importers/imported-transcript";
import { insertSession } from "./insert-session";
import { foreignAgent } from "./resolve-session-agent";
import { type SessionRow, sessionColumns } from "./session-row";
import { sessionVisibility, visibleSession } from "./session-visibility";

const foreignEnvironmentId = "env_recorded";
const agentIdLimitCharacters = 256;

/**
 * Stores a transcript as a recorded session, or adds to the session of the same source what it lacks. Throws
 * ConflictError when that session is archived or hidden from the actor, and as attachMemoryStores.
 */
export async function storeTranscript(
  tx: Tx,
  ctx: Ctx,
  transcript: ImportedTranscript,
  memoryStoreIds: readonly string[],
): Promise<Session> {
  await lockSource(tx, ctx, transcript);
  const known = await findBySource(tx, ctx, transcript);
  const row = known ?? (await insertFromTranscript(tx, ctx, transcript, memoryStoreIds));
  const fresh = await withoutStored(tx, row.id, transcript);
  await appendEvents(tx, row, fresh, ctx.clock());
  if (known !== null && fresh.length > 0) await refreshFacts(tx, row, transcript);
  if (fresh.length > 0) await rememberKeys(tx, row.id, transcript);
  await endRun(tx, row);
  if (known === null || fresh.length > 0) {
    await recordAuditEvent(tx, ctx, {
      action: "session.import",
      target: { type: "session", id: row.id },
      details: { created: known === null, events: fresh.length },
    });
  }
  return answerSession(tx, row);
}

/** All lengths of one conversation share its first key: copies that come at once wait for each other, to be one session. */
async function lockSource(tx: Tx, ctx: Ctx, { earlierKeys, sourceKey }: ImportedTranscript): Promise<void> {
  const source = `session_source:${ctx.actor.workspaceId}:${earlierKeys[0] ?? sourceKey}`;
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [source]);
}

/**
 * The session of the same source: under its key; under a key that the source had when it was shorter, then the
 * longest; or one that holds a longer copy already.
 */
async function findBySource(tx: Tx, ctx: Ctx, transcript: ImportedTranscript): Promise<SessionRow | null> {
  const keys = [...transcript.earlierKeys, transcript.sourceKey];
  const { rows } = await tx.query<SessionRow & { is_visible: boolean }>(
    `SELECT ${sessionColumns}, (${visibleSession(4)}) AS is_visible FROM session s
     WHERE s.workspace_id = $1 AND (s.source_key = ANY($2)
       OR s.id IN (SELECT o.session_id FROM session_source o WHERE o.source_key = $3))
     ORDER BY s.id FOR UPDATE OF s`,
    [ctx.actor.workspaceId, keys, transcript.sourceKey, ...sessionVisibility(ctx.actor)],
  );
  const rank = (row: SessionRow) => {
    const index = keys.indexOf(row.source_key ?? "");
    if (index === keys.length - 1) return keys.length + 1;
    return index === -1 ? keys.length : index;
  };
  const found = rows.sort((a, b) => rank(b) - rank(a))[0];
  if (found === undefined) return null;
  if (!found.is_visible) throw new ConflictError("belongs to a session that this credential cannot change");
  if (found.archived_at !== null) throw new ConflictError("belongs to a session that is archived");
  return found;
}

async function rememberKeys(tx: Tx, sessionId: string, transcript: ImportedTranscript): Promise<void> {
  if (transcript.earlierKeys.length === 0) return;
  await tx.query(
    "INSERT INTO session_source (session_id, source_key) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING",
    [sessionId, transcript.earlierKeys],
  );
}

async function insertFromTranscript(
  tx: Tx,
  ctx: Ctx,
  transcript: ImportedTranscript,
  memoryStoreIds: readonly string[],
): Promise<SessionRow> {
  const id = newId("session");
  const row = await insertSession(tx, ctx, {
    id,
    agent: foreignAgent([...transcript.agentName].slice(0, agentIdLimitCharacters).join(""), transcript.agentName),
    environmentId: foreignEnvironmentId,
    title: transcript.title,
    metadata: transcript.metadata,
    recorded: true,
    outcome: transcript.outcome,
    sourceKey: transcript.sourceKey,
    startedAt: transcript.startedAt,
  });
  const attachments = memoryStoreIds.map((memory_store_id, position) => ({
    position,
    input: { type: "memory_store" as const, memory_store_id, access: "read_only" as const },
  }));
  await attachMemoryStores(tx, ctx, id, attachments);
  return row;
}

async function withoutStored(tx: Tx, sessionId: string, transcript: ImportedTranscript): Promise<NewEvent[]> {
  const sourceIds = transcript.events.map((event) => event.sourceId);
  const stored = await findEventsBySourceId(tx, sessionId, sourceIds);
  const events = transcript.events.map((event) => ({
    type: event.type,
    payload: event.payload,
    sourceId: event.sourceId,
    processedAt: event.processedAt ?? event.occurredAt ?? ("now" as const),
    occurredAt: event.occurredAt,
    trusted: event.trusted,
  }));
  return carryTimes(events).filter((event) => !stored.has(event.sourceId));
}

/** What a longer transcript knows better: its key, an outcome, a title, an earlier beginning. */
async function refreshFacts(tx: Tx, row: SessionRow, transcript: ImportedTranscript): Promise<void> {
  const outcome = transcript.outcome === "unknown" ? (row.outcome ?? "unknown") : transcript.outcome;
  const startedAt = earlier(row.started_at, transcript.startedAt);
  const title = row.title ?? transcript.title;
  await tx.query("UPDATE session SET source_key = $2, outcome = $3, started_at = $4, title = $5 WHERE id = $1", [
    row.id,
    transcript.sourceKey,
    outcome,
    startedAt,
    title,
  ]);
  Object.assign(row, { source_key: transcript.sourceKey, outcome, started_at: startedAt, title });
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a <= b ? a : b;
}

/** A transcript that breaks off in the middle of a turn is over all the same. */
async function endRun(tx: Tx, row: SessionRow): Promise<void> {
  if (row.status !== "running" && row.status !== "rescheduling") return;
  await tx.query("UPDATE session SET status = 'idle' WHERE id = $1", [row.id]);
  row.status = "idle";
}
