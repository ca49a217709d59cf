import type pg from "pg";
import type { Ctx } from "@/lib/access/context";
import { permission } from "@/lib/contract/permission";

export const defaultWorkspaceId = "wrkspc_default";
export const systemActorId = "svac_system";

/** The context of what the installation does by itself, such as making the first administrator. */
export function systemContext(pool: pg.Pool): Ctx {
  return {
    actor: {
      kind: "service_account",
      id: systemActorId,
      workspaceId: defaultWorkspaceId,
      permissions: new Set(permission.options),
      reach: { kind: "workspace" },
    },
    pool,
    tx: null,
    clock: () => new Date(),
    via: "api",
    reason: null,
    asOf: null,
    requestId: null,
    address: null,
    scrubbers: [],
  };
}
