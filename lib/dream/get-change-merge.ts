import { presentActor } from "@/lib/access/actor";
import { type Ctx, readerOf } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { DreamMerge } from "@/lib/contract/dream-review";
import type { Queryable } from "@/lib/db/transaction";
import { NotFoundError } from "@/lib/errors/not-found-error";
import type { ChangeRow } from "./change-row";
import { type DecidedOutcome, decidedOutcome } from "./decided-outcome";
import { mergeWithLive } from "./merge-with-live";
import { readBaseText } from "./read-change";
import { requireDreamRead } from "./require-dream";

interface LiveRow {
  memory_id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  created_by_kind: string | null;
  created_by_id: string | null;
  created_at: Date;
}

/**
 * The three texts of one file of a dream: as the dream read it, as proposed by what is approved or still open, and as it is in the
 * store now, with a merge of both. Throws NotFoundError, and PermissionError without `memory:read`.
 */
export async function getChangeMerge(ctx: Ctx, dreamId: string, changeId: string): Promise<DreamMerge> {
  const dream = await requireDreamRead(ctx, dreamId);
  requirePermission(ctx.actor, "memory:read");
  const db = readerOf(ctx);
  const { rows } = await db.query<ChangeRow>("SELECT * FROM dream_change WHERE dream_id = $1 AND id = $2", [
    dreamId,
    changeId,
  ]);
  const change = rows[0];
  if (change === undefined) throw new NotFoundError("dream change", changeId);
  const isRedacted = change.conflict?.reason === "redacted";
  const base = isRedacted ? null : await readBaseText(db, dream.memory_store_id, change);
  const outcome = base === null ? null : decidedOutcome(withOpenHunks(change), base);
  const live = await readLive(db, dream.memory_store_id, change);
  return {
    type: "dream_merge",
    change_id: change.id,
    base,
    proposed: outcome?.kind === "write" ? outcome.content : null,
    live: live === null ? null : presentLive(live),
    merge: mergeOf(change, base, outcome, live),
  };
}

/** What is not decided yet is shown as if it were approved: that is what a reviewer weighs. */
function withOpenHunks(change: ChangeRow): ChangeRow {
  const hunks = change.hunks.map((hunk) =>
    hunk.decision === "pending" ? { ...hunk, decision: "approved" as const } : hunk,
  );
  return { ...change, hunks, decision: change.decision === "rejected" ? "rejected" : "approved" };
}

async function readLive(db: Queryable, memoryStoreId: string, change: ChangeRow): Promise<LiveRow | null> {
  const { rows } = await db.query<LiveRow>(
    `SELECT m.id AS memory_id, v.id AS memory_version_id, m.path, v.content, m.content_sha256, v.author_kind AS created_by_kind,
       v.author_id AS created_by_id, v.created_at
     FROM memory m JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND v.content IS NOT NULL AND (m.id = $2 OR m.path = $3)
     ORDER BY (m.id = $2) DESC NULLS LAST LIMIT 1`,
    [memoryStoreId, change.base_memory_id, change.previous_path ?? change.path],
  );
  return rows[0] ?? null;
}

function presentLive({ created_by_kind, created_by_id, created_at, ...live }: LiveRow): DreamMerge["live"] {
  return {
    ...live,
    created_by: presentActor(created_by_kind, created_by_id),
    created_at: created_at.toISOString(),
  };
}

function mergeOf(
  change: ChangeRow,
  base: string | null,
  outcome: DecidedOutcome | null,
  live: LiveRow | null,
): DreamMerge["merge"] {
  if (base === null || live === null || outcome?.kind !== "write") return null;
  const reason = change.base_memory_id === null ? "path_taken" : "changed";
  return mergeWithLive({ change, reason, base, live: live.content, wanted: outcome.content });
}
