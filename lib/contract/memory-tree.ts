import { z } from "zod";
import { actor, booleanFilter, pageCursor, pageLimit, timeFilter, timestamp } from "./common";
import { memoryPathPrefix } from "./memory-path";

/** `redacted`: some version of it was erased · `proposed`: an open dream changes it · `deleted`: only its history is left. */
export const memoryTreeFlag = z.enum(["redacted", "proposed", "deleted"]);
export type MemoryTreeFlag = z.infer<typeof memoryTreeFlag>;

/** One file in as few bytes as a tree needs. */
export const memoryTreeRow = z
  .object({
    path: z.string(),
    memory_id: z.string(),
    size: z.number().int(),
    updated_at: timestamp,
    last_actor: actor.nullable(),
    flags: z.array(memoryTreeFlag),
  })
  .meta({ id: "MemoryTreeRow" });
export type MemoryTreeRow = z.infer<typeof memoryTreeRow>;

export const listMemoryTreeQuery = z.object({
  path_prefix: memoryPathPrefix.optional(),
  at: timeFilter,
  include_deleted: booleanFilter.optional(),
  limit: pageLimit(5000, 1000),
  page: pageCursor,
});
