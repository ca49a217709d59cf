import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createEnvironment } from "../environment/create-environment";
import { deleteEnvironment } from "../environment/delete-environment";
import { getEnvironment } from "../environment/get-environment";
import { listEnvironments } from "../environment/list-environments";
import { updateEnvironment } from "../environment/update-environment";
import { actAs, actAsSession, auditedActions, buildCtx } from "../testing/session-world";
import { archiveAgent } from "./archive-agent";
import { createAgent } from "./create-agent";
import { getAgent } from "./get-agent";
import { listAgentVersions } from "./list-agent-versions";
import { listAgents } from "./list-agents";
import { updateAgent } from "./update-agent";

const database = useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  ctx = buildCtx(database.pool());
});

describe("agents", () => {
  it("give parallel changes a version each, and one of two with the same precondition", async () => {
    const agent = await createAgent(ctx, { name: "a", model: "m" });
    await Promise.all(Array.from({ length: 8 }, (_, index) => updateAgent(ctx, agent.id, { system: `take ${index}` })));
    expect((await getAgent(ctx, agent.id)).version).toBe(9);
    const { data } = await listAgentVersions(ctx, agent.id, { limit: 100 });
    expect(data.map((item) => item.version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const guarded = await Promise.allSettled(
      ["x", "y"].map((system) => updateAgent(ctx, agent.id, { version: 9, system })),
    );
    expect(guarded.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("clear what is sent empty or null, and keep what is left out", async () => {
    const agent = await createAgent(ctx, {
      name: "a",
      model: { id: "m", effort: "high" },
      description: "d",
      system: "s",
      skills: [{ type: "anthropic", skill_id: "xlsx" }],
      metadata: { a: "1" },
    });
    expect(agent).toMatchObject({
      model: { id: "m", effort: { type: "high" } },
      skills: [{ type: "anthropic", skill_id: "xlsx", version: "latest" }],
    });
    const changed = await updateAgent(ctx, agent.id, { description: "", system: null, skills: null, metadata: null });
    expect(changed).toMatchObject({ version: 2, description: null, system: null, skills: [], metadata: { a: "1" } });
    expect((await updateAgent(ctx, agent.id, { metadata: { a: null } })).metadata).toEqual({});
  });

  it("record each change once, and nothing where nothing changed", async () => {
    const { id } = await createAgent(ctx, { name: "a", model: "m" });
    await updateAgent(ctx, id, { name: "a" });
    await updateAgent(ctx, id, { name: "b" });
    await archiveAgent(ctx, id);
    await archiveAgent(ctx, id);
    expect(await auditedActions(ctx.pool, id)).toEqual(["agent.create", "agent.update", "agent.archive"]);
  });

  it("name only agents that exist", async () => {
    const multiagent = { type: "coordinator" as const, agents: ["agent_none"] };
    await expect(createAgent(ctx, { name: "a", model: "m", multiagent })).rejects.toMatchObject({ status: 404 });
    const advisors = { type: "advisor" as const, model: "m" };
    await expect(
      createAgent(ctx, { name: "a", model: "m", multiagent: { type: "coordinator", agents: [advisors, advisors] } }),
    ).rejects.toMatchObject({ status: 400 });
    const made = await createAgent(ctx, { name: "a", model: "m", multiagent: { type: "multiagent_20261001" } });
    expect(made.multiagent).toEqual({
      type: "multiagent_20261001",
      advisor: { type: "disabled" },
      subagents: { type: "enabled", inline_agents: { type: "enabled" }, predefined_agents: [] },
      workflows: { type: "enabled", inline_agents: { type: "enabled" }, predefined_agents: [] },
    });
  });

  it("are hidden from session tokens and unchangeable for readers", async () => {
    const { id } = await createAgent(ctx, { name: "a", model: "m" });
    const token = actAsSession(ctx, "sesn_1");
    await expect(getAgent(token, id)).rejects.toMatchObject({ status: 404 });
    await expect(listAgents(token, { includeArchived: false, limit: 20 })).rejects.toMatchObject({ status: 403 });
    await expect(createAgent(token, { name: "b", model: "m" })).rejects.toMatchObject({ status: 403 });
    const reader = actAs(ctx, ["session:read"]);
    expect((await getAgent(reader, id)).id).toBe(id);
    await expect(updateAgent(reader, id, { name: "b" })).rejects.toMatchObject({ status: 403 });
    await expect(updateAgent(actAs(ctx, []), id, { name: "b" })).rejects.toMatchObject({ status: 404 });
  });
});

describe("environments", () => {
  it("complete their configuration and change nothing but what is asked", async () => {
    const made = await createEnvironment(ctx, {
      name: "box",
      config: {
        type: "cloud",
        networking: { type: "limited", allowed_hosts: ["a.example"] },
        packages: { pip: ["x"] },
      },
    });
    expect(made.config).toMatchObject({
      networking: {
        type: "limited",
        allow_mcp_servers: false,
        allow_package_managers: false,
        allowed_hosts: ["a.example"],
      },
      packages: { type: "packages", apt: [], pip: ["x"] },
    });
    expect(await updateEnvironment(ctx, made.id, { name: "box" })).toEqual(made);
    await updateEnvironment(ctx, made.id, { scope: "account" });
    expect(await auditedActions(ctx.pool, made.id)).toEqual(["environment.create", "environment.update"]);
    await deleteEnvironment(ctx, made.id);
    await expect(deleteEnvironment(ctx, made.id)).rejects.toMatchObject({ status: 404 });
  });

  it("are hidden from session tokens", async () => {
    const { id } = await createEnvironment(ctx, { name: "box" });
    const token = actAsSession(ctx, "sesn_1");
    await expect(getEnvironment(token, id)).rejects.toMatchObject({ status: 404 });
    await expect(listEnvironments(token, { includeArchived: true, limit: 20 })).rejects.toMatchObject({ status: 403 });
    await expect(deleteEnvironment(token, id)).rejects.toMatchObject({ status: 404 });
  });
});
