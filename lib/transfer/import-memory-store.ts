import type { Ctx } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ExportHeader, ImportFormat, MemoryImport, OnConflict } from "@/lib/contract/transfer";
import { publish } from "@/lib/db/live-hub";
import { type Tx, withTransaction } from "@/lib/db/transaction";
import { ConflictError } from "@/lib/errors/conflict-error";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { RateLimitError } from "@/lib/errors/rate-limit-error";
import { requireOpenStore } from "@/lib/memory/require-store";
import { memoryStoreTopic } from "@/lib/memory/store-topic";
import type { IncomingFile } from "./incoming-file";
import { type MergeOutcome, mergeFiles } from "./merge-files";
import { readJsonl } from "./read-jsonl";
import { readTar } from "./read-tar";
import { readZip } from "./read-zip";
import { restoreVersions } from "./restore-versions";
import { type SpooledUpload, spoolUpload } from "./spool-upload";
import { openStage, stageFiles } from "./stage-files";
import { unpackBudget } from "./unpack-budget";

export interface ImportMemoryStoreInput {
  memoryStoreId: string;
  format: ImportFormat;
  body: AsyncIterable<Uint8Array>;
  onConflict: OnConflict;
  /** Says what would happen, and writes nothing. */
  dryRun: boolean;
  /** true insists on every version as its source had it, false takes files alone, null takes what is allowed. */
  history: boolean | null;
}

/** Each holds a connection, and its upload on the disk. */
const importsAtOnce = 2;
const retryAfterSeconds = 10;

let running = 0;

/**
 * Brings an export or an archive into a store, all of it or nothing. The texts become versions of the importer, with what
 * their source said of them as `origin`; only an administrator, into a store that never held anything, gets every version
 * as it was. Throws NotFoundError, PermissionError, InvalidRequestError for what is not fit to be memories,
 * MemoryPathConflictError, ConflictError for a history into a store that is not empty, RequestTooLargeError, and
 * RateLimitError while two others are under way.
 */
export async function importMemoryStore(ctx: Ctx, input: ImportMemoryStoreInput): Promise<MemoryImport> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  if (input.history === true) requirePermission(ctx.actor, "admin");
  // Before the upload: nobody should send a gigabyte to learn that the store is not there.
  await requireOpenStore(ctx.pool as Tx, ctx, input.memoryStoreId);
  if (running >= importsAtOnce) throw new RateLimitError("Other imports are under way.", retryAfterSeconds);
  running += 1;
  try {
    const result = await spoolUpload(input.body, (upload) =>
      withTransaction(ctx.pool, (tx) => importUpload(tx, ctx, input, upload)),
    );
    if (!input.dryRun) publish(memoryStoreTopic(input.memoryStoreId));
    return result;
  } finally {
    running -= 1;
  }
}

async function importUpload(
  tx: Tx,
  ctx: Ctx,
  input: ImportMemoryStoreInput,
  upload: SpooledUpload,
): Promise<MemoryImport> {
  await openStage(tx);
  let header: ExportHeader | null = null;
  const files = readFiles(input.format, upload, (found) => {
    header = found;
  });
  await stageFiles(tx, files, () => header?.memory_store.id ?? null);
  // Last, since the store takes no other writer while it is held.
  await tx.query("SELECT lock_memory_store($1)", [input.memoryStoreId]);
  await requireOpenStore(tx, ctx, input.memoryStoreId);
  const isHistory = await decideHistory(tx, ctx, input, header);
  const { memoryStoreId, onConflict, dryRun } = input;
  const outcome = isHistory
    ? await restoreVersions(tx, { memoryStoreId, sourceStoreId: await findSourceStore(tx, ctx, header), dryRun })
    : await mergeFiles(tx, ctx, { memoryStoreId, onConflict, dryRun });
  if (!dryRun) await recordImport(tx, ctx, input, outcome, isHistory);
  return {
    type: "memory_import",
    memory_store_id: memoryStoreId,
    created: outcome.created,
    updated: outcome.updated,
    unchanged: outcome.unchanged,
    skipped: outcome.skipped,
    skipped_count: outcome.skippedCount,
    versions: outcome.versions,
    history: isHistory,
    dry_run: dryRun,
  };
}

async function* readFiles(
  format: ImportFormat,
  upload: SpooledUpload,
  noteHeader: (header: ExportHeader) => void,
): AsyncGenerator<IncomingFile, void, undefined> {
  switch (format) {
    case "zip":
      return yield* readZip(upload, unpackBudget(upload.sizeBytes));
    case "tar.gz":
      return yield* readTar(upload, unpackBudget(upload.sizeBytes));
    case "jsonl":
      for await (const item of readJsonl(upload)) {
        if (item.kind === "header") noteHeader(item.header);
        else yield item.file;
      }
  }
}

/** Whether the versions come in as their source had them. */
async function decideHistory(
  tx: Tx,
  ctx: Ctx,
  input: ImportMemoryStoreInput,
  header: ExportHeader | null,
): Promise<boolean> {
  if (input.history === false) return false;
  if (header?.history !== true) {
    if (input.history === true) throw new InvalidRequestError("history: the body holds no history.");
    return false;
  }
  if (!ctx.actor.permissions.has("admin")) return false;
  const { rows } = await tx.query("SELECT FROM memory_version WHERE memory_store_id = $1 LIMIT 1", [
    input.memoryStoreId,
  ]);
  if (rows.length === 0) return true;
  if (input.history === true)
    throw new ConflictError("A history can only be brought into a store that never held one.");
  return false;
}

/** The store that a history came from, where this workspace still has it. */
async function findSourceStore(tx: Tx, ctx: Ctx, header: ExportHeader | null): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>("SELECT id FROM memory_store WHERE id = $1 AND workspace_id = $2", [
    header?.memory_store.id,
    ctx.actor.workspaceId,
  ]);
  return rows[0]?.id ?? null;
}

/** One row for the import: a hundred thousand would say no more. */
async function recordImport(
  tx: Tx,
  ctx: Ctx,
  input: ImportMemoryStoreInput,
  outcome: MergeOutcome,
  isHistory: boolean,
): Promise<void> {
  await recordAuditEvent(tx, ctx, {
    action: "memory_store.import",
    target: { type: "memory_store", id: input.memoryStoreId },
    memoryStoreId: input.memoryStoreId,
    details: {
      format: input.format,
      on_conflict: input.onConflict,
      history: isHistory,
      created: outcome.created,
      updated: outcome.updated,
      unchanged: outcome.unchanged,
      skipped: outcome.skippedCount,
      versions: outcome.versions,
    },
  });
}
