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

const policy = z.looseObject({ type: z.enum(["always_allow", "always_ask", "auto"]) });
const toolDefaults = z.strictObject({ enabled: z.boolean().nullish(), permission_policy: policy.nullish() });

const agentToolNames = ["bash", "read", "write", "edit", "glob", "grep", "web_fetch", "web_search"] as const;

/** Tools as a client writes them; what is left out gets its default when stored. */
export const agentToolInput = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("agent_toolset_20260401"),
    // The web tools carry options of their own, which pass through as they are.
    configs: z
      .array(
        z.looseObject({
          name: z.enum(agentToolNames),
          enabled: z.boolean().nullish(),
          permission_policy: policy.nullish(),
        }),
      )
      .optional(),
    default_config: toolDefaults.nullish(),
  }),
  z.strictObject({
    type: z.literal("mcp_toolset"),
    mcp_server_name: characters(1, 255),
    configs: z
      .array(
        z.strictObject({
          name: characters(1, 128),
          enabled: z.boolean().nullish(),
          permission_policy: policy.nullish(),
        }),
      )
      .optional(),
    default_config: toolDefaults.nullish(),
  }),
  z.strictObject({
    type: z.literal("custom"),
    name: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, "must have 1 to 128 letters, digits, underscores and hyphens"),
    description: z.string(),
    input_schema: z.looseObject({ type: z.literal("object") }),
  }),
]);
export type AgentToolInput = z.infer<typeof agentToolInput>;

export const agentTools = z.array(agentToolInput).max(256);

export const mcpServers = z
  .array(z.strictObject({ type: z.literal("url"), name: characters(1, 255), url: z.url() }))
  .max(20)
  .refine((servers) => new Set(servers.map((server) => server.name)).size === servers.length, "names must be unique");
export type McpServer = z.infer<typeof mcpServers>[number];

export const skills = z.array(
  z.strictObject({
    type: z.enum(["anthropic", "custom"]),
    skill_id: characters(1, 256),
    version: z.string().nullish(),
  }),
);
export type SkillInput = z.infer<typeof skills>[number];

const effortName = z.enum(["low", "medium", "high", "xhigh", "max"]);
const modelId = characters(1, 256);

export const modelInput = z.union([
  modelId,
  z.strictObject({
    id: modelId,
    effort: z.union([effortName, z.strictObject({ type: effortName })]).nullish(),
    inference_geo: z.string().nullish(),
    speed: z.enum(["standard", "fast"]).nullish(),
  }),
]);
export type ModelInput = z.infer<typeof modelInput>;

export const agentReference = z.strictObject({
  type: z.literal("agent"),
  id: z.string().min(1),
  version: z.int().min(1).optional(),
});

const rosterEntry = z.union([
  z.string().min(1),
  agentReference,
  z.strictObject({ type: z.literal("self") }),
  z.strictObject({ type: z.literal("advisor"), model: modelId }),
]);
export type RosterEntry = z.infer<typeof rosterEntry>;

const toggle = z.looseObject({ type: z.enum(["enabled", "disabled"]) });
const spawning = z.union([
  z.strictObject({ type: z.literal("disabled") }),
  z.strictObject({
    type: z.literal("enabled"),
    inline_agents: toggle.nullish(),
    predefined_agents: z.array(rosterEntry).nullish(),
  }),
]);
export type SpawningInput = z.infer<typeof spawning>;

export const multiagentInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("coordinator"), agents: z.array(rosterEntry) }),
  z.strictObject({
    type: z.literal("multiagent_20261001"),
    advisor: z
      .union([
        z.strictObject({ type: z.literal("disabled") }),
        z.strictObject({ type: z.literal("enabled"), model: modelId }),
      ])
      .nullish(),
    subagents: spawning.nullish(),
    workflows: spawning.nullish(),
  }),
]);
export type MultiagentInput = z.infer<typeof multiagentInput>;

const executionIdentity = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("service_account") }),
  z.strictObject({ type: z.literal("aws_role"), role_arn: characters(1, 2048) }),
]);

const agentName = characters(1, 256);
const agentDescription = characters(0, 2048);
export const systemPrompt = characters(0, 100_000);

export const createAgentBody = z.strictObject({
  name: agentName,
  model: modelInput,
  description: agentDescription.nullish(),
  system: systemPrompt.nullish(),
  tools: agentTools.optional(),
  mcp_servers: mcpServers.optional(),
  skills: skills.optional(),
  metadata: metadata.optional(),
  multiagent: multiagentInput.nullish(),
  execution_identity: executionIdentity.nullish(),
});
export type CreateAgentBody = z.infer<typeof createAgentBody>;

export const updateAgentBody = z.strictObject({
  version: z.int().min(1).optional(),
  name: agentName.optional(),
  model: modelInput.optional(),
  description: agentDescription.nullish(),
  system: systemPrompt.nullish(),
  tools: agentTools.nullish(),
  mcp_servers: mcpServers.nullish(),
  skills: skills.nullish(),
  metadata: metadataPatch.nullish(),
  multiagent: multiagentInput.nullish(),
  execution_identity: executionIdentity.nullish(),
});
export type UpdateAgentBody = z.infer<typeof updateAgentBody>;

/** What one version of an agent says, with every default filled in. */
export const agentDefinition = z.object({
  name: z.string(),
  description: z.string().nullable(),
  system: z.string().nullable(),
  model: z.looseObject({ id: z.string() }),
  tools: z.array(z.looseObject({ type: z.string() })),
  mcp_servers: z.array(z.looseObject({ type: z.string() })),
  skills: z.array(z.looseObject({ type: z.string() })),
  metadata: z.record(z.string(), z.string()),
  multiagent: z.looseObject({ type: z.string() }).nullable(),
  execution_identity: z.looseObject({ type: z.string() }),
});
export type AgentDefinition = z.infer<typeof agentDefinition>;

export const agent = agentDefinition
  .extend({
    id: z.string(),
    type: z.literal("agent"),
    version: z.number().int(),
    created_at: timestamp,
    updated_at: timestamp,
    archived_at: nullableTimestamp,
  })
  .meta({ id: "Agent" });
export type Agent = z.infer<typeof agent>;

export const getAgentQuery = z.object({
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be a whole number of at least 1")
    .transform(Number)
    .optional(),
});

export const listAgentsQuery = z.object({
  "created_at[gte]": timeFilter,
  "created_at[lte]": timeFilter,
  include_archived: booleanFilter.optional(),
  limit: pageLimit(100, 20),
  page: pageCursor,
});

export const listAgentVersionsQuery = z.object({ limit: pageLimit(100, 20), page: pageCursor });
