import { z } from "zod";
import { memoryStore } from "./memory-store";
import { memoryVersion } from "./memory-version";

/** Where a reader of a store's changes stands: a transaction, and the last thing in it that was read. */
export const changePosition = z
  .string()
  .regex(/^\d{1,20}(\.\d{1,18}|\.memver_[0-9A-Za-z]{1,64})?$/, "is not a position of this stream");

const change = { id: z.string(), memory_store_id: z.string() };

/** One change of a store. `id` is the position after it. A version comes as it is when it is sent, without content. */
export const memoryChange = z
  .discriminatedUnion("type", [
    z.object({ ...change, type: z.literal("memory_version.created"), memory_version: memoryVersion }),
    z.object({ ...change, type: z.literal("memory_version.redacted"), memory_version: memoryVersion }),
    z.object({ ...change, type: z.literal("memory_store.updated"), memory_store: memoryStore }),
    z.object({ ...change, type: z.literal("memory_store.deleted") }),
  ])
  .meta({ id: "MemoryChange" });
export type MemoryChange = z.infer<typeof memoryChange>;

export const followChangesQuery = z.object({ after: changePosition.optional() });
