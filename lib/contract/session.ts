import { z } from "zod";
import { agentReference, agentTools, mcpServers, modelInput, skills, systemPrompt } from "./agent";
import { storeAccess } from "./api-key";
import {
  actor,
  booleanFilter,
  characters,
  metadata,
  metadataPatch,
  nullableTimestamp,
  pageCursor,
  pageLimit,
  pageOf,
  repeated,
  timeFilter,
  timestamp,
} from "./common";
import { attachmentLimit } from "./limits";
import { clientEventInput, eventTime, persistedEventType } from "./session-event";
import { sessionOutcomes, sessionStatuses } from "./vocabulary";

export const sessionStatus = z.enum(sessionStatuses);
export type SessionStatus = z.infer<typeof sessionStatus>;

export const sessionOutcome = z.enum(sessionOutcomes);
export type SessionOutcome = z.infer<typeof sessionOutcome>;

export const budget = z.strictObject({
  type: z.literal("limit"),
  max_list_cost: z.strictObject({
    amount: z.string().regex(/^(0|[1-9]\d{0,17})$/, "must be a whole number of minor units without leading zeros"),
    currency: z.literal("USD"),
  }),
});
export type Budget = z.infer<typeof budget>;

const mountPath = characters(1, 1024).refine(
  (path) => path.startsWith("/") && !path.split("/").includes(".."),
  "must be an absolute path without ..",
);

const memoryStoreResourceInput = z.strictObject({
  type: z.literal("memory_store"),
  memory_store_id: z.string().min(1),
  access: storeAccess.nullish(),
  instructions: characters(0, 4096).nullish(),
});
export type MemoryStoreResourceInput = z.infer<typeof memoryStoreResourceInput>;

export const fileResourceInput = z.strictObject({
  type: z.literal("file"),
  file_id: z.string().min(1).max(256),
  mount_path: mountPath.nullish(),
});
export type FileResourceInput = z.infer<typeof fileResourceInput>;

const repositoryResourceInput = z.strictObject({
  type: z.literal("github_repository"),
  url: z.url({ protocol: /^https$/ }),
  checkout: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("branch"), name: characters(1, 255) }),
      z.strictObject({ type: z.literal("commit"), sha: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/) }),
    ])
    .nullish(),
  mount_path: mountPath.nullish(),
  // Nothing here clones repositories, so there is no reason to hold a credential for one.
  authorization_token: z
    .never("is not kept by this server: give the token to the worker that clones")
    // JSON Schema has no name for "never", and the OpenAPI document needs one.
    .meta({ type: "string", maxLength: 0, description: "Always refused." })
    .optional(),
});
export type RepositoryResourceInput = z.infer<typeof repositoryResourceInput>;

export const sessionResourceInput = z.discriminatedUnion("type", [
  memoryStoreResourceInput,
  fileResourceInput,
  repositoryResourceInput,
]);
export type SessionResourceInput = z.infer<typeof sessionResourceInput>;

const agentOverrides = z.strictObject({
  type: z.literal("agent_with_overrides"),
  id: z.string().min(1),
  version: z.int().min(1).optional(),
  model: modelInput.optional(),
  system: systemPrompt.nullish(),
  tools: agentTools.optional(),
  mcp_servers: mcpServers.optional(),
  skills: skills.optional(),
});

export const sessionAgentInput = z.union([z.string().min(1).max(256), agentReference, agentOverrides]);
export type SessionAgentInput = z.infer<typeof sessionAgentInput>;

/** Marks a session that was run elsewhere and is brought here as a transcript. */
export const recordedSessionInput = z.strictObject({
  recorded: z.literal(true),
  started_at: eventTime.nullish(),
  agent_name: characters(1, 256).nullish(),
  outcome: sessionOutcome.nullish(),
});

/** The only events that a session can be born with. */
const initialEventInput = clientEventInput.refine(
  (event) => event.type === "user.message" || event.type === "user.define_outcome",
  "only user.message and user.define_outcome can be initial events",
);

export const createSessionBody = z.strictObject({
  agent: sessionAgentInput,
  environment_id: z.string().min(1).max(256),
  title: characters(0, 1024).nullish(),
  metadata: metadata.optional(),
  resources: z
    .array(sessionResourceInput)
    .max(100)
    .refine(
      (resources) => resources.filter((resource) => resource.type === "memory_store").length <= attachmentLimit,
      `must attach at most ${attachmentLimit} memory stores`,
    )
    .optional(),
  vault_ids: z.array(z.string().min(1).max(256)).max(100).optional(),
  budget: budget.optional(),
  initial_events: z.array(initialEventInput).max(50).optional(),
  reverie: recordedSessionInput.optional(),
});
export type CreateSessionBody = z.infer<typeof createSessionBody>;

export const updateSessionBody = z.strictObject({
  title: characters(0, 1024).nullish(),
  metadata: metadataPatch.nullish(),
  agent: z.strictObject({ tools: agentTools.optional(), mcp_servers: mcpServers.optional() }).optional(),
  budget: budget.nullable().optional(),
  reverie: z.strictObject({ outcome: sessionOutcome.nullable() }).optional(),
});
export type UpdateSessionBody = z.infer<typeof updateSessionBody>;

