import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryDifference } from "@/lib/contract/memory-difference";
import { type MemoryRestore, restoreItemsLimit } from "@/lib/contract/memory-restore";
import { publish } from "@/lib/db/live-hub";
import type { Tx } from "@/lib/db/transaction";
import { requireOpenStore } from "../require-store";
import { memoryStoreTopic } from "../store-topic";
import { difference } from "./compare-memory-stores";
import { inBatches } from "./differing-paths";
import { listRedactedStates } from "./list-redacted-states";
import { pastDifferences } from "./past-differences";
import { requireDisjointPaths, requireFreePaths } from "./require-free-paths";
import { type PastMoment, resolveChanges } from "./resolve-changes";
import { type Revertible, restoreChanges } from "./restore-changes";

export interface RestoreMemoryStoreInput {
  memoryStoreId: string;
  at: Date;
  /** Starts and ends with /; / is the whole store. */
  pathPrefix: string;
  /** Only says what would happen. */
  isDryRun: boolean;
}

interface Outcome {
  counts: MemoryRestore["counts"];
  restored: MemoryDifference[];
  /** Files left alone; the path is null where none is live. */
  skipped: Map<string, string | null>;
  writtenPaths: string[];
}

const batchSize = 500;

/**
 * Brings a folder or a whole store back to a moment of writing: each path holds again what it held then, by new versions with one
 * reason, all or nothing. What stands at a path keeps its id, a file that only moved is moved back, a deleted one is live
 * again under its own id; nothing outside the folder changes. Files whose past was redacted are left as they are.
 * Throws NotFoundError, PermissionError, MemoryPathConflictError, and InvalidRequestError for an archived store.
 */
export async function restoreMemoryStore(outer: Ctx, input: RestoreMemoryStoreInput): Promise<MemoryRestore> {
  const { memoryStoreId, isDryRun } = input;
  requireStoreWrite(outer.actor, memoryStoreId);
  const reason = outer.reason ?? `Restored to ${input.at.toISOString()}`;
  const outcome = await inTransaction(outer, async (tx) => {
    const ctx: Ctx = { ...outer, tx, via: "restore", reason };
    if (!isDryRun) await tx.query("SELECT lock_memory_store($1)", [memoryStoreId]);
    await requireOpenStore(tx, ctx, memoryStoreId);
    const done = await restoreBatches(tx, ctx, input);
    const kept = [...done.skipped].flatMap(([memoryId, path]) => (path === null ? [] : [{ memoryId, path }]));
    await requireFreePaths(tx, input, done.writtenPaths, kept);
    if (isDryRun) return done;
    if (done.writtenPaths.length > 0) await requireDisjointPaths(tx, input);
    await recordAuditEvent(tx, ctx, {
      action: "memory_store.restore",
      target: { type: "memory_store", id: memoryStoreId },
      memoryStoreId,
      details: { at: input.at.toISOString(), is_folder: input.pathPrefix !== "/", ...done.counts },
    });
    return done;
  });
  if (!isDryRun) publish(memoryStoreTopic(memoryStoreId));
  return present(input, outcome);
}

/** Under the store's lock all is settled, so the past needs no pin; new versions are later than it and leave it as it was. */
async function restoreBatches(tx: Tx, ctx: Ctx, input: RestoreMemoryStoreInput): Promise<Outcome> {
  const { memoryStoreId, at, pathPrefix } = input;
  const past: PastMoment = { memoryStoreId, at, pin: null, pathPrefix };
  const outcome: Outcome = {
    counts: { created: 0, modified: 0, deleted: 0, renamed: 0, skipped: 0 },
    restored: [],
    skipped: new Map(),
    writtenPaths: [],
  };
  for await (const batch of inBatches(pastDifferences(tx, past, { pathPrefix, afterPath: "" }), batchSize)) {
    const changes: Revertible[] = [];
    for (const change of await resolveChanges(tx, past, batch)) {
      if (change.kind === "unknown") outcome.skipped.set(change.now.memory_id, change.path);
      else changes.push(change);
    }
    const lost = input.isDryRun ? new Set() : await restoreChanges(tx, ctx, memoryStoreId, changes);
    for (const change of changes) {
      if (lost.has(change)) skip(outcome, change);
      else note(outcome, change);
    }
  }
  if (pathPrefix === "/") await skipRedacted(tx, input, outcome);
  return outcome;
}

function skip(outcome: Outcome, change: Revertible): void {
  if (change.kind === "deleted") outcome.skipped.set(change.before.memory_id, null);
  else outcome.skipped.set(change.now.memory_id, change.now.path);
}

function note(outcome: Outcome, change: Revertible): void {
  const item = undo(change);
  outcome.counts[item.operation] += 1;
  if (outcome.restored.length < restoreItemsLimit) outcome.restored.push(item);
  if (item.operation === "created" || item.operation === "renamed") outcome.writtenPaths.push(item.path);
}

/** The change backwards: from now to then. */
function undo(change: Revertible): MemoryDifference {
  switch (change.kind) {
    case "created":
      return difference("deleted", change.path, change.now, null);
    case "deleted":
      return difference("created", change.path, null, change.before);
    case "modified":
      return difference("modified", change.path, change.now, change.before);
    case "renamed":
      return difference("renamed", change.before.path, change.now, change.before);
  }
}

async function skipRedacted(tx: Tx, { memoryStoreId, at }: RestoreMemoryStoreInput, outcome: Outcome): Promise<void> {
  let afterMemoryId = "";
  for (;;) {
    const { items, isMore } = await listRedactedStates(tx, {
      memoryStoreId,
      at,
      pin: null,
      afterMemoryId,
      limit: 1000,
    });
    for (const item of items) {
      if (!outcome.skipped.has(item.memory_id)) outcome.skipped.set(item.memory_id, null);
    }
    if (!isMore) return;
    afterMemoryId = items.at(-1)?.memory_id ?? "";
  }
}

function present(input: RestoreMemoryStoreInput, { counts, restored, skipped }: Outcome): MemoryRestore {
  const total = counts.created + counts.modified + counts.deleted + counts.renamed;
  return {
    type: "memory_restore",
    memory_store_id: input.memoryStoreId,
    at: input.at.toISOString(),
    path_prefix: input.pathPrefix,
    dry_run: input.isDryRun,
    counts: { ...counts, skipped: skipped.size },
    restored,
    skipped: [...skipped]
      .slice(0, restoreItemsLimit)
      .map(([memory_id, path]) => ({ memory_id, path, reason: "redacted" as const })),
    truncated: total > restored.length || skipped.size > restoreItemsLimit,
  };
}
