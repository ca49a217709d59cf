import { type Ctx, inTransaction } from "@/lib/access/context";
import { requireStoreWrite } from "@/lib/access/store-reach";
import type { MemoryBatch, MemoryBatchResult, MemoryOperationInput } from "@/lib/contract/memory-batch";
import { publishAfterwards } from "@/lib/db/publish-afterwards";
import { isAppError } from "@/lib/errors/app-error";
import { MemoryBatchFailedError } from "@/lib/errors/memory-batch-failed-error";
import { createMemory } from "./create-memory";
import { deleteMemory } from "./delete-memory";
import { requireStore } from "./require-store";
import { updateMemory } from "./update-memory";

type Failure = ConstructorParameters<typeof MemoryBatchFailedError>[0];

/**
 * Carries operations out in their order, all or none; each sees what those before it did. Throws NotFoundError,
 * PermissionError, and MemoryBatchFailedError that says of every operation that failed why it did.
 */
export async function writeBatch(
  ctx: Ctx,
  input: { memoryStoreId: string; operations: readonly MemoryOperationInput[] },
): Promise<MemoryBatch> {
  requireStoreWrite(ctx.actor, input.memoryStoreId);
  return publishAfterwards(() =>
    inTransaction(ctx, async (tx) => {
      await tx.query("SELECT lock_memory_store($1)", [input.memoryStoreId]);
      await requireStore(tx, ctx, input.memoryStoreId);
      const within = { ...ctx, tx };
      const data: MemoryBatchResult[] = [];
      const failures: Failure[] = [];
      for (const [index, operation] of input.operations.entries()) {
        try {
          data.push(await write(within, input.memoryStoreId, operation));
        } catch (error) {
          if (!isAppError(error)) throw error;
          failures.push({ index, op: operation.op, error });
        }
      }
      const [first, ...further] = failures;
      if (first !== undefined) throw new MemoryBatchFailedError(first, further);
      return { type: "memory_batch", data };
    }),
  );
}

async function write(ctx: Ctx, memoryStoreId: string, operation: MemoryOperationInput): Promise<MemoryBatchResult> {
  const place = { memoryStoreId, view: "basic", isStoreLocked: true } as const;
  switch (operation.op) {
    case "create": {
      const { op, path, content } = operation;
      return { op, status: "ok", memory: await createMemory(ctx, { ...place, path, content }) };
    }
    case "update": {
      const memory = await updateMemory(ctx, {
        ...place,
        memoryId: operation.memory_id,
        path: operation.path ?? null,
        content: operation.content ?? null,
        expectedSha256: operation.precondition?.content_sha256 ?? null,
      });
      return { op: operation.op, status: "ok", memory };
    }
    case "delete": {
      const expectedSha256 = operation.expected_content_sha256 ?? null;
      const memory = await deleteMemory(ctx, { ...place, memoryId: operation.memory_id, expectedSha256 });
      return { op: operation.op, status: "ok", memory };
    }
  }
}
