import type { Actor } from "@/lib/access/actor";
import type { Ctx } from "@/lib/access/context";
import { type Grants, requireHeld } from "@/lib/access/require-held";
import { requireStoreRead } from "@/lib/access/store-reach";
import { makeServiceAccount } from "@/lib/auth/create-service-account";
import { findServiceAccountActor } from "@/lib/auth/find-service-account-actor";
import type { AutoApprove } from "@/lib/contract/dream-schedule";
import type { Permission } from "@/lib/contract/permission";
import type { Tx } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

interface Needs {
  memoryStoreId: string;
  autoApprove: AutoApprove | null;
}

const toDream: readonly Permission[] = ["memory:read", "session:read", "dream:read", "dream:write"];
const toApprove: readonly Permission[] = ["memory:write", "dream:review"];

/** What the account of a schedule has to hold, and no more. */
export function permissionsFor({ autoApprove }: Needs): Permission[] {
  return autoApprove === null ? [...toDream] : [...toDream, ...toApprove];
}

/** The account that a new schedule acts as: the one that is named, else one made for it. Says whether it was made. */
export async function chooseAccount(ctx: Ctx & { tx: Tx }, needs: Needs, givenId: string | null) {
  requireStoreRead(ctx.actor, needs.memoryStoreId);
  if (givenId !== null) {
    const actor = await findServiceAccountActor(ctx.tx, ctx.actor.workspaceId, givenId);
    if (actor === null) throw new InvalidRequestError("service_account_id: is no service account that can act.");
    requireSufficient(actor, needs);
    requireHeld(ctx.actor, grantsOf(actor, needs));
    return { id: givenId, isOwn: false };
  }
  const { rows } = await ctx.tx.query<{ name: string }>("SELECT name FROM memory_store WHERE id = $1", [
    needs.memoryStoreId,
  ]);
  const account = await makeServiceAccount(ctx, {
    name: `Schedule of ${rows[0]?.name ?? needs.memoryStoreId}`.slice(0, 255),
    permissions: permissionsFor(needs),
    memory_stores: reachFor(ctx.actor, needs),
  });
  return { id: account.id, isOwn: true };
}

/**
 * Lets the account of a schedule follow its changed needs. Who changes a schedule must hold what its account needs to act
 * on it, and reach what it reaches: nobody gains through it. Throws PermissionError and InvalidRequestError.
 */
export async function fitAccount(
  ctx: Ctx & { tx: Tx },
  schedule: { service_account_id: string; owns_service_account: boolean },
  before: Needs,
  after: Needs,
): Promise<void> {
  const actor = await findServiceAccountActor(ctx.tx, ctx.actor.workspaceId, schedule.service_account_id);
  if (actor === null)
    throw new InvalidRequestError("The schedule's service account was archived; make a new schedule.");
  for (const needs of [before, after]) requireHeld(ctx.actor, grantsOf(actor, needs));
  if (!schedule.owns_service_account) return requireSufficient(actor, after);
  const reach = reachFor(actor, after);
  await ctx.tx.query("UPDATE service_account SET permissions = $2, memory_stores = $3 WHERE id = $1", [
    actor.id,
    permissionsFor(after),
    reach === null ? null : JSON.stringify(reach),
  ]);
}

/** What somebody must hold to have the account work on the store for them. */
function grantsOf(account: Actor, needs: Needs): Grants {
  return { permissions: new Set(permissionsFor(needs)), memoryStores: reachFor(account, needs) };
}

/** The stores of `actor`, all but the schedule's own to be read only; a session is read if all of its stores may be. */
function reachFor({ reach }: Actor, { memoryStoreId, autoApprove }: Needs): Grants["memoryStores"] {
  if (reach.kind === "workspace") return null;
  return [...reach.access.keys()].map((id) => ({
    memory_store_id: id,
    access: id === memoryStoreId && autoApprove !== null ? ("read_write" as const) : ("read_only" as const),
  }));
}

function requireSufficient(actor: Actor, needs: Needs): void {
  const missing = permissionsFor(needs).filter((permission) => !actor.permissions.has(permission));
  if (missing.length > 0) throw new InvalidRequestError(`service_account_id: it does not hold ${missing.join(", ")}.`);
  if (actor.reach.kind === "workspace") return;
  const access = actor.reach.access.get(needs.memoryStoreId);
  if (access === undefined || (access === "read_only" && needs.autoApprove !== null)) {
    throw new InvalidRequestError(
      "service_account_id: it does not have the access to the memory store that is needed.",
    );
  }
}
