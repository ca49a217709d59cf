import type { Ctx } from "@/lib/access/context";
import { type Sample, sample } from "@/lib/contract/sample";
import type { Tx } from "@/lib/db/transaction";

/** Which objects belong to the sample; null when there is none. `lock` keeps two requests from making it twice. */
export async function readSampleSetting(tx: Tx, ctx: Ctx, lock: "lock" | "read"): Promise<Sample | null> {
  if (lock === "lock")
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('sample' || $1, 0))", [ctx.actor.workspaceId]);
  const { rows } = await tx.query<{ value: unknown }>(
    "SELECT value FROM setting WHERE workspace_id = $1 AND name = 'sample'",
    [ctx.actor.workspaceId],
  );
  const parsed = sample.safeParse(rows[0]?.value);
  return parsed.success ? parsed.data : null;
}
