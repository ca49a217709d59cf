import type { AgentDefinition, McpServer, ModelInput, SkillInput } from "@/lib/contract/agent";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";

/** A model as the wire answers it: always an object, its effort too. */
export function completeModel(input: ModelInput): AgentDefinition["model"] {
  if (typeof input === "string") return { id: input };
  return {
    id: input.id,
    ...(input.effort == null
      ? {}
      : { effort: typeof input.effort === "string" ? { type: input.effort } : input.effort }),
    ...(input.inference_geo == null ? {} : { inference_geo: input.inference_geo }),
    ...(input.speed == null ? {} : { speed: input.speed }),
  };
}

/** Skills as the wire answers them: each with a version. */
export function completeSkills(skills: readonly SkillInput[]): AgentDefinition["skills"] {
  return skills.map((skill) => ({ ...skill, version: skill.version ?? "latest" }));
}

/** Throws InvalidRequestError for a server that no toolset uses, or a toolset whose server is missing. */
export function checkMcpServers(servers: readonly Pick<McpServer, "name">[], tools: AgentDefinition["tools"]): void {
  const used = new Set(tools.filter((tool) => tool.type === "mcp_toolset").map((tool) => String(tool.mcp_server_name)));
  const declared = new Set(servers.map((server) => server.name));
  const idle = [...declared].find((name) => !used.has(name));
  if (idle !== undefined) {
    throw new InvalidRequestError(`mcp_servers: no mcp_toolset in tools uses the server ${JSON.stringify(idle)}.`);
  }
  const missing = [...used].find((name) => !declared.has(name));
  if (missing !== undefined) {
    throw new InvalidRequestError(`tools: mcp_servers has no server named ${JSON.stringify(missing)}.`);
  }
}

/** The names of stored servers, whose rows the schema keeps loose. */
export function serverNames(servers: AgentDefinition["mcp_servers"]): { name: string }[] {
  return servers.map((server) => ({ name: String(server.name) }));
}
