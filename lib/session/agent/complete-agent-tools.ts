import type { AgentDefinition, AgentToolInput } from "@/lib/contract/agent";

type Policy = { type: string };
type Defaults = { enabled?: boolean | null | undefined; permission_policy?: Policy | null | undefined };

/** Tools with every default filled in: built-in tools run freely, tools of MCP servers ask first. */
export function completeAgentTools(tools: readonly AgentToolInput[]): AgentDefinition["tools"] {
  return tools.map(completeTool);
}

function completeTool(tool: AgentToolInput): AgentDefinition["tools"][number] {
  switch (tool.type) {
    case "custom":
      return tool;
    case "agent_toolset_20260401": {
      const defaults = completeDefaults(tool.default_config, "always_allow");
      const configs = (tool.configs ?? []).map((config) => ({
        ...config,
        type: config.name,
        ...completeDefaults(config, defaults.permission_policy, defaults.enabled),
      }));
      return { type: tool.type, configs, default_config: defaults };
    }
    case "mcp_toolset": {
      const defaults = completeDefaults(tool.default_config, "always_ask");
      const configs = (tool.configs ?? []).map((config) => ({
        name: config.name,
        ...completeDefaults(config, defaults.permission_policy, defaults.enabled),
      }));
      return { type: tool.type, mcp_server_name: tool.mcp_server_name, configs, default_config: defaults };
    }
  }
}

function completeDefaults(given: Defaults | null | undefined, policy: Policy | string, enabled = true) {
  return {
    enabled: given?.enabled ?? enabled,
    permission_policy: given?.permission_policy ?? (typeof policy === "string" ? { type: policy } : policy),
  };
}
