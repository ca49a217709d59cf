import { describe, expect, it } from "vitest";
import { completeAgentTools } from "./complete-agent-tools";

describe("tools with their defaults", () => {
  it("run freely when built in and ask first when they belong to an MCP server", () => {
    const tools = completeAgentTools([
      { type: "agent_toolset_20260401" },
      { type: "mcp_toolset", mcp_server_name: "wiki" },
    ]);
    expect(tools).toEqual([
      {
        type: "agent_toolset_20260401",
        configs: [],
        default_config: { enabled: true, permission_policy: { type: "always_allow" } },
      },
      {
        type: "mcp_toolset",
        mcp_server_name: "wiki",
        configs: [],
        default_config: { enabled: true, permission_policy: { type: "always_ask" } },
      },
    ]);
  });

  it("take what a tool leaves open from its toolset, and keep options of their own", () => {
    const [toolset] = completeAgentTools([
      {
        type: "agent_toolset_20260401",
        default_config: { enabled: false, permission_policy: { type: "always_ask" } },
        configs: [
          { name: "bash", enabled: true },
          { name: "web_fetch", permission_policy: { type: "auto" }, allowed_domains: ["example.com"] },
        ],
      },
    ]);
    expect(toolset).toMatchObject({
      configs: [
        { name: "bash", type: "bash", enabled: true, permission_policy: { type: "always_ask" } },
        {
          name: "web_fetch",
          type: "web_fetch",
          enabled: false,
          permission_policy: { type: "auto" },
          allowed_domains: ["example.com"],
        },
      ],
    });
  });

  it("are stable: completing again changes nothing", () => {
    const custom = {
      type: "custom" as const,
      name: "lookup",
      description: "Looks up",
      input_schema: { type: "object" as const, properties: {} },
    };
    expect(completeAgentTools([custom])).toEqual([custom]);
  });
});
