import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Session } from "@/lib/contract/session";
import { publish } from "@/lib/db/live-hub";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { appendEvents } from "./append-events";
import { sessionTopic } from "./event-topic";
import { answerSession } from "./get-session";
import { lockSession } from "./load-session";

/**
 * Closes a session for good: it takes no more events and its tokens are void; its history stays. A second call changes
 * nothing. Throws NotFoundError, PermissionError, and InvalidRequestError while it runs.
 */
export async function archiveSession(ctx: Ctx, id: string): Promise<Session> {
  const session = await inTransaction(ctx, async (tx) => {
    const row = await lockSession(tx, ctx, id);
    if (row.archived_at !== null) return answerSession(tx, row);
    if (row.status === "running") throw new InvalidRequestError("The session is running and cannot be archived.");
    const now = ctx.clock();
    // Those who follow a live session stop on this event; a transcript holds only what happened when it ran.
    if (!row.recorded && row.status !== "terminated") {
      await appendEvents(tx, row, [{ type: "session.status_terminated", payload: {} }], now);
    }
    await tx.query(
      `UPDATE session SET status = 'terminated', archived_at = $2, updated_at = greatest($2, updated_at + interval '1 ms')
       WHERE id = $1`,
      [id, now],
    );
    await tx.query("DELETE FROM session_token WHERE session_id = $1", [id]);
    await recordAuditEvent(tx, ctx, { action: "session.archive", target: { type: "session", id } });
    return answerSession(tx, await lockSession(tx, ctx, id));
  });
  publish(sessionTopic(id));
  return session;
}
