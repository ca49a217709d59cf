import { z } from "zod";
import { storeGrant } from "./api-key";
import { actor, characters, nullableTimestamp, pageCursor, pageLimit, timestamp } from "./common";
import { permission, role } from "./permission";

/** Somebody for automation to act as. It cannot sign in and has no key. */
export const serviceAccount = z
  .object({
    id: z.string(),
    type: z.literal("service_account"),
    name: z.string(),
    permissions: z.array(permission),
    roles: z.array(role),
    /** Null: every store. */
    memory_stores: z.array(storeGrant).nullable(),
    created_by: actor.nullable(),
    created_at: timestamp,
    /** From then on nothing acts as it; its name stays beside what it did. */
    archived_at: nullableTimestamp,
  })
  .meta({ id: "ServiceAccount" });
export type ServiceAccount = z.infer<typeof serviceAccount>;

export const createServiceAccountBody = z.strictObject({
  name: characters(1, 255),
  permissions: z.array(permission).nullish(),
  roles: z.array(role).nullish(),
  memory_stores: z.array(storeGrant).max(1000).nullish(),
});
export type CreateServiceAccountBody = z.infer<typeof createServiceAccountBody>;

export const listServiceAccountsQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
