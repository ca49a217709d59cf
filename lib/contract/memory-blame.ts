import { z } from "zod";
import { actor, nullableTimestamp, timestamp } from "./common";
import { via } from "./memory-version";

const position = z.number().int().min(1);

export const memoryBlameRange = z.object({
  start_line: position,
  line_count: position,
  /** The first version, of those that can be read, that holds the lines. */
  memory_version_id: z.string(),
  created_by: actor.nullable(),
  created_at: timestamp,
  via,
  reason: z.string().nullable(),
  dream_id: z.string().nullable(),
  /** True when versions right before this one were redacted: any of them may have brought the lines in. */
  redacted: z.boolean(),
  redacted_versions: z.array(
    z.object({
      memory_version_id: z.string(),
      created_by: actor.nullable(),
      created_at: timestamp,
      redacted_at: nullableTimestamp,
    }),
  ),
});
export type MemoryBlameRange = z.infer<typeof memoryBlameRange>;

/** `redacted_at` stands when the version itself was erased, and then there are no lines. */
export const memoryBlame = z
  .object({
    type: z.literal("memory_blame"),
    memory_id: z.string(),
    memory_version_id: z.string(),
    ranges: z.array(memoryBlameRange),
    bounded: z.boolean(),
    redacted_at: nullableTimestamp,
  })
  .meta({ id: "MemoryBlame" });
export type MemoryBlame = z.infer<typeof memoryBlame>;

export const memoryBlameQuery = z.object({ version_id: z.string().optional() });
