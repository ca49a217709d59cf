import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { collect, makeWorkplace } from "./testing/session-workplace";

const api = useApiServer();

describe("agents through the official SDK", () => {
  it("fills in the defaults and starts at version 1", async () => {
    const { agent } = await makeWorkplace(api.client());
    expect(agent).toMatchObject({
      type: "agent",
      version: 1,
      name: "operator",
      description: null,
      system: "Be brief.",
      model: { id: "claude-opus-5-5" },
      mcp_servers: [],
      skills: [],
      metadata: {},
      multiagent: null,
      execution_identity: { type: "service_account" },
      archived_at: null,
    });
    expect(agent.id).toMatch(/^agent_/);
    expect(agent.tools).toEqual([
      {
        type: "agent_toolset_20260401",
        configs: [],
        default_config: { enabled: true, permission_policy: { type: "always_allow" } },
      },
    ]);
  });

  it("adds a version for a change, none for a repetition, and keeps the old ones", async () => {
    const { agents } = api.client().beta;
    const { agent } = await makeWorkplace(api.client());
    const changed = await agents.update(agent.id, { version: 1, system: "Be kind.", metadata: { team: "ops" } });
    expect(changed).toMatchObject({ version: 2, system: "Be kind.", metadata: { team: "ops" }, name: "operator" });
    expect((await agents.update(agent.id, { system: "Be kind." })).version).toBe(2);
    expect((await agents.retrieve(agent.id)).version).toBe(2);
    expect((await agents.retrieve(agent.id, { version: 1 })).system).toBe("Be brief.");
    expect((await collect(agents.versions.list(agent.id, { limit: 1 }))).map((item) => item.version)).toEqual([2, 1]);
    await expect(agents.update(agent.id, { version: 1, system: "late" })).rejects.toBeInstanceOf(
      Anthropic.ConflictError,
    );
    await expect(agents.retrieve(agent.id, { version: 9 })).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  it("hides archived agents from lists, keeps them readable, and starts no session with them", async () => {
    const { agents, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const archived = await agents.archive(agent.id);
    expect(archived.archived_at).not.toBeNull();
    expect(await agents.archive(agent.id)).toEqual(archived);
    expect((await collect(agents.list())).map((item) => item.id)).not.toContain(agent.id);
    expect((await collect(agents.list({ include_archived: true }))).map((item) => item.id)).toContain(agent.id);
    await expect(agents.update(agent.id, { name: "x" })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    await expect(sessions.create({ agent: agent.id, environment_id: environment.id })).rejects.toBeInstanceOf(
      Anthropic.BadRequestError,
    );
  });

  it("refuses MCP servers that no toolset uses, and toolsets without their server", async () => {
    const { agents } = api.client().beta;
    const server = { type: "url" as const, name: "wiki", url: "https://wiki.example/mcp" };
    const toolset = { type: "mcp_toolset" as const, mcp_server_name: "wiki" };
    const agent = { name: "reader", model: "m" };
    await expect(agents.create({ ...agent, mcp_servers: [server] })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    await expect(agents.create({ ...agent, tools: [toolset] })).rejects.toBeInstanceOf(Anthropic.BadRequestError);
    const made = await agents.create({ ...agent, mcp_servers: [server], tools: [toolset] });
    expect(made.tools[0]).toMatchObject({ default_config: { permission_policy: { type: "always_ask" } } });
  });
});

describe("environments through the official SDK", () => {
  it("creates, reads, changes, lists, archives and deletes", async () => {
    const { environments } = api.client().beta;
    const made = await environments.create({ name: "box", metadata: { a: "1", b: "2" } });
    expect(made).toMatchObject({ type: "environment", description: null, archived_at: null });
    expect(made.config).toMatchObject({ type: "cloud", networking: { type: "unrestricted" } });
    const changed = await environments.update(made.id, { description: "ours", metadata: { a: null } });
    expect(changed).toMatchObject({ name: "box", description: "ours", metadata: { b: "2" } });
    expect(await environments.retrieve(made.id)).toEqual(changed);
    await expect(environments.update(made.id, { config: { type: "self_hosted" } })).rejects.toMatchObject({
      status: 400,
      errorCode: "invalid_config_type_change",
    });
    await environments.archive(made.id);
    expect((await collect(environments.list({ limit: 1 }))).map((item) => item.id)).not.toContain(made.id);
    await expect(environments.update(made.id, { name: "late" })).rejects.toMatchObject({ status: 400 });
    expect(await environments.delete(made.id)).toEqual({ id: made.id, type: "environment_deleted" });
    await expect(environments.retrieve(made.id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });
});
