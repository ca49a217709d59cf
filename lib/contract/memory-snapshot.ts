import { z } from "zod";
import { pageCursor, pageLimit, timeFilter, timestamp } from "./common";
import { memory, memoryPrefix, view } from "./memory";
import { memoryPathPrefix } from "./memory-path";

/** A file whose text and path at that moment were erased since; it has no place among the paths and comes after them. */
export const memoryRedacted = z
  .object({ type: z.literal("memory_redacted"), memory_id: z.string(), redacted_at: timestamp })
  .meta({ id: "MemoryRedacted" });
export type MemoryRedacted = z.infer<typeof memoryRedacted>;

export const memorySnapshotItem = z.union([memory, memoryPrefix, memoryRedacted]);
export type MemorySnapshotItem = z.infer<typeof memorySnapshotItem>;

export const memorySnapshotQuery = z.object({
  at: timeFilter,
  path_prefix: memoryPathPrefix.optional(),
  depth: z.enum(["0", "1"]).optional(),
  view: view.optional(),
  limit: pageLimit(1000, 100),
  page: pageCursor,
});
