import { z } from "zod";
import { actor, nullableTimestamp, pageCursor, pageLimit, timeFilter, timestamp } from "./common";
import { view } from "./memory";
import { memoryPathPrefix } from "./memory-path";
import { channels, memoryOperations } from "./vocabulary";

export const memoryOperation = z.enum(memoryOperations);
export type MemoryOperation = z.infer<typeof memoryOperation>;

/** The channel that a write came through. */
export const via = z.enum(channels);
export type Via = z.infer<typeof via>;

/** What the source of an import said of a text: a claim, beside which the version names who imported it, and when. */
export const claimedOrigin = z.object({
  memory_store_id: z.string().optional(),
  memory_id: z.string().optional(),
  memory_version_id: z.string().optional(),
  created_at: timestamp.optional(),
  created_by: actor.nullable().optional(),
  via: via.optional(),
  reason: z.string().nullable().optional(),
});
export type ClaimedOrigin = z.infer<typeof claimedOrigin>;

export const memoryVersion = z
  .object({
    id: z.string(),
    type: z.literal("memory_version"),
    memory_id: z.string(),
    memory_store_id: z.string(),
    operation: memoryOperation,
    created_at: timestamp,
    created_by: actor.nullable(),
    path: z.string().nullable(),
    content: z.string().nullable(),
    content_sha256: z.string().nullable(),
    content_size_bytes: z.number().int().nullable(),
    redacted_at: nullableTimestamp,
    redacted_by: actor.nullable(),
    reverie: z.object({
      sequence: z.number().int(),
      via,
      reason: z.string().nullable(),
      dream_id: z.string().nullable(),
      change_id: z.string().nullable(),
      event_id: z.string().nullable(),
      redaction_reason: z.string().optional(),
      origin: claimedOrigin.optional(),
    }),
  })
  .meta({ id: "MemoryVersion" });
export type MemoryVersion = z.infer<typeof memoryVersion>;

export const listMemoryVersionsQuery = z.object({
  memory_id: z.string().optional(),
  operation: memoryOperation.optional(),
  session_id: z.string().optional(),
  api_key_id: z.string().optional(),
  service_account_id: z.string().optional(),
  user_id: z.string().optional(),
  via: via.optional(),
  path_prefix: memoryPathPrefix.optional(),
  "created_at[gte]": timeFilter,
  "created_at[lte]": timeFilter,
  view: view.optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});
