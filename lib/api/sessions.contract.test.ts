import type Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { collect, makeWorkplace } from "./testing/session-workplace";

const api = useApiServer();

describe("sessions through the official SDK", () => {
  it("creates from every form of agent, with the snapshot that each asks for", async () => {
    const { agents, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    await agents.update(agent.id, { system: "Be kind." });
    const create = (form: Anthropic.Beta.Sessions.SessionCreateParams["agent"]) =>
      sessions.create({ agent: form, environment_id: environment.id });
    const newest = await create(agent.id);
    expect(newest).toMatchObject({
      type: "session",
      status: "idle",
      title: null,
      metadata: {},
      resources: [],
      vault_ids: [],
      outcome_evaluations: [],
      budget: null,
      archived_at: null,
      environment_id: environment.id,
    });
    expect(newest.id).toMatch(/^sesn_/);
    expect(newest.agent).toMatchObject({ type: "agent", id: agent.id, version: 2, system: "Be kind." });
    expect((await create({ type: "agent", id: agent.id, version: 1 })).agent.system).toBe("Be brief.");
    const overridden = await create({
      type: "agent_with_overrides",
      id: agent.id,
      model: { id: "claude-haiku-5-5", speed: "fast" },
      system: null,
      tools: [],
    });
    expect(overridden.agent).toMatchObject({
      version: 2,
      model: { id: "claude-haiku-5-5", speed: "fast" },
      system: null,
      tools: [],
    });
    expect((await agents.retrieve(agent.id)).system).toBe("Be kind.");
  });

  it("attaches stores with their access, snapshots and mount paths", async () => {
    const { memoryStores, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const notes = await memoryStores.create({ name: "  Team – Notes! ", description: "What we know" });
    const twin = await memoryStores.create({ name: "team notes" });
    const foreign = await memoryStores.create({ name: "日本語" });
    const session = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      resources: [
        { type: "memory_store", memory_store_id: notes.id },
        { type: "file", file_id: "file_1" },
        { type: "memory_store", memory_store_id: twin.id, access: "read_only", instructions: "Look here first." },
        { type: "memory_store", memory_store_id: foreign.id },
      ],
    });
    expect(session.resources).toEqual([
      {
        type: "memory_store",
        memory_store_id: notes.id,
        access: "read_write",
        instructions: null,
        name: "  Team – Notes! ",
        description: "What we know",
        mount_path: "/mnt/memory/team-notes",
      },
      expect.objectContaining({ type: "file", file_id: "file_1", mount_path: "/mnt/session/uploads/file_1" }),
      {
        type: "memory_store",
        memory_store_id: twin.id,
        access: "read_only",
        instructions: "Look here first.",
        name: "team notes",
        description: "",
        mount_path: `/mnt/memory/team-notes-${twin.id.slice(-6).toLowerCase()}`,
      },
      expect.objectContaining({ memory_store_id: foreign.id, mount_path: `/mnt/memory/${foreign.id}` }),
    ]);
    await memoryStores.update(notes.id, { name: "renamed" });
    expect(await sessions.retrieve(session.id)).toEqual(session);
    expect((await collect(sessions.resources.list(session.id, { limit: 1 }))).map((item) => item.mount_path)).toEqual(
      session.resources.map((item) => item.mount_path),
    );
    expect((await collect(sessions.list({ memory_store_id: twin.id }))).map((item) => item.id)).toEqual([session.id]);
  });

  it("refuses nine stores, one store twice, an archived store and unknown things", async () => {
    const { memoryStores, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const stores = await Promise.all(
      Array.from({ length: 9 }, (_, index) => memoryStores.create({ name: `s${index}` })),
    );
    const attach = (ids: string[]) =>
      sessions.create({
        agent: agent.id,
        environment_id: environment.id,
        resources: ids.map((memory_store_id) => ({ type: "memory_store" as const, memory_store_id })),
      });
    const ids = stores.map((store) => store.id);
    await expect(attach(ids)).rejects.toMatchObject({ status: 400, type: "invalid_request_error" });
    await expect(attach([ids[0] ?? "", ids[0] ?? ""])).rejects.toMatchObject({ status: 400 });
    await memoryStores.archive(ids[8] ?? "");
    await expect(attach(ids.slice(8))).rejects.toMatchObject({ status: 400 });
    await expect(attach(["memstore_none"])).rejects.toMatchObject({ status: 404 });
    expect((await attach(ids.slice(0, 8))).resources).toHaveLength(8);
    const body = { agent: agent.id, environment_id: environment.id };
    await expect(sessions.create({ ...body, agent: "agent_none" })).rejects.toMatchObject({ status: 404 });
    await expect(sessions.create({ ...body, environment_id: "env_none" })).rejects.toMatchObject({ status: 404 });
    await expect(sessions.retrieve("sesn_none")).rejects.toMatchObject({ status: 404, type: "not_found_error" });
  });

  it("pages both ways and filters by time, status and agent", async () => {
    const { sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const made = [];
    for (let index = 0; index < 5; index++) {
      made.push(await sessions.create({ agent: agent.id, environment_id: environment.id, title: `no. ${index}` }));
    }
    const newestFirst = made.map((session) => session.id).reverse();
    const filter = { agent_id: agent.id, limit: 2 };
    expect((await collect(sessions.list(filter))).map((session) => session.id)).toEqual(newestFirst);
    expect((await collect(sessions.list({ ...filter, order: "asc" }))).map((session) => session.id)).toEqual(
      [...newestFirst].reverse(),
    );
    const first = await sessions.list(filter);
    expect(first.prev_page).toBeNull();
    const second = await sessions.list({ ...filter, page: first.next_page });
    const third = await sessions.list({ ...filter, page: second.next_page });
    expect(third.data.map((session) => session.id)).toEqual(newestFirst.slice(4));
    expect(third.next_page).toBeNull();
    const back = await sessions.list({ ...filter, page: third.prev_page });
    expect(back.data).toEqual(second.data);
    const start = await sessions.list({ ...filter, page: back.prev_page });
    expect(start.data).toEqual(first.data);
    expect(start.prev_page).toBeNull();
    const again = await sessions.list({ ...filter, page: start.next_page });
    expect(again.data).toEqual(second.data);
    await expect(sessions.list({ ...filter, order: "asc", page: first.next_page })).rejects.toMatchObject({
      status: 400,
    });
    const middle = made[2]?.created_at ?? "";
    await expect(
      sessions.list({ ...filter, "created_at[gt]": "2999-01-01T00:00:00Z", page: first.next_page }),
    ).rejects.toMatchObject({ status: 400 });
    const exact = await sessions.list({ agent_id: agent.id, "created_at[gte]": middle, "created_at[lte]": middle });
    expect(exact.data.map((session) => session.id)).toContain(made[2]?.id);
    expect((await sessions.list({ agent_id: agent.id, statuses: ["running", "terminated"] })).data).toEqual([]);
    expect((await sessions.list({ agent_id: agent.id, statuses: ["idle", "running"] })).data).toHaveLength(5);
    expect((await sessions.list({ agent_id: agent.id, agent_version: 2 })).data).toEqual([]);
  });

  it("changes title and metadata, and the agent's tools only while idle", async () => {
    const { sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const session = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      metadata: { a: "1", b: "2" },
      budget: { type: "limit", max_list_cost: { amount: "500", currency: "USD" } },
    });
    const changed = await sessions.update(session.id, {
      title: "Disk alert",
      metadata: { a: null, c: "3" },
      agent: { tools: [] },
      budget: null,
    });
    expect(changed).toMatchObject({ title: "Disk alert", metadata: { b: "2", c: "3" }, budget: null });
    expect(changed.agent.tools).toEqual([]);
    expect(await sessions.update(session.id, {})).toEqual(await sessions.retrieve(session.id));
    await expect(
      sessions.update(session.id, { budget: { type: "limit", max_list_cost: { amount: "5", currency: "USD" } } }),
    ).rejects.toMatchObject({ status: 400 });
    const busy = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      initial_events: [{ type: "user.message", content: [{ type: "text", text: "Go" }] }],
    });
    expect(busy.status).toBe("running");
    await expect(sessions.update(busy.id, { agent: { tools: [] } })).rejects.toMatchObject({ status: 400 });
    await expect(sessions.archive(busy.id)).rejects.toMatchObject({ status: 400 });
    await expect(sessions.delete(busy.id)).rejects.toMatchObject({ status: 400 });
    await sessions.events.send(busy.id, { events: [{ type: "user.interrupt" }] });
    expect((await sessions.retrieve(busy.id)).status).toBe("idle");
    expect(await sessions.delete(busy.id)).toEqual({ id: busy.id, type: "session_deleted" });
  });

  it("archives for good: hidden from lists, readable, closed to events", async () => {
    const { sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const session = await sessions.create({ agent: agent.id, environment_id: environment.id });
    const archived = await sessions.archive(session.id);
    expect(archived).toMatchObject({ status: "terminated", archived_at: expect.any(String) });
    expect(await sessions.archive(session.id)).toEqual(archived);
    const filter = { agent_id: agent.id };
    expect((await sessions.list(filter)).data).toEqual([]);
    expect((await sessions.list({ ...filter, include_archived: true })).data).toEqual([archived]);
    const events = [{ type: "user.message" as const, content: [{ type: "text" as const, text: "late" }] }];
    await expect(sessions.events.send(session.id, { events })).rejects.toMatchObject({ status: 400 });
    expect((await sessions.events.list(session.id)).data.map((event) => event.type)).toEqual([
      "session.status_terminated",
    ]);
    await sessions.delete(session.id);
    await expect(sessions.retrieve(session.id)).rejects.toMatchObject({ status: 404 });
  });

  it("adds and takes files, but never memory stores", async () => {
    const { memoryStores, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const store = await memoryStores.create({ name: "notes" });
    const session = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      resources: [{ type: "memory_store", memory_store_id: store.id }],
    });
    const { resources } = sessions;
    const file = await resources.add(session.id, { type: "file", file_id: "file_9", mount_path: "/data/nine" });
    expect(file).toMatchObject({ type: "file", file_id: "file_9", mount_path: "/data/nine" });
    expect(await resources.retrieve(file.id, { session_id: session.id })).toEqual(file);
    expect(await resources.delete(file.id, { session_id: session.id })).toEqual({
      id: file.id,
      type: "session_resource_deleted",
    });
    await expect(resources.retrieve(file.id, { session_id: session.id })).rejects.toMatchObject({ status: 404 });
    const path = `/v1/sessions/${session.id}/resources`;
    const body = JSON.stringify({ type: "memory_store", memory_store_id: store.id });
    await expectError(await api.send(path, { method: "POST", body }), 400, "invalid_request_error");
    await expect(resources.delete(store.id, { session_id: session.id })).rejects.toMatchObject({ status: 400 });
  });

  it("takes no repository credential and stores the repository without one", async () => {
    const { sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const repository = { type: "github_repository" as const, url: "https://github.com/acme/tools.git" };
    const create = (resource: Anthropic.Beta.Sessions.BetaManagedAgentsGitHubRepositoryResourceParams) =>
      sessions.create({ agent: agent.id, environment_id: environment.id, resources: [resource] });
    await expect(create({ ...repository, authorization_token: "secret" })).rejects.toMatchObject({ status: 400 });
    const session = await create({ ...repository, checkout: { type: "branch", name: "main" } });
    expect(session.resources[0]).toMatchObject({
      url: repository.url,
      checkout: { type: "branch", name: "main" },
      mount_path: "/workspace/tools",
    });
  });

  it("has no threads but answers for them", async () => {
    const { sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const session = await sessions.create({ agent: agent.id, environment_id: environment.id });
    expect(await collect(sessions.threads.list(session.id))).toEqual([]);
    await expect(sessions.threads.retrieve("sthr_1", { session_id: session.id })).rejects.toMatchObject({
      status: 404,
    });
  });
});
