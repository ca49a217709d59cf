import type { Ctx } from "@/lib/access/context";
import type { DreamConflict } from "@/lib/contract/dream-change";
import type { Tx } from "@/lib/db/transaction";
import { lockMemory } from "@/lib/memory/lock-memory";
import type { MemoryRow } from "@/lib/memory/memory-row";
import { type ChangeRow, isAppliedTo } from "./change-row";
import type { DecidedOutcome } from "./decided-outcome";
import { mergeWithLive } from "./merge-with-live";
import { noteApplied, noteConflict } from "./note-applied";
import { writeFile } from "./write-file";

export type ApplyResult =
  | { kind: "applied"; memoryVersionId: string }
  /** The file already is as approved. */
  | { kind: "no_effect" }
  | { kind: "conflict"; conflict: DreamConflict };

export interface ChangeToApply {
  /** Locked by the caller. */
  change: ChangeRow;
  memoryStoreId: string;
  /** The text that the dream read; null when it can no longer be read. */
  base: string | null;
  outcome: Exclude<DecidedOutcome, { kind: "none" }>;
  /** Names the decision that is applied. */
  digest: string;
  at: Date;
}

/**
 * Applies one change to one file of the target, guarded by the hash of the text that it was made from, and notes it in the
 * change's row, all in the context's transaction. A file that moved is left alone and answered as a conflict with a
 * merge of both sides.
 */
export async function applyChange(ctx: Ctx & { tx: Tx }, input: ChangeToApply): Promise<ApplyResult> {
  const { change, memoryStoreId, outcome } = input;
  const live = await findLive(ctx.tx, input);
  if (isDone(input, live)) {
    await noteApplied(ctx.tx, input, { file: fileOf(live), versionBefore: live?.memory_version_id ?? null });
    return { kind: "no_effect" };
  }
  const expected = expectedSha256(input);
  if (live === null && expected !== null) return refuse(ctx.tx, input, "missing", null);
  if (live !== null && expected === null) return refuse(ctx.tx, input, "path_taken", live);
  const result = await writeFile(ctx, {
    memoryStoreId,
    memoryId: live?.id ?? null,
    wanted: outcome.kind === "delete" ? null : { path: pathAfter(change, live), content: outcome.content },
    expectedSha256: expected,
    provenance: { dreamId: change.dream_id, changeId: change.id },
  });
  if (result.kind === "refused") return refuse(ctx.tx, input, result.why, live);
  await noteApplied(ctx.tx, input, { file: result.file, versionBefore: live?.memory_version_id ?? null });
  return { kind: "applied", memoryVersionId: result.file.memoryVersionId };
}

/** The live file that the change is about, locked: by its id where the target has it, else by its path. */
async function findLive(tx: Tx, { change, memoryStoreId }: ChangeToApply): Promise<MemoryRow | null> {
  const id = isAppliedTo(change, memoryStoreId) ? change.applied_memory_id : change.base_memory_id;
  const { rows } = await tx.query<{ id: string }>(
    "SELECT id FROM memory WHERE memory_store_id = $1 AND (id = $2 OR path = $3) ORDER BY (id = $2) DESC NULLS LAST LIMIT 1",
    [memoryStoreId, id, change.previous_path ?? change.path],
  );
  return rows[0] === undefined ? null : lockMemory(tx, memoryStoreId, rows[0].id);
}

/** The hash that must stand in the file for the change to fit; null when there must be no file. */
function expectedSha256({ change, memoryStoreId }: ChangeToApply): string | null {
  if (isAppliedTo(change, memoryStoreId)) return change.applied_content_sha256;
  return change.decided_base_content_sha256 ?? change.base_content_sha256;
}

/** Only a rename moves the file; every other change follows it to where it stands now. */
function pathAfter(change: ChangeRow, live: MemoryRow | null): string {
  return live === null || change.operation === "renamed" ? change.path : live.path;
}

function isDone({ change, outcome }: ChangeToApply, live: MemoryRow | null): boolean {
  if (outcome.kind === "delete") return live === null;
  return live !== null && live.content === outcome.content && live.path === pathAfter(change, live);
}

function fileOf(live: MemoryRow | null) {
  if (live === null) return null;
  return { memoryId: live.id, memoryVersionId: live.memory_version_id, contentSha256: live.content_sha256 };
}

async function refuse(
  tx: Tx,
  { change, base, outcome }: ChangeToApply,
  reason: DreamConflict["reason"],
  live: MemoryRow | null,
): Promise<ApplyResult> {
  const conflict: DreamConflict = {
    change_id: change.id,
    reason,
    path: live?.path ?? change.path,
    current_content_sha256: live?.content_sha256 ?? null,
    merge:
      live === null || outcome.kind === "delete"
        ? null
        : mergeWithLive({ change, reason, base, live: live.content, wanted: outcome.content }),
  };
  await noteConflict(tx, conflict);
  return { kind: "conflict", conflict };
}
