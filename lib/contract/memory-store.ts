import { z } from "zod";
import {
  booleanFilter,
  characters,
  metadata,
  metadataPatch,
  nullableTimestamp,
  pageCursor,
  pageLimit,
  timeFilter,
  timestamp,
} from "./common";

const controlCharacter = /\p{Cc}/u;

const storeName = characters(1, 255).refine(
  (name) => !controlCharacter.test(name),
  "must not contain control characters",
);
const storeDescription = characters(0, 1024);

/** What a caller may do to a store; sent only with `?abilities=true`. */
export const storeAbility = z.enum(["read", "write", "redact", "archive", "delete", "export"]);
export type StoreAbility = z.infer<typeof storeAbility>;

export const memoryStoreReverie = z.object({
  memory_count: z.number().int(),
  size_bytes: z.number().int(),
  last_activity_at: nullableTimestamp,
  proposal_of: z.string().nullable(),
  abilities: z.array(storeAbility).optional(),
});

export const memoryStore = z
  .object({
    id: z.string(),
    type: z.literal("memory_store"),
    name: z.string(),
    description: z.string(),
    metadata: z.record(z.string(), z.string()),
    created_at: timestamp,
    updated_at: timestamp,
    archived_at: nullableTimestamp,
    reverie: memoryStoreReverie,
  })
  .meta({ id: "MemoryStore" });
export type MemoryStore = z.infer<typeof memoryStore>;

export const createMemoryStoreBody = z.strictObject({
  name: storeName,
  description: storeDescription.nullish(),
  metadata: metadata.nullish(),
});
export type CreateMemoryStoreBody = z.infer<typeof createMemoryStoreBody>;

export const updateMemoryStoreBody = z.strictObject({
  name: storeName.nullish(),
  description: storeDescription.nullish(),
  metadata: metadataPatch.nullish(),
});
export type UpdateMemoryStoreBody = z.infer<typeof updateMemoryStoreBody>;

export const storeAbilitiesQuery = z.object({ abilities: booleanFilter.optional() });

export const listMemoryStoresQuery = z.object({
  "created_at[gte]": timeFilter,
  "created_at[lte]": timeFilter,
  include_archived: booleanFilter.optional(),
  proposals: booleanFilter.optional(),
  ...storeAbilitiesQuery.shape,
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const deletedMemoryStore = z
  .object({ id: z.string(), type: z.literal("memory_store_deleted") })
  .meta({ id: "DeletedMemoryStore" });
