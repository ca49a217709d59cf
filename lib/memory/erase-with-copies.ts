import type { Ctx } from "@/lib/access/context";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Tx } from "@/lib/db/transaction";
import { eraseVersion } from "./erase-version";
import { redactCopies } from "./redact-copies";

/**
 * Redacts one version that is no head: its text, its copies and all text derived from either, with its record. False
 * when it was redacted before.
 */
export async function eraseWithCopies(
  tx: Tx,
  ctx: Ctx,
  version: { memoryStoreId: string; memoryVersionId: string; memoryId: string },
): Promise<boolean> {
  const { memoryStoreId, memoryVersionId } = version;
  if (!(await eraseVersion(tx, ctx, version))) return false;
  const copies = await redactCopies(tx, ctx, memoryVersionId);
  await recordAuditEvent(tx, ctx, {
    action: "memory_version.redact",
    target: { type: "memory_version", id: memoryVersionId },
    memoryStoreId,
    details: { memory_id: version.memoryId, copies: copies.length },
  });
  for (const redacted of [{ memoryStoreId, memoryVersionId }, ...copies]) {
    const erased = { memoryStoreId: redacted.memoryStoreId, memoryVersionIds: [redacted.memoryVersionId] };
    for (const scrub of ctx.scrubbers) await scrub(tx, erased);
  }
  return true;
}
