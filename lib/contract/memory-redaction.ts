import { z } from "zod";
import { timestamp } from "./common";
import { memory, precondition } from "./memory";

const lineRange = z
  .tuple([z.number().int().min(1), z.number().int().min(1)])
  .refine(([first, last]) => first <= last, "must begin with the first line");

export const redactMemoryBody = z
  .strictObject({
    text: z.string().min(1).max(102_400).optional(),
    regex: z.string().min(1).max(1_000).optional(),
    /** Lines of the current content, counted from 1, both ends included. */
    lines: z.array(lineRange).min(1).max(1_000).optional(),
    scope: z.enum(["head", "memory"]),
    dry_run: z.boolean().optional(),
    precondition: precondition.nullish(),
  })
  .refine(
    ({ text, regex, lines }) => [text, regex, lines].filter((given) => given !== undefined).length === 1,
    "needs exactly one of text, regex and lines",
  );

const place = z.object({
  memory_version_id: z.string(),
  sequence: z.number().int(),
  created_at: timestamp,
  is_head: z.boolean(),
  match_count: z.number().int(),
  /** Line numbers, the first hundred. */
  lines: z.array(z.number().int()),
});
export type RedactionPlace = z.infer<typeof place>;

const elsewhere = z.object({
  /** Word-for-word copies in other stores; they are redacted together with their origin. */
  copies: z.array(z.object({ memory_store_id: z.string(), memory_id: z.string(), memory_version_id: z.string() })),
  /** Copies in stores that the caller cannot reach; these are redacted too. */
  hidden_copy_count: z.number().int(),
  /** Other live files of the store, the first hundred; they stay as they are. */
  memories: z.array(z.object({ memory_id: z.string(), path: z.string() })),
  /** Dreams of the store whose findings or changes hold the text. */
  dreams: z.array(z.object({ dream_id: z.string(), insight_count: z.number().int(), change_count: z.number().int() })),
  path_holds_text: z.boolean(),
});
export type RedactionElsewhere = z.infer<typeof elsewhere>;

export const memoryRedaction = z
  .object({
    type: z.literal("memory_redaction"),
    memory_id: z.string(),
    memory_store_id: z.string(),
    scope: z.enum(["head", "memory"]),
    dry_run: z.boolean(),
    /** The masked head that was written; null where the head did not hold the text, and in a dry run. */
    memory: memory.nullable(),
    /** Where the text stands, or stood, in this memory; the first thousand versions, newest first. */
    places: z.array(place),
    redacted_version_ids: z.array(z.string()),
    /** Versions that still hold the text, because only the head was asked for. */
    kept_version_ids: z.array(z.string()),
    /** Null when looking took too long. */
    elsewhere: elsewhere.nullable(),
  })
  .meta({ id: "MemoryRedaction" });
export type MemoryRedaction = z.infer<typeof memoryRedaction>;
