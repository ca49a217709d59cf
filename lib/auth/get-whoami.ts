import { presentActor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import type { Whoami } from "@/lib/contract/whoami";

/** The caller as the server sees it. */
export async function getWhoami(ctx: Ctx): Promise<Whoami> {
  const { actor } = ctx;
  const { rows } = await readerOf(ctx).query<{ name: string | null; email: string | null }>(
    `SELECT name, email FROM member WHERE id = $1
     UNION ALL SELECT name, NULL FROM api_key WHERE id = $1`,
    [actor.id],
  );
  return {
    type: "whoami",
    actor: presentActor(actor.kind, actor.id),
    name: rows[0]?.name ?? null,
    email: rows[0]?.email ?? null,
    workspace_id: actor.workspaceId,
    permissions: [...actor.permissions],
    memory_stores:
      actor.reach.kind === "workspace"
        ? null
        : [...actor.reach.access].map(([id, access]) => ({ memory_store_id: id, access })),
  };
}
