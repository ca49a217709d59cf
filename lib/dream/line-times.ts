import type { Tx } from "@/lib/db/transaction";
import { blameLines } from "@/lib/text/blame-lines";
import { countLines } from "@/lib/text/lines";

const versionsLimit = 200;

interface FrozenHead {
  memory_id: string;
  sequence: number;
  content: string;
}

interface VersionRow {
  id: string;
  content: string | null;
  written_at: Date;
}

/**
 * For each line of each memory that was ever changed, when the version that brought it in was written or, where its
 * writer said so, when it was true. Memories with one version, or with very many, are left out.
 */
export async function lineTimesOf(
  tx: Tx,
  memoryStoreId: string,
  heads: readonly FrozenHead[],
): Promise<Map<string, (string | null)[]>> {
  const times = new Map<string, (string | null)[]>();
  for (const head of heads) {
    if (head.sequence < 2 || head.sequence > versionsLimit) continue;
    const { rows } = await tx.query<VersionRow>(
      `SELECT id, content, coalesce(as_of, created_at) AS written_at FROM memory_version
       WHERE memory_store_id = $1 AND memory_id = $2 AND sequence <= $3 ORDER BY sequence`,
      [memoryStoreId, head.memory_id, head.sequence],
    );
    times.set(head.memory_id, timesOfLines(rows, countLines(head.content)));
  }
  return times;
}

function timesOfLines(versions: readonly VersionRow[], lineCount: number): (string | null)[] {
  const writtenAt = new Map(versions.map((version) => [version.id, version.written_at.toISOString()]));
  const lines = new Array<string | null>(lineCount).fill(null);
  for (const range of blameLines(versions).ranges) {
    // Lines that a redacted version may have brought in have no known time.
    const known = range.redactedVersionIds.length === 0 ? (writtenAt.get(range.versionId) ?? null) : null;
    lines.fill(known, range.startLine - 1, range.startLine - 1 + range.lineCount);
  }
  return lines;
}
