import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryBlame } from "@/lib/contract/memory-blame";
import type { Tx } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import { type KeptBlame, keepBlame, readKeptBlame } from "./blame-cache";
import { presentBlameRanges } from "./blame-ranges";
import { walkBlame } from "./blame-walk";
import { requireStore } from "./require-store";

export interface BlameMemoryInput {
  memoryStoreId: string;
  memoryId: string;
  /** null = the head, or the last text of a deleted memory. */
  memoryVersionId: string | null;
}

interface Asked {
  id: string;
  sequence: number;
  redacted_at: Date | null;
  first_sequence: number;
  redacted_count: number;
}

/**
 * Which version wrote each line of a version, and so who. Kept by version, for as long as nothing in its chain is redacted; the
 * blame of a later version goes back only to the nearest one that is kept. A redacted version has no lines. Throws NotFoundError.
 */
export async function blameMemory(ctx: Ctx, input: BlameMemoryInput): Promise<MemoryBlame> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const reader = readerOf(ctx);
  await requireStore(reader, ctx, input.memoryStoreId);
  const asked = await readAsked(reader, input);
  const blame = asked.redacted_at === null ? await blameOf(reader, input, asked) : { ranges: [], bounded: false };
  return {
    type: "memory_blame",
    memory_id: input.memoryId,
    memory_version_id: asked.id,
    ranges: await presentBlameRanges(reader, input.memoryStoreId, blame.ranges),
    bounded: blame.bounded,
    redacted_at: asked.redacted_at?.toISOString() ?? null,
  };
}

async function blameOf(tx: Tx, input: BlameMemoryInput, asked: Asked): Promise<Pick<KeptBlame, "ranges" | "bounded">> {
  const kept = readKeptBlame(asked.id, chainOf(asked.first_sequence, asked.redacted_count));
  if (kept !== null) return kept;
  const walked = await walkBlame(tx, {
    memoryStoreId: input.memoryStoreId,
    memoryId: input.memoryId,
    sequence: asked.sequence,
    findKept: (id, redactedSince) =>
      readKeptBlame(id, chainOf(asked.first_sequence, asked.redacted_count - redactedSince)),
  });
  // Redactions only add up: an answer that one overtook is kept under a chain that nobody will ask for again.
  keepBlame(asked.id, { ...walked, chain: chainOf(asked.first_sequence, asked.redacted_count) });
  return walked;
}

function chainOf(firstSequence: number, redactedCount: number): string {
  return `${firstSequence}:${redactedCount}`;
}

async function readAsked(tx: Tx, input: BlameMemoryInput): Promise<Asked> {
  const { rows } = await tx.query<Asked>(
    `SELECT v.id, v.sequence, v.redacted_at,
       (SELECT f.sequence FROM memory_version f WHERE f.memory_store_id = $1 AND f.memory_id = $2
        ORDER BY f.sequence LIMIT 1) AS first_sequence,
       (SELECT count(*) FROM memory_version r WHERE r.memory_store_id = $1 AND r.memory_id = $2
        AND r.redacted_at IS NOT NULL AND r.sequence <= v.sequence) AS redacted_count
     FROM memory_version v
     WHERE v.memory_store_id = $1 AND v.memory_id = $2 AND ($3::text IS NULL AND v.operation <> 'deleted' OR v.id = $3)
     ORDER BY v.sequence DESC LIMIT 1`,
    [input.memoryStoreId, input.memoryId, input.memoryVersionId],
  );
  if (rows[0] !== undefined) return rows[0];
  if (input.memoryVersionId === null) throw new NotFoundError("memory", input.memoryId);
  throw new NotFoundError("memory version", input.memoryVersionId);
}
