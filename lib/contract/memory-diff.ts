import { z } from "zod";

const position = z.number().int().min(0);

/** Positions follow unified diff: lines count from 1, and a start is the line before when its count is 0. */
const memoryHunk = z.object({
  old_start: position,
  old_count: position,
  new_start: position,
  new_count: position,
  lines: z.array(z.object({ op: z.enum([" ", "+", "-"]), text: z.string() })),
  no_newline_at_end: z.object({ old: z.boolean(), new: z.boolean() }).optional(),
});

const side = z.enum(["from", "to"]);

/** `hunks` is null when a side was redacted, and `redacted` says which. */
export const memoryDiff = z
  .object({
    type: z.literal("memory_diff"),
    memory_id: z.string(),
    from: z.string(),
    to: z.string(),
    hunks: z.array(memoryHunk).nullable(),
    bounded: z.boolean(),
    redacted: z.array(side),
  })
  .meta({ id: "MemoryDiff" });
export type MemoryDiff = z.infer<typeof memoryDiff>;

export const memoryDiffQuery = z.object({ from: z.string(), to: z.string() });
