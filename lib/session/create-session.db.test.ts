import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import type { CreateSessionBody } from "@/lib/contract/session";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { archiveMemoryStore } from "@/lib/memory/archive-memory-store";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { deleteMemoryStore } from "@/lib/memory/delete-memory-store";
import { createAgent } from "./agent/create-agent";
import { updateAgent } from "./agent/update-agent";
import { createSession } from "./create-session";
import { archiveEnvironment } from "./environment/archive-environment";
import { createEnvironment } from "./environment/create-environment";
import { getSession } from "./get-session";
import { actAs, auditedActions, buildCtx } from "./testing/session-world";

const database = useTestDatabase();

let ctx: Ctx;
let agentId: string;
let environmentId: string;
beforeEach(async () => {
  ctx = buildCtx(database.pool());
  agentId = (await createAgent(ctx, { name: "operator", model: "m" })).id;
  environmentId = (await createEnvironment(ctx, { name: "box" })).id;
});

const create = (body: Partial<CreateSessionBody> = {}, as = ctx) =>
  createSession(as, { agent: agentId, environment_id: environmentId, ...body });
const attach = (id: string, access?: "read_only" | "read_write") => ({
  resources: [{ type: "memory_store" as const, memory_store_id: id, access }],
});

describe("making a session", () => {
  it("records who made it, in the row and in the audit record, together with the session", async () => {
    const session = await create();
    expect(session.reverie.created_by).toEqual({ type: "api_actor", api_key_id: "apikey_admin" });
    expect(await auditedActions(ctx.pool, session.id)).toEqual(["session.create"]);
    const before = await database.pool().query("SELECT count(*) FROM audit_event WHERE action = 'session.create'");
    await expect(create(attach("memstore_none"))).rejects.toMatchObject({ status: 404 });
    const after = await database.pool().query("SELECT count(*) FROM audit_event WHERE action = 'session.create'");
    expect(after.rows).toEqual(before.rows);
  });

  it("is refused without session:write and in an archived environment", async () => {
    await expect(create({}, actAs(ctx, ["session:read", "memory:write"]))).rejects.toMatchObject({ status: 403 });
    await archiveEnvironment(ctx, environmentId);
    await expect(create()).rejects.toMatchObject({ status: 400 });
  });

  it("takes only memory stores in a self-hosted environment", async () => {
    const { id } = await createEnvironment(ctx, { name: "own", config: { type: "self_hosted" } });
    const store = await createMemoryStore(ctx, { name: "notes" });
    const file = { type: "file" as const, file_id: "file_1" };
    await expect(create({ environment_id: id, resources: [file] })).rejects.toMatchObject({ status: 400 });
    expect((await create({ environment_id: id, ...attach(store.id) })).resources).toHaveLength(1);
  });

  it("gives read-write access by default, for which memory:write is needed", async () => {
    const store = await createMemoryStore(ctx, { name: "notes" });
    const reader = actAs(ctx, ["session:read", "session:write", "memory:read"]);
    await expect(create(attach(store.id), reader)).rejects.toMatchObject({ status: 403 });
    await expect(create(attach(store.id, "read_write"), reader)).rejects.toMatchObject({ status: 403 });
    expect((await create(attach(store.id, "read_only"), reader)).resources[0]).toMatchObject({ access: "read_only" });
    const blind = actAs(ctx, ["session:read", "session:write"]);
    await expect(create(attach(store.id, "read_only"), blind)).rejects.toMatchObject({ status: 404 });
  });

  it("never attaches a store that is being archived at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const store = await createMemoryStore(ctx, { name: "notes" });
      const [archived, made] = await Promise.allSettled([archiveMemoryStore(ctx, store.id), create(attach(store.id))]);
      expect(archived.status).toBe("fulfilled");
      if (made.status === "rejected") expect(made.reason).toMatchObject({ status: 400 });
    }
  });

  it("keeps what it was told of a store when that is deleted", async () => {
    const store = await createMemoryStore(ctx, { name: "notes", description: "ours" });
    const session = await create(attach(store.id));
    await deleteMemoryStore(ctx, store.id);
    expect((await getSession(ctx, session.id)).resources).toEqual(session.resources);
  });

  it("keeps the agent as it was, with the agents that it works with", async () => {
    const helper = await createAgent(ctx, { name: "helper", model: "m", system: "Help." });
    const lead = await createAgent(ctx, {
      name: "lead",
      model: "m",
      multiagent: { type: "coordinator", agents: [helper.id, { type: "self" }, { type: "advisor", model: "big" }] },
    });
    expect(lead.multiagent).toEqual({
      type: "coordinator",
      agents: [
        { type: "agent", id: helper.id, version: 1 },
        { type: "agent", id: lead.id, version: 1 },
        { type: "advisor", model: "big" },
      ],
    });
    await updateAgent(ctx, helper.id, { system: "Help more." });
    const session = await create({ agent: lead.id });
    expect(session.agent.multiagent).toMatchObject({
      agents: [
        { type: "agent", id: helper.id, version: 1, name: "helper", system: "Help." },
        { type: "agent", id: lead.id, name: "lead" },
        { type: "advisor", model: "big" },
      ],
    });
    await updateAgent(ctx, lead.id, { name: "renamed" });
    expect((await getSession(ctx, session.id)).agent).toEqual(session.agent);
  });

  it("takes overrides for this session only, and checks what comes of them", async () => {
    const agent = { type: "agent_with_overrides" as const, id: agentId };
    const server = { type: "url" as const, name: "wiki", url: "https://wiki.example/mcp" };
    await expect(create({ agent: { ...agent, mcp_servers: [server] } })).rejects.toMatchObject({ status: 400 });
    const session = await create({
      agent: { ...agent, mcp_servers: [server], tools: [{ type: "mcp_toolset", mcp_server_name: "wiki" }] },
    });
    expect(session.agent.mcp_servers).toEqual([server]);
    expect((await create()).agent.mcp_servers).toEqual([]);
  });
});

describe("making a recorded session", () => {
  it("takes any names, and knows an agent of ours by its id", async () => {
    const foreign = await create({
      agent: "night shift",
      environment_id: "plant 7",
      reverie: { recorded: true, agent_name: "Night shift bot", started_at: "2024-05-01T22:00:00+02:00" },
    });
    expect(foreign).toMatchObject({
      environment_id: "plant 7",
      agent: { id: "night shift", name: "Night shift bot", version: 1 },
      reverie: { recorded: true, started_at: "2024-05-01T20:00:00.000Z", outcome: null },
    });
    const own = await create({ environment_id: "plant 7", reverie: { recorded: true } });
    expect(own.agent).toMatchObject({ id: agentId, name: "operator" });
  });

  it("stays idle with initial events", async () => {
    const initial_events = [{ type: "user.message" as const, content: [{ type: "text" as const, text: "hi" }] }];
    const session = await create({ initial_events, reverie: { recorded: true } });
    expect(session).toMatchObject({ status: "idle", reverie: { event_count: 1 } });
  });
});
