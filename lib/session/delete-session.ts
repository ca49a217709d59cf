import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { publish } from "@/lib/db/live-hub";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { sessionTopic } from "./event-topic";
import { lockSession } from "./load-session";

/**
 * Deletes a session with its events and tokens. What it wrote into memory stores stays, with it as the author. Throws
 * NotFoundError, PermissionError, and InvalidRequestError while it runs.
 */
export async function deleteSession(ctx: Ctx, id: string): Promise<{ id: string; type: "session_deleted" }> {
  await inTransaction(ctx, async (tx) => {
    const row = await lockSession(tx, ctx, id);
    if (row.status === "running") throw new InvalidRequestError("The session is running and cannot be deleted.");
    await tx.query("DELETE FROM session WHERE id = $1", [id]);
    await recordAuditEvent(tx, ctx, {
      action: "session.delete",
      target: { type: "session", id },
      details: { events: row.event_count },
    });
  });
  publish(sessionTopic(id));
  return { id, type: "session_deleted" };
}
