import { z } from "zod";
import { actor, characters, nullableTimestamp, pageCursor, pageLimit, timestamp } from "./common";
import { permission, role } from "./permission";

export const storeAccess = z.enum(["read_only", "read_write"]);
export type StoreAccess = z.infer<typeof storeAccess>;

export const storeGrant = z.strictObject({ memory_store_id: z.string(), access: storeAccess });

export const apiKey = z
  .object({
    id: z.string(),
    type: z.literal("api_key"),
    name: z.string(),
    /** The last four characters, so that a person can tell keys apart. */
    hint: z.string(),
    permissions: z.array(permission),
    roles: z.array(role),
    memory_stores: z.array(storeGrant).nullable(),
    created_by: actor.nullable(),
    created_at: timestamp,
    expires_at: nullableTimestamp,
    revoked_at: nullableTimestamp,
    last_used_at: nullableTimestamp,
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKey>;

export const createdApiKey = apiKey.extend({ secret: z.string() }).meta({ id: "CreatedApiKey" });

export const createApiKeyBody = z.strictObject({
  name: characters(1, 255),
  permissions: z.array(permission).nullish(),
  roles: z.array(role).nullish(),
  memory_stores: z.array(storeGrant).max(1000).nullish(),
  expires_at: timestamp.nullish(),
});
export type CreateApiKeyBody = z.infer<typeof createApiKeyBody>;

export const listApiKeysQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
