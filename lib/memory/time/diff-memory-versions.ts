import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryDiff } from "@/lib/contract/memory-diff";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { diffLines } from "@/lib/text/diff-lines";
import { requireStore } from "../require-store";

/** Texts that take longer to compare are given as replaced in whole where they differ most: a request must not hold up others. */
const timeoutMs = 50;

interface Version {
  id: string;
  content: string | null;
  is_redacted: boolean;
}

/**
 * What changed between two versions of one memory, line by line. A deletion has empty text; where a side was redacted there are
 * no hunks, and `redacted` says which. Throws NotFoundError, also for a version of another memory.
 */
export async function diffMemoryVersions(
  ctx: Ctx,
  input: { memoryStoreId: string; memoryId: string; from: string; to: string },
): Promise<MemoryDiff> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const { rows } = await reader.query<Version>(
    `SELECT id, content, redacted_at IS NOT NULL AS is_redacted FROM memory_version
     WHERE memory_store_id = $1 AND memory_id = $2 AND id = ANY($3::text[])`,
    [input.memoryStoreId, input.memoryId, [input.from, input.to]],
  );
  const from = requireVersion(rows, input.from);
  const to = requireVersion(rows, input.to);
  const redacted = [...(from.is_redacted ? ["from" as const] : []), ...(to.is_redacted ? ["to" as const] : [])];
  const diff =
    redacted.length > 0
      ? { hunks: null, bounded: false }
      : diffLines(from.content ?? "", to.content ?? "", { timeoutMs });
  return {
    type: "memory_diff",
    memory_id: input.memoryId,
    from: from.id,
    to: to.id,
    hunks: diff.hunks,
    bounded: diff.bounded,
    redacted,
  };
}

function requireVersion(rows: readonly Version[], id: string): Version {
  const version = rows.find((row) => row.id === id);
  if (version === undefined) throw new NotFoundError("memory version", id);
  return version;
}
