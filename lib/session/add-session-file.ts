import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { FileResourceInput, SessionResource } from "@/lib/contract/session";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { addSessionResource } from "./add-session-resource";
import { findSessionResource } from "./list-session-resources";
import { loadEnvironmentType } from "./load-environment-type";
import { lockSession } from "./load-session";
import { loadSessionResources } from "./load-session-resources";

const resourceLimit = 1000;

/**
 * Adds a file to a session; memory stores come only with its making. Throws NotFoundError, PermissionError, and
 * InvalidRequestError for an archived session, a self-hosted environment or too many resources.
 */
export async function addSessionFile(ctx: Ctx, sessionId: string, input: FileResourceInput): Promise<SessionResource> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockSession(tx, ctx, sessionId);
    if (row.archived_at !== null) throw new InvalidRequestError("The session is archived and cannot be changed.");
    if (!row.recorded && (await loadEnvironmentType(tx, ctx, row.environment_id)) === "self_hosted") {
      throw new InvalidRequestError("A self-hosted environment takes only memory stores.");
    }
    const placed = (await loadSessionResources(tx, [sessionId])).get(sessionId) ?? [];
    if (placed.length >= resourceLimit) {
      throw new InvalidRequestError(`A session takes at most ${resourceLimit} resources.`);
    }
    const id = await addSessionResource(tx, sessionId, input, (placed.at(-1)?.position ?? -1) + 1, ctx.clock());
    await recordAuditEvent(tx, ctx, {
      action: "session.add_resource",
      target: { type: "session", id: sessionId },
      details: { resource_id: id },
    });
    return findSessionResource(tx, sessionId, id);
  });
}
