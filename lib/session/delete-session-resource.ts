import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { findSessionResource } from "./list-session-resources";
import { lockSession } from "./load-session";

/**
 * Takes a file or repository from a session. Throws NotFoundError, PermissionError, and InvalidRequestError for a
 * memory store, which stays attached as long as the session exists.
 */
export async function deleteSessionResource(
  ctx: Ctx,
  sessionId: string,
  resourceId: string,
): Promise<{ id: string; type: "session_resource_deleted" }> {
  return inTransaction(ctx, async (tx) => {
    await lockSession(tx, ctx, sessionId);
    const resource = await findSessionResource(tx, sessionId, resourceId);
    if (resource.type === "memory_store") {
      throw new InvalidRequestError("A memory store stays attached as long as the session exists.");
    }
    await tx.query("DELETE FROM session_resource WHERE session_id = $1 AND id = $2", [sessionId, resourceId]);
    await recordAuditEvent(tx, ctx, {
      action: "session.delete_resource",
      target: { type: "session", id: sessionId },
      details: { resource_id: resourceId },
    });
    return { id: resourceId, type: "session_resource_deleted" };
  });
}
