import { z } from "zod";
import { pageCursor, pageLimit, sha256Hex, timestamp } from "./common";
import { memoryContentLimitBytes } from "./limits";
import { memoryPath, memoryPathPrefix } from "./memory-path";

const encoder = new TextEncoder();

export const memoryContent = z.string().refine((content) => encoder.encode(content).length <= memoryContentLimitBytes, {
  message: `must be at most ${memoryContentLimitBytes} bytes of UTF-8`,
});

export const view = z.enum(["basic", "full"]);
export type View = z.infer<typeof view>;

export const memory = z
  .object({
    id: z.string(),
    type: z.literal("memory"),
    memory_store_id: z.string(),
    memory_version_id: z.string(),
    path: z.string(),
    content: z.string().nullable(),
    content_sha256: z.string(),
    content_size_bytes: z.number().int(),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: "Memory" });
export type Memory = z.infer<typeof memory>;

export const memoryPrefix = z
  .object({ type: z.literal("memory_prefix"), path: z.string() })
  .meta({ id: "MemoryPrefix" });
export type MemoryListItem = Memory | z.infer<typeof memoryPrefix>;
export const memoryListItem = z.union([memory, memoryPrefix]);

export const createMemoryBody = z.strictObject({ path: memoryPath, content: memoryContent });

export const precondition = z.strictObject({ type: z.literal("content_sha256"), content_sha256: sha256Hex });

export const updateMemoryBody = z.strictObject({
  path: memoryPath.nullish(),
  content: memoryContent.nullish(),
  precondition: precondition.nullish(),
});

export const viewQuery = z.object({ view: view.optional() });

export const listMemoriesQuery = z.object({
  path_prefix: memoryPathPrefix.optional(),
  depth: z.enum(["0", "1"]).optional(),
  view: view.optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const deleteMemoryQuery = z.object({ expected_content_sha256: sha256Hex.optional() });

export const deletedMemory = z
  .object({ id: z.string(), type: z.literal("memory_deleted") })
  .meta({ id: "DeletedMemory" });
