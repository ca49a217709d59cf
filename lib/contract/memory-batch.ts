import { z } from "zod";
import { sha256Hex } from "./common";
import { createMemoryBody, deletedMemory, memory, updateMemoryBody } from "./memory";

export const memoryBatchLimit = 1_000;

const createOperation = createMemoryBody.extend({ op: z.literal("create") });
const updateOperation = updateMemoryBody.extend({ op: z.literal("update"), memory_id: z.string() });
const deleteOperation = z.strictObject({
  op: z.literal("delete"),
  memory_id: z.string(),
  expected_content_sha256: sha256Hex.nullish(),
});

export const memoryOperationInput = z.discriminatedUnion("op", [createOperation, updateOperation, deleteOperation]);
export type MemoryOperationInput = z.infer<typeof memoryOperationInput>;

export const memoryBatchBody = z.strictObject({
  operations: z.array(memoryOperationInput).min(1).max(memoryBatchLimit),
});

export const memoryBatchResult = z.discriminatedUnion("op", [
  z.object({ op: z.literal("create"), status: z.literal("ok"), memory }),
  z.object({ op: z.literal("update"), status: z.literal("ok"), memory }),
  z.object({ op: z.literal("delete"), status: z.literal("ok"), memory: deletedMemory }),
]);
export type MemoryBatchResult = z.infer<typeof memoryBatchResult>;

/** One result for each operation, in their order. */
export const memoryBatch = z
  .object({ type: z.literal("memory_batch"), data: z.array(memoryBatchResult) })
  .meta({ id: "MemoryBatch" });
export type MemoryBatch = z.infer<typeof memoryBatch>;
