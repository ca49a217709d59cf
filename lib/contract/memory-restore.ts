import { z } from "zod";
import { timestamp } from "./common";
import { precondition } from "./memory";
import { memoryDifference } from "./memory-difference";
import { memoryPathPrefix } from "./memory-path";

export const restoreMemoryBody = z.strictObject({
  memory_version_id: z.string(),
  precondition: precondition.nullish(),
});

export const restoreMemoryStoreBody = z.strictObject({
  at: timestamp,
  path_prefix: memoryPathPrefix.nullish(),
  dry_run: z.boolean().nullish(),
});

/** How many items an answer lists; the counts are of all. */
export const restoreItemsLimit = 1000;

/** What a restore did, or would do: each item leads from how a file is now (`from`) to how it was (`to`). */
export const memoryRestore = z
  .object({
    type: z.literal("memory_restore"),
    memory_store_id: z.string(),
    at: timestamp,
    path_prefix: z.string(),
    dry_run: z.boolean(),
    counts: z.object({
      created: z.number().int(),
      modified: z.number().int(),
      deleted: z.number().int(),
      renamed: z.number().int(),
      skipped: z.number().int(),
    }),
    restored: z.array(memoryDifference),
    /** Files left as they are, because what they held at that moment was erased since. */
    skipped: z.array(z.object({ memory_id: z.string(), path: z.string().nullable(), reason: z.literal("redacted") })),
    /** True when the lists hold only the first items. */
    truncated: z.boolean(),
  })
  .meta({ id: "MemoryRestore" });
export type MemoryRestore = z.infer<typeof memoryRestore>;
