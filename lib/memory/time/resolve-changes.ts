import type { Tx } from "@/lib/db/transaction";
import type { DifferingPath } from "./differing-paths";
import { momentValue } from "./pinned-moment";
import { lastVersionAt, statesAt } from "./states-at";
import type { StateRow } from "./walk-states";

/** What became of one file of a store between a moment (`before`) and now. */
export type PastChange =
  | { kind: "created"; path: string; now: StateRow }
  | { kind: "modified"; path: string; before: StateRow; now: StateRow }
  | { kind: "deleted"; path: string; before: StateRow }
  | { kind: "renamed"; path: string; before: StateRow; now: StateRow }
  /** What the file held then was redacted since, so nobody can say what became of it. */
  | { kind: "unknown"; path: string; now: StateRow };

export interface PastMoment {
  memoryStoreId: string;
  at: Date;
  pin: string | null;
  pathPrefix: string;
}

type Past = StateRow & { is_redacted: boolean; is_deleted: boolean; is_taken_now: boolean };
interface Present {
  memory_id: string;
  path: string;
  is_taken_then: boolean;
}

const moment = { memoryStoreId: "$1", at: "$3", pin: "$4" };

const pastQuery = `
  SELECT l.path, l.memory_id, l.id AS memory_version_id, l.content_sha256, l.content_size_bytes, l.created_at AS updated_at,
         l.redacted_at IS NOT NULL AS is_redacted, l.operation = 'deleted' AS is_deleted,
         EXISTS (SELECT 1 FROM memory m WHERE m.memory_store_id = $1 AND m.path = l.path) AS is_taken_now
  FROM unnest($2::text[]) AS wanted(id) CROSS JOIN LATERAL (${lastVersionAt(moment, "wanted.id")}) l`;

const presentQuery = `
  SELECT m.id AS memory_id, m.path,
         EXISTS (SELECT 1 FROM (${statesAt(moment, { from: "c.path = m.path", until: "c.path = m.path" })} LIMIT 1) s) AS is_taken_then
  FROM memory m WHERE m.memory_store_id = $1 AND m.id = ANY($2::text[])`;

/**
 * Tells renamed files from those that came and went, and files whose past was redacted from new ones. A file counts as
 * renamed when neither of its two paths was another file's on the other side; it stands at the path that it has now.
 */
export async function resolveChanges(tx: Tx, past: PastMoment, paths: readonly DifferingPath[]): Promise<PastChange[]> {
  const came = paths.filter((path) => path.from === null).map((path) => path.to?.memory_id ?? "");
  const went = paths.filter((path) => path.to === null).map((path) => path.from?.memory_id ?? "");
  const values = (ids: string[]) => [past.memoryStoreId, ids, momentValue(past.at), past.pin];
  const pastRows = came.length === 0 ? [] : (await tx.query<Past>(pastQuery, values(came))).rows;
  const presentRows = went.length === 0 ? [] : (await tx.query<Present>(presentQuery, values(went))).rows;
  const pastOf = new Map(pastRows.map((row) => [row.memory_id, row]));
  const presentOf = new Map(presentRows.map((row) => [row.memory_id, row]));
  return paths.flatMap(({ path, from, to }): PastChange[] => {
    if (from !== null && to !== null) return [{ kind: "modified", path, before: from, now: to }];
    if (to !== null) return [judgeNewcomer(past, path, to, pastOf.get(to.memory_id))];
    if (from === null) return [];
    const present = presentOf.get(from.memory_id);
    const isInScope = present?.path.startsWith(past.pathPrefix) ?? false;
    const isShownElsewhere = isInScope && (present?.path === path || present?.is_taken_then === false);
    return isShownElsewhere ? [] : [{ kind: "deleted", path, before: from }];
  });
}

function judgeNewcomer(past: PastMoment, path: string, now: StateRow, before: Past | undefined): PastChange {
  if (before === undefined || before.is_deleted) return { kind: "created", path, now };
  if (before.is_redacted) return { kind: "unknown", path, now };
  const isRename = before.path.startsWith(past.pathPrefix) && !before.is_taken_now;
  return isRename ? { kind: "renamed", path, before, now } : { kind: "created", path, now };
}
