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
  is_carried: boolean;
}

/** What is known of the lines of one memory. */
export interface LineTimes {
  line_written_at: (string | null)[];
  carried_lines: number[];
}

/** Whether `memory_version` v took lines over from elsewhere: its time, also one that was given for the whole file, is not that of their writing. */
export const isCarried = "v.via IN ('dream', 'import', 'restore')";

/**
 * For each line of each memory that was ever changed, when the version that brought it in was written or, where its
 * writer said so, when it was true; and which lines came from elsewhere. Memories with one version, or with very many, are left out.
 */
export async function lineTimesOf(
  tx: Tx,
  memoryStoreId: string,
  heads: readonly FrozenHead[],
): Promise<Map<string, LineTimes>> {
  const times = new Map<string, LineTimes>();
  for (const head of heads) {
    if (head.sequence < 2 || head.sequence > versionsLimit) continue;
    const { rows } = await tx.query<VersionRow>(
      `SELECT v.id, v.content, coalesce(v.as_of, v.created_at) AS written_at, ${isCarried} AS is_carried FROM memory_version v
       WHERE v.memory_store_id = $1 AND v.memory_id = $2 AND v.sequence <= $3 ORDER BY v.sequence`,
      [memoryStoreId, head.memory_id, head.sequence],
    );
    times.set(head.memory_id, timesOfLines(rows, countLines(head.content)));
  }
  return times;
}

function timesOfLines(versions: readonly VersionRow[], lineCount: number): LineTimes {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const times: LineTimes = { line_written_at: new Array<string | null>(lineCount).fill(null), carried_lines: [] };
  for (const { redactedVersionIds, versionId, startLine, lineCount: count } of blameLines(versions).ranges) {
    const version = byId.get(versionId);
    // Lines that a redacted version may have brought in have no known time.
    const known = redactedVersionIds.length === 0 ? (version?.written_at.toISOString() ?? null) : null;
    times.line_written_at.fill(known, startLine - 1, startLine - 1 + count);
    if (version?.is_carried) times.carried_lines.push(...Array.from({ length: count }, (_, at) => startLine + at));
  }
  return times;
}
