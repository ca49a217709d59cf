import type { Tx } from "@/lib/db/transaction";
import { compareBytes, type DifferingPath, differingPaths } from "./differing-paths";
import { momentValue } from "./pinned-moment";
import { lastVersionAt } from "./states-at";
import type { Scope, StateRow } from "./walk-states";

export interface PastOfStore {
  memoryStoreId: string;
  at: Date;
  pin: string | null;
}

type Past = StateRow & { is_gone: boolean };

const versionsLimit = 5000;
const moment = { memoryStoreId: "$1", at: "$2", pin: "$3" };

// A version that the pin cannot see may be a little older than the moment; ten minutes more cost little and change nothing.
const recentQuery = `
  SELECT memory_id FROM memory_version
  WHERE memory_store_id = $1 AND created_at > least($2::timestamptz, now()) - interval '10 minutes'
  ORDER BY created_at DESC, id DESC LIMIT ${versionsLimit + 1}`;

const pastQuery = `
  SELECT l.path, l.memory_id, l.id AS memory_version_id, l.content_sha256, l.content_size_bytes, l.created_at AS updated_at,
         l.path IS NULL OR l.operation = 'deleted' AS is_gone
  FROM unnest($4::text[]) AS wanted(id) CROSS JOIN LATERAL (${lastVersionAt(moment, "wanted.id")}) l`;

const nowQuery = `
  SELECT path, id AS memory_id, memory_version_id, content_sha256, content_size_bytes, updated_at
  FROM memory WHERE memory_store_id = $1 AND id = ANY($2::text[])`;

/**
 * The paths whose text is not what it was at a moment, in order, from then to now. Only files with versions since can differ: when
 * these are few they are looked at alone, else both states are walked side by side.
 */
export async function* pastDifferences(tx: Tx, past: PastOfStore, scope: Scope): AsyncGenerator<DifferingPath> {
  const recent = await readRecentDifferences(tx, past, scope);
  if (recent !== null) yield* recent;
  else {
    const now = { kind: "now", memoryStoreId: past.memoryStoreId } as const;
    yield* differingPaths(tx, { from: { kind: "past", ...past }, to: now }, scope);
  }
}

/** The same, by way of the files that were written since; null when that is too much for one look. */
export async function readRecentDifferences(tx: Tx, past: PastOfStore, scope: Scope): Promise<DifferingPath[] | null> {
  const { memoryStoreId, at, pin } = past;
  const written = await tx.query<{ memory_id: string }>(recentQuery, [memoryStoreId, momentValue(at)]);
  if (written.rows.length > versionsLimit) return null;
  const ids = [...new Set(written.rows.map((row) => row.memory_id))];
  const before = await tx.query<Past>(pastQuery, [memoryStoreId, momentValue(at), pin, ids]);
  const now = await tx.query<StateRow>(nowQuery, [memoryStoreId, ids]);
  const from = byPath(before.rows.filter((row) => !row.is_gone).map(({ is_gone: _, ...row }) => row));
  const to = byPath(now.rows);
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => path.startsWith(scope.pathPrefix) && compareBytes(path, scope.afterPath) > 0)
    .filter((path) => from.get(path)?.content_sha256 !== to.get(path)?.content_sha256)
    .sort(compareBytes)
    .map((path) => ({ path, from: from.get(path) ?? null, to: to.get(path) ?? null }));
}

/** Where clocks disagreed so that two files seem to stand at one path, the later one counts. */
function byPath(rows: readonly StateRow[]): Map<string, StateRow> {
  const inTime = [...rows].sort((a, b) => a.updated_at.getTime() - b.updated_at.getTime());
  return new Map(inTime.map((row) => [row.path, row]));
}
