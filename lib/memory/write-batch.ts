import type { Ctx } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import type { MemoryBatch, MemoryBatchResult, MemoryOperationInput } from "@/lib/contract/memory-batch";
import { publish } from "@/lib/db/live-hub";
import { publishAfterwards } from "@/lib/db/publish-afterwards";
import { isAppError } from "@/lib/errors/app-error";
import { MemoryBatchFailedError } from "@/lib/errors/memory-batch-failed-error";
import { type NumberedOperation, splitIntoRuns } from "./batch-runs";
import { deleteMemory } from "./delete-memory";
import { presentMemory } from "./memory-row";
import { requireStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";
import { inStoreTransaction } from "./store-turn";
import { memoryWrite, writeMemories } from "./write-memories";
import { requireWritten } from "./write-memory";

type Failure = ConstructorParameters<typeof MemoryBatchFailedError>[0];
type PutOperation = Exclude<MemoryOperationInput, { op: "delete" }>;

/**
 * Carries operations out in their order, all or none; each sees what those before it did. Throws NotFoundError,
 * PermissionError, and MemoryBatchFailedError that says of every operation that failed why it did.
 */
export async function writeBatch(
  ctx: Ctx,
  input: { memoryStoreId: string; operations: readonly MemoryOperationInput[] },
): Promise<MemoryBatch> {
  const { memoryStoreId, operations } = input;
  requireStoreWrite(ctx.actor, memoryStoreId);
  return publishAfterwards(() =>
    inStoreTransaction(ctx, memoryStoreId, async (tx) => {
      await tx.query("SELECT lock_memory_store($1)", [memoryStoreId]);
      await requireStore(tx, ctx, memoryStoreId);
      publish(memoryStoreTopic(memoryStoreId));
      const data: MemoryBatchResult[] = [];
      const failures: Failure[] = [];
      for (const run of splitIntoRuns(operations)) {
        for (const [place, settle] of (await writeRun({ ...ctx, tx }, memoryStoreId, run)).entries()) {
          try {
            data.push(settle());
          } catch (error) {
            if (!isAppError(error)) throw error;
            const { index = 0, operation } = run[place] ?? {};
            failures.push({ index, op: operation?.op ?? "", error });
          }
        }
      }
      const [first, ...further] = failures;
      if (first !== undefined) throw new MemoryBatchFailedError(first, further);
      return { type: "memory_batch", data };
    }),
  );
}

/** Carries a run out; what became of each operation, as a function that gives its result or throws. */
async function writeRun(
  ctx: Ctx & { tx: NonNullable<Ctx["tx"]> },
  memoryStoreId: string,
  run: readonly NumberedOperation[],
): Promise<(() => MemoryBatchResult)[]> {
  const puts: PutOperation[] = [];
  for (const { operation } of run) {
    // A deletion stands alone in its run.
    if (operation.op === "delete") return [await remove(ctx, memoryStoreId, operation)];
    puts.push(operation);
  }
  const store = { workspaceId: ctx.actor.workspaceId, memoryStoreId, isLocked: true };
  const outcomes = await writeMemories(
    ctx.tx,
    store,
    puts.map((operation) =>
      memoryWrite(ctx, {
        memoryId: idOf(operation),
        path: operation.path ?? null,
        content: operation.content ?? null,
        expectedSha256: operation.op === "update" ? (operation.precondition?.content_sha256 ?? null) : null,
      }),
    ),
  );
  return outcomes.map((outcome, place) => () => {
    const operation = puts[place];
    if (operation === undefined) throw new Error("an outcome without its operation");
    const head = requireWritten(outcome, memoryStoreId, idOf(operation));
    const memory = presentMemory({ ...head, memory_store_id: memoryStoreId, content: "" }, "basic");
    return { op: operation.op, status: "ok", memory };
  });
}

const idOf = (operation: PutOperation) => (operation.op === "update" ? operation.memory_id : null);

async function remove(
  ctx: Ctx,
  memoryStoreId: string,
  operation: Extract<MemoryOperationInput, { op: "delete" }>,
): Promise<() => MemoryBatchResult> {
  try {
    const memory = await deleteMemory(ctx, {
      memoryStoreId,
      memoryId: operation.memory_id,
      expectedSha256: operation.expected_content_sha256 ?? null,
      isStoreLocked: true,
    });
    return () => ({ op: "delete", status: "ok", memory });
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
