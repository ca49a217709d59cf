import { z } from "zod";
import { pageCursor, pageLimit, timeFilter } from "./common";
import { memoryPathPrefix } from "./memory-path";
import { memoryRedacted } from "./memory-snapshot";

export const memoryState = z
  .object({
    memory_id: z.string(),
    memory_version_id: z.string(),
    path: z.string(),
    content_sha256: z.string(),
    content_size_bytes: z.number().int().min(0),
  })
  .meta({ id: "MemoryState" });
export type MemoryState = z.infer<typeof memoryState>;

/** `path` is where the file stands in `to`, or stood in `from` when it is gone; a renamed file may have another text too. */
export const memoryDifference = z
  .object({
    type: z.literal("memory_difference"),
    path: z.string(),
    operation: z.enum(["created", "modified", "deleted", "renamed"]),
    previous_path: z.string().nullable(),
    from: memoryState.nullable(),
    to: memoryState.nullable(),
  })
  .meta({ id: "MemoryDifference" });
export type MemoryDifference = z.infer<typeof memoryDifference>;

export const memoryComparisonItem = z.union([memoryDifference, memoryRedacted]);
export type MemoryComparisonItem = z.infer<typeof memoryComparisonItem>;

export const compareMemoryStoresQuery = z
  .object({
    with: z.string().optional(),
    at: timeFilter,
    path_prefix: memoryPathPrefix.optional(),
    limit: pageLimit(1000, 100),
    page: pageCursor,
  })
  .refine((query) => (query.with === undefined) !== (query.at === undefined), {
    message: "give either with or at",
    path: ["with"],
  });
