import { z } from "zod";
import {
  booleanFilter,
  characters,
  metadata,
  metadataPatch,
  nullableTimestamp,
  pageCursor,
  pageLimit,
  timestamp,
} from "./common";

const packageNames = z.array(z.string()).nullish();

const packages = z.strictObject({
  type: z.literal("packages").optional(),
  apt: packageNames,
  cargo: packageNames,
  gem: packageNames,
  go: packageNames,
  npm: packageNames,
  pip: packageNames,
});

const networking = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("unrestricted") }),
  z.strictObject({
    type: z.literal("limited"),
    allow_mcp_servers: z.boolean().nullish(),
    allow_package_managers: z.boolean().nullish(),
    allowed_hosts: z.array(z.string()).nullish(),
  }),
]);

export const environmentConfigInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("cloud"), networking: networking.nullish(), packages: packages.nullish() }),
  z.strictObject({ type: z.literal("self_hosted") }),
]);
export type EnvironmentConfigInput = z.infer<typeof environmentConfigInput>;

const scope = z.enum(["organization", "account"]);
const environmentName = characters(1, 256);
const environmentDescription = characters(0, 2048);

export const createEnvironmentBody = z.strictObject({
  name: environmentName,
  config: environmentConfigInput.nullish(),
  description: environmentDescription.nullish(),
  metadata: metadata.optional(),
  scope: scope.nullish(),
});
export type CreateEnvironmentBody = z.infer<typeof createEnvironmentBody>;

export const updateEnvironmentBody = z.strictObject({
  name: environmentName.nullish(),
  config: environmentConfigInput.nullish(),
  description: environmentDescription.nullish(),
  metadata: metadataPatch.optional(),
  scope: scope.nullish(),
});
export type UpdateEnvironmentBody = z.infer<typeof updateEnvironmentBody>;

export const environmentConfig = z.looseObject({ type: z.enum(["cloud", "self_hosted"]) });
export type EnvironmentConfig = z.infer<typeof environmentConfig>;

export const environment = z
  .object({
    id: z.string(),
    type: z.literal("environment"),
    name: z.string(),
    description: z.string().nullable(),
    config: environmentConfig,
    metadata: z.record(z.string(), z.string()),
    scope: scope.optional(),
    created_at: timestamp,
    updated_at: timestamp,
    archived_at: nullableTimestamp,
  })
  .meta({ id: "Environment" });
export type Environment = z.infer<typeof environment>;

export const deletedEnvironment = z
  .object({ id: z.string(), type: z.literal("environment_deleted") })
  .meta({ id: "DeletedEnvironment" });

export const listEnvironmentsQuery = z.object({
  include_archived: booleanFilter.optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});
