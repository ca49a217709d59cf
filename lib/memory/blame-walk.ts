import { setImmediate } from "node:timers/promises";
import type { Tx } from "@/lib/db/transaction";
import type { BlameRange } from "@/lib/text/blame-lines";
import { type BackwardBlame, startBackwardBlame } from "@/lib/text/blame-lines-back";
import { splitLines } from "@/lib/text/lines";
import type { KeptBlame } from "./blame-cache";

export interface BlameWalk {
  memoryStoreId: string;
  memoryId: string;
  /** Of the version whose lines are asked for, which is not redacted. */
  sequence: number;
  /** The blame kept for an earlier version, given how many versions from there to the asked one are redacted. */
  findKept: (memoryVersionId: string, redactedSince: number) => KeptBlame | null;
}

export interface WalkedBlame {
  ranges: BlameRange[];
  bounded: boolean;
}

interface Version {
  id: string;
  sequence: number;
  content: string | null;
  is_redacted: boolean;
}

/** The first chunk is small because most lines are young; a larger one than the last costs memory and saves no time. */
const chunkSizes = { first: 16, most: 32 };
const sliceMs = 10;
/** Far above what ordinary texts need: it keeps two wholly different ones from holding up every other request. */
const comparisonTimeoutMs = 30;

/**
 * Walks the versions of a memory back from one of them until each line has its origin, or a version whose blame is kept. The next
 * chunk is fetched while one is compared, and other requests get their turn in between.
 */
export async function walkBlame(tx: Tx, walk: BlameWalk): Promise<WalkedBlame> {
  let blame: BackwardBlame | null = null;
  let redactedCount = 0;
  let sliceEndsAt = performance.now() + sliceMs;
  for await (const version of readBack(tx, walk)) {
    if (blame === null) {
      blame = startBackwardBlame({ id: version.id, lines: splitLines(version.content ?? "") }, comparisonTimeoutMs);
      continue;
    }
    if (blame.pending === 0) return { ranges: blame.finish(), bounded: blame.bounded };
    blame.step({ id: version.id, lines: version.is_redacted ? null : splitLines(version.content ?? "") });
    const kept = version.is_redacted ? null : walk.findKept(version.id, redactedCount);
    if (kept !== null) {
      blame.adopt(kept.ranges);
      return { ranges: blame.finish(), bounded: blame.bounded || kept.bounded };
    }
    if (version.is_redacted) redactedCount += 1;
    if (performance.now() < sliceEndsAt) continue;
    await setImmediate();
    sliceEndsAt = performance.now() + sliceMs;
  }
  return { ranges: blame?.finish() ?? [], bounded: blame?.bounded ?? false };
}

async function* readBack(tx: Tx, walk: BlameWalk): AsyncGenerator<Version> {
  let size = chunkSizes.first;
  let chunk = readChunk(tx, walk, walk.sequence + 1, size);
  for (;;) {
    const rows = await chunk;
    const last = rows.at(-1);
    const isEnd = rows.length < size || last === undefined;
    size = Math.min(size * 2, chunkSizes.most);
    if (!isEnd) {
      chunk = readChunk(tx, walk, last.sequence, size);
      // The reader may stop before it asks for this chunk, and then nobody else would hear of a failure.
      chunk.catch(() => undefined);
    }
    yield* rows;
    if (isEnd) return;
  }
}

async function readChunk(tx: Tx, walk: BlameWalk, before: number, size: number): Promise<Version[]> {
  const { rows } = await tx.query<Version>(
    `SELECT id, sequence, content, redacted_at IS NOT NULL AS is_redacted FROM memory_version
     WHERE memory_store_id = $1 AND memory_id = $2 AND sequence < $3 ORDER BY sequence DESC LIMIT ${size}`,
    [walk.memoryStoreId, walk.memoryId, before],
  );
  return rows;
}
