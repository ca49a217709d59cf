import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { View } from "@/lib/contract/memory";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type MemoryVersionRow, presentMemoryVersion } from "./memory-version-row";

/** One version, redacted ones too. Throws NotFoundError. */
export async function getMemoryVersion(
  ctx: Ctx,
  input: { memoryStoreId: string; memoryVersionId: string; view: View },
): Promise<MemoryVersion> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const { rows } = await readerOf(ctx).query<MemoryVersionRow>({
    name: "get-memory-version",
    text: `SELECT v.* FROM memory_version v JOIN memory_store s ON s.id = v.memory_store_id AND s.workspace_id = $3
           WHERE v.memory_store_id = $1 AND v.id = $2`,
    values: [input.memoryStoreId, input.memoryVersionId, ctx.actor.workspaceId],
  });
  if (rows[0] === undefined) throw new NotFoundError("memory version", input.memoryVersionId);
  return presentMemoryVersion(rows[0], input.view);
}