export const sessionResource = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("memory_store"),
    memory_store_id: z.string(),
    access: storeAccess,
    instructions: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    mount_path: z.string(),
  }),
  z.object({
    id: z.string(),
    type: z.literal("file"),
    file_id: z.string(),
    mount_path: z.string(),
    created_at: timestamp,
    updated_at: timestamp,
  }),
  z.object({
    id: z.string(),
    type: z.literal("github_repository"),
    url: z.string(),
    checkout: z.looseObject({ type: z.string() }).nullable(),
    mount_path: z.string(),
    created_at: timestamp,
    updated_at: timestamp,
  }),
]);
export type SessionResource = z.infer<typeof sessionResource>;

export const sessionAbility = z.enum(["update", "append_events", "archive", "delete", "create_token"]);
export type SessionAbility = z.infer<typeof sessionAbility>;

export const sessionUsage = z.looseObject({
  input_tokens: z.number().optional(),
  output_tokens: z.number().optional(),
  cache_read_input_tokens: z.number().optional(),
  cache_creation: z.looseObject({}).optional(),
});
export type SessionUsage = z.infer<typeof sessionUsage>;

export const outcomeEvaluation = z.object({
  type: z.literal("outcome_evaluation"),
  outcome_id: z.string(),
  description: z.string(),
  explanation: z.string().nullable(),
  iteration: z.number().int(),
  result: z.string(),
  completed_at: nullableTimestamp,
});
export type OutcomeEvaluation = z.infer<typeof outcomeEvaluation>;

export const session = z
  .object({
    id: z.string(),
    type: z.literal("session"),
    agent: z.looseObject({ id: z.string(), type: z.literal("agent"), name: z.string(), version: z.number().int() }),
    environment_id: z.string(),
    status: sessionStatus,
    title: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    resources: z.array(sessionResource),
    vault_ids: z.array(z.string()),
    outcome_evaluations: z.array(outcomeEvaluation),
    budget: budget.nullable(),
    stats: z.object({ active_seconds: z.number().optional(), duration_seconds: z.number().optional() }),
    usage: sessionUsage,
    deployment_id: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    archived_at: nullableTimestamp,
    reverie: z.object({
      recorded: z.boolean(),
      outcome: sessionOutcome.nullable(),
      started_at: nullableTimestamp,
      source_key: z.string().nullable(),
      event_count: z.number().int(),
      last_event_at: nullableTimestamp,
      dream_id: z.string().nullable(),
      created_by: actor.nullable(),
      abilities: z.array(sessionAbility).optional(),
    }),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof session>;

export const sessionPage = pageOf(session).extend({ prev_page: z.string().nullable() });

export const deletedSession = z
  .object({ id: z.string(), type: z.literal("session_deleted") })
  .meta({ id: "DeletedSession" });

export const deletedSessionResource = z
  .object({ id: z.string(), type: z.literal("session_resource_deleted") })
  .meta({ id: "DeletedSessionResource" });

const order = z.enum(["asc", "desc"]);

const timeFilters = {
  "created_at[gt]": timeFilter,
  "created_at[gte]": timeFilter,
  "created_at[lt]": timeFilter,
  "created_at[lte]": timeFilter,
};

export const abilitiesQuery = z.object({ abilities: booleanFilter.optional() });

export const listSessionsQuery = z.object({
  ...timeFilters,
  agent_id: z.string().optional(),
  agent_version: z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .optional(),
  deployment_id: z.string().optional(),
  include_archived: booleanFilter.optional(),
  memory_store_id: z.string().optional(),
  order: order.optional(),
  statuses: repeated(sessionStatus),
  "statuses[]": repeated(sessionStatus),
  recorded: booleanFilter.optional(),
  outcome: sessionOutcome.optional(),
  q: z.string().max(200).optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const listSessionEventsQuery = z.object({
  ...timeFilters,
  types: repeated(persistedEventType),
  "types[]": repeated(persistedEventType),
  order: order.optional(),
  view: z.enum(["basic", "full"]).optional(),
  q: z.string().max(1000).optional(),
  /** Only what failed: results that say so, and errors of the session. */
  errors: booleanFilter.optional(),
  /** Only calls of the tool with this name. */
  tool: z.string().max(256).optional(),
  around: z.string().max(256).optional(),
  limit: pageLimit(1000, 1000),
  page: pageCursor,
});

const previewedType = z.enum(["agent.message", "agent.thinking"]);
const previewedTypes = z
  .union([z.array(previewedType).max(100), previewedType])
  .transform((value) => (Array.isArray(value) ? value : [value]))
  .optional();

export const streamSessionEventsQuery = z.object({ event_deltas: previewedTypes, "event_deltas[]": previewedTypes });

/** `limit` may be left out here: then the page holds every resource. */
export const listSessionResourcesQuery = z.object({ limit: pageLimit(1000, 1000), page: pageCursor });

export const createSessionTokenBody = z.strictObject({
  /** A minute to thirty days. */
  ttl_seconds: z.int().min(60).max(2_592_000).nullish(),
});

export const sessionToken = z
  .object({
    type: z.literal("session_token"),
    token: z.string(),
    expires_at: timestamp,
    session_id: z.string(),
  })
  .meta({ id: "SessionToken" });
