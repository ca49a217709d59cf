import { isDeepStrictEqual } from "node:util";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Environment, UpdateEnvironmentBody } from "@/lib/contract/environment";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { patchMetadata } from "@/lib/memory/update-memory-store";
import { requireCatalogWrite } from "../require-session-access";
import { completeEnvironmentConfig } from "./complete-environment-config";
import { loadEnvironment } from "./load-environment";

/**
 * Changes an environment; what is left out or null stays. Throws NotFoundError, PermissionError, and
 * InvalidRequestError for an archived environment or another type of configuration.
 */
export async function updateEnvironment(ctx: Ctx, id: string, body: UpdateEnvironmentBody): Promise<Environment> {
  requireCatalogWrite(ctx.actor, "environment", id);
  return inTransaction(ctx, async (tx) => {
    const current = await loadEnvironment(tx, ctx, id, "FOR UPDATE");
    if (current.archived_at !== null) {
      throw new InvalidRequestError("The environment is archived and cannot be changed.", {
        data: { details: { error_code: "environment_archived" } },
      });
    }
    if (body.config != null && body.config.type !== current.config.type) {
      throw new InvalidRequestError("config: the type of an environment cannot be changed.", {
        data: { details: { error_code: "invalid_config_type_change" } },
      });
    }
    const next = {
      name: body.name ?? current.name,
      description: body.description ?? current.description,
      config: body.config == null ? current.config : completeEnvironmentConfig(body.config),
      metadata: patchMetadata(current.metadata, body.metadata ?? {}),
      scope: body.scope ?? current.scope ?? null,
    };
    const changed = (["name", "description", "config", "metadata", "scope"] as const).filter(
      (field) => !isDeepStrictEqual(next[field], current[field] ?? null),
    );
    if (changed.length === 0) return current;
    await tx.query(
      `UPDATE environment SET name = $2, description = $3, config = $4, metadata = $5, scope = $6,
         updated_at = greatest($7, updated_at + interval '1 ms') WHERE id = $1`,
      [
        id,
        next.name,
        next.description,
        JSON.stringify(next.config),
        JSON.stringify(next.metadata),
        next.scope,
        ctx.clock(),
      ],
    );
    await recordAuditEvent(tx, ctx, {
      action: "environment.update",
      target: { type: "environment", id },
      details: { changed },
    });
    return loadEnvironment(tx, ctx, id);
  });
}
