import type { z } from "zod";
import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreRedact } from "@/lib/access/store-reach";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { MemoryRedaction, RedactionPlace, redactMemoryBody } from "@/lib/contract/memory-redaction";
import { publish } from "@/lib/db/live-hub";
import { type Tx, withSavepoint } from "@/lib/db/transaction";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { MemoryPreconditionFailedError } from "@/lib/errors/memory-precondition-failed-error";
import { eraseWithCopies } from "./erase-with-copies";
import { findElsewhere } from "./find-elsewhere";
import { lockMemory } from "./lock-memory";
import { maskHead } from "./mask-head";
import { linesOfSpans, maskSpans } from "./mask-spans";
import { type MemoryRow, presentMemory } from "./memory-row";
import { findSpans, holdsTarget, type RedactionTarget, resolveTarget, targetValue } from "./redaction-target";
import { requireStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";

export interface RedactMemoryInput extends z.infer<typeof redactMemoryBody> {
  memoryStoreId: string;
  memoryId: string;
}

const timeLimitMs = 10_000;
const placesLimit = 1_000;
const linesLimit = 100;

interface HoldingVersion {
  id: string;
  sequence: number;
  created_at: Date;
}

/**
 * Takes a text out of a live memory in one step: the head gets `[redacted]` in its place, the version that held it and, with
 * the scope `memory`, every earlier one that holds it is redacted with all copies. A dry run changes nothing and says
 * what would be. Throws NotFoundError, PermissionError, MemoryPreconditionFailedError, and InvalidRequestError when the
 * text does not stand there.
 */
export async function redactMemory(ctx: Ctx, input: RedactMemoryInput): Promise<MemoryRedaction> {
  requireStoreRedact(ctx.actor, input.memoryStoreId);
  const isDryRun = input.dry_run === true;
  const redaction = await inTransaction(ctx, async (tx) => {
    await requireStore(tx, ctx, input.memoryStoreId);
    // A dry run waits for nobody, and nobody for it.
    const head = await (isDryRun ? readHead : lockMemory)(tx, input.memoryStoreId, input.memoryId);
    requireSeen(head, input.precondition?.content_sha256);
    const target = resolveTarget(input, head.content);
    const { holding, spans, elsewhere } = await inLimitedTime(tx, async () => {
      const found = await findHolding(tx, head, target);
      const ids = found.map((version) => version.id);
      const place = { memoryStoreId: head.memory_store_id, memoryId: head.id, path: head.path };
      return {
        holding: found,
        spans: await findSpans(tx, target, head.content),
        elsewhere: await untilTooLate(tx, () => findElsewhere(tx, ctx, place, target, ids)),
      };
    });
    const chosen = holding.filter((version) => input.scope === "memory" || version.id === head.memory_version_id);
    const places = await inLimitedTime(tx, () => describePlaces(tx, head, target, holding));
    const redacted = new Set(isDryRun ? [] : chosen.map((version) => version.id));
    const masked = isDryRun ? null : await carryOut(tx, ctx, input, head, maskSpans(head.content, spans), chosen);
    return {
      type: "memory_redaction" as const,
      memory_id: head.id,
      memory_store_id: head.memory_store_id,
      scope: input.scope,
      dry_run: isDryRun,
      memory: masked === null ? null : presentMemory(masked, "basic"),
      places,
      redacted_version_ids: [...redacted],
      kept_version_ids: isDryRun ? [] : holding.flatMap(({ id }) => (redacted.has(id) ? [] : [id])),
      elsewhere,
    };
  });
  if (!isDryRun) publish(memoryStoreTopic(input.memoryStoreId));
  return redaction;
}

async function carryOut(
  tx: Tx,
  ctx: Ctx,
  input: RedactMemoryInput,
  head: MemoryRow,
  content: string,
  chosen: readonly HoldingVersion[],
): Promise<MemoryRow | null> {
  if (chosen.length === 0) {
    throw new InvalidRequestError(
      "The text does not stand there, so nothing was redacted. A dry run shows where it is.",
    );
  }
  const isInHead = chosen.some((version) => version.id === head.memory_version_id);
  const masked = isInHead ? await maskHead(tx, ctx, head, content, "Text was redacted.") : null;
  for (const { id } of chosen) {
    await eraseWithCopies(tx, ctx, { memoryStoreId: head.memory_store_id, memoryVersionId: id, memoryId: head.id });
  }
  await recordAuditEvent(tx, ctx, {
    action: "memory.redact",
    target: { type: "memory", id: head.id },
    memoryStoreId: head.memory_store_id,
    details: { scope: input.scope, memory_version_ids: chosen.map((version) => version.id) },
  });
  return masked;
}

function requireSeen(head: MemoryRow, expectedSha256: string | undefined): void {
  if (expectedSha256 === undefined || expectedSha256 === head.content_sha256) return;
  throw new MemoryPreconditionFailedError({
    contentSha256: head.content_sha256,
    memoryVersionId: head.memory_version_id,
  });
}

async function readHead(tx: Tx, memoryStoreId: string, memoryId: string): Promise<MemoryRow> {
  const { rows } = await tx.query<MemoryRow>(
    `SELECT m.*, v.content FROM memory m
     JOIN memory_version v ON v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id
     WHERE m.memory_store_id = $1 AND m.id = $2`,
    [memoryStoreId, memoryId],
  );
  return rows[0] ?? lockMemory(tx, memoryStoreId, memoryId);
}

/** Every version of the memory that holds the target, newest first. */
async function findHolding(tx: Tx, head: MemoryRow, target: RedactionTarget): Promise<HoldingVersion[]> {
  const { rows } = await tx.query<HoldingVersion>(
    `SELECT id, sequence, created_at FROM memory_version
     WHERE memory_store_id = $1 AND memory_id = $2 AND content IS NOT NULL AND ${holdsTarget(target, "content", 3)}
     ORDER BY sequence DESC`,
    [head.memory_store_id, head.id, targetValue(target)],
  );
  return rows;
}

async function describePlaces(
  tx: Tx,
  head: MemoryRow,
  target: RedactionTarget,
  holding: readonly HoldingVersion[],
): Promise<RedactionPlace[]> {
  const places: RedactionPlace[] = [];
  // One at a time: all the versions of a memory may be more than fits into ours.
  for (const { id, sequence, created_at } of holding.slice(0, placesLimit)) {
    const { rows } = await tx.query<{ content: string }>(
      "SELECT content FROM memory_version WHERE memory_store_id = $1 AND id = $2",
      [head.memory_store_id, id],
    );
    const content = rows[0]?.content ?? "";
    const spans = await findSpans(tx, target, content);
    places.push({
      memory_version_id: id,
      sequence,
      created_at: created_at.toISOString(),
      is_head: id === head.memory_version_id,
      match_count: spans.length,
      lines: linesOfSpans(content, spans).slice(0, linesLimit),
    });
  }
  return places;
}

/** Runs statements under a time limit each. Throws InvalidRequestError for patterns that are broken or too costly. */
async function inLimitedTime<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.query(`SET LOCAL statement_timeout = ${timeLimitMs}`);
  try {
    const result = await work();
    await tx.query("SET LOCAL statement_timeout TO DEFAULT");
    return result;
  } catch (error) {
    const code = codeOf(error);
    if (code === "2201B") throw new InvalidRequestError("regex: PostgreSQL refuses this pattern.");
    if (isTooCostly(code)) throw new InvalidRequestError("Looking for it takes too long. Make it more specific.");
    throw error;
  }
}

/** Null when the time was over; the transaction goes on. */
function untilTooLate<T>(tx: Tx, work: () => Promise<T>): Promise<T | null> {
  return withSavepoint(tx, work).catch((error: unknown) => {
    if (isTooCostly(codeOf(error))) return null;
    throw error;
  });
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");
/** Cut off by its time limit, or beyond what a statement may build up. */
const isTooCostly = (code: string) => code === "57014" || code.startsWith("54");
