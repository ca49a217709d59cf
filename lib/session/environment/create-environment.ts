import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { CreateEnvironmentBody, Environment } from "@/lib/contract/environment";
import { newId } from "@/lib/db/ids";
import { requireSessionWrite } from "../require-session-access";
import { completeEnvironmentConfig } from "./complete-environment-config";
import { loadEnvironment } from "./load-environment";

/** Makes an environment. Throws PermissionError without session:write. */
export async function createEnvironment(ctx: Ctx, body: CreateEnvironmentBody): Promise<Environment> {
  requireSessionWrite(ctx.actor);
  const id = newId("environment");
  return inTransaction(ctx, async (tx) => {
    await tx.query(
      `INSERT INTO environment (id, workspace_id, name, description, config, metadata, scope, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
      [
        id,
        ctx.actor.workspaceId,
        body.name,
        body.description ?? null,
        JSON.stringify(completeEnvironmentConfig(body.config ?? null)),
        JSON.stringify(body.metadata ?? {}),
        body.scope ?? null,
        ctx.clock(),
      ],
    );
    await recordAuditEvent(tx, ctx, { action: "environment.create", target: { type: "environment", id } });
    return loadEnvironment(tx, ctx, id);
  });
}
