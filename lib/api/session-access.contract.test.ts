import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { collect, makeWorkplace } from "./testing/session-workplace";

const api = useApiServer();

describe("who may do what to sessions", () => {
  it("answers 401 without a key, 404 for what may not be read and 403 for what may not be changed", async () => {
    const { agent, environment } = await makeWorkplace(api.client());
    const body = JSON.stringify({ agent: agent.id, environment_id: environment.id });
    await expectError(await api.send("/v1/sessions", { apiKey: null }), 401, "authentication_error");
    const session = await api.client().beta.sessions.create(JSON.parse(body));
    const none = await api.makeKey({ permissions: ["memory:read"] });
    const reader = await api.makeKey({ permissions: ["session:read"] });
    const path = `/v1/sessions/${session.id}`;
    await expectError(await api.send(path, { apiKey: none }), 404, "not_found_error");
    await expectError(await api.send(`/v1/agents/${agent.id}`, { apiKey: none }), 404, "not_found_error");
    expect((await api.send(path, { apiKey: reader })).status).toBe(200);
    await expectError(
      await api.send("/v1/sessions", { method: "POST", body, apiKey: reader }),
      403,
      "permission_error",
    );
    await expectError(await api.send(path, { method: "DELETE", apiKey: reader }), 403, "permission_error");
    await expectError(await api.send(`${path}/token`, { method: "POST", apiKey: reader }), 403, "permission_error");
  });

  it("lets nobody attach, or mint a token for, more access than they hold", async () => {
    const { memoryStores, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const store = await memoryStores.create({ name: "shared" });
    const hidden = await memoryStores.create({ name: "hidden" });
    const limited = await api.makeKey({
      roles: ["operator"],
      memory_stores: [{ memory_store_id: store.id, access: "read_only" }],
    });
    const attach = (memory_store_id: string, access: "read_only" | "read_write", apiKey?: string) =>
      api.client(apiKey === undefined ? {} : { apiKey }).beta.sessions.create({
        agent: agent.id,
        environment_id: environment.id,
        resources: [{ type: "memory_store", memory_store_id, access }],
      });
    await expect(attach(store.id, "read_write", limited)).rejects.toMatchObject({ status: 403 });
    await expect(attach(hidden.id, "read_only", limited)).rejects.toMatchObject({ status: 404 });
    const own = await attach(store.id, "read_only", limited);
    const writable = await attach(store.id, "read_write");
    const secret = await attach(hidden.id, "read_only");
    const mint = (id: string) => api.send(`/v1/sessions/${id}/token`, { method: "POST", apiKey: limited });
    expect((await mint(own.id)).status).toBe(200);
    await expectError(await mint(writable.id), 403, "permission_error");
    await expectError(await mint(secret.id), 404, "not_found_error");
    const seen = await collect(api.client({ apiKey: limited }).beta.sessions.list({ agent_id: agent.id }));
    expect(seen.map((session) => session.id).sort()).toEqual([own.id, writable.id].sort());
    expect((await collect(sessions.list({ agent_id: agent.id }))).map((session) => session.id)).toContain(secret.id);
  });

  it("keeps a session token to its session and its stores", async () => {
    const { memoryStores, sessions } = api.client().beta;
    const { agent, environment } = await makeWorkplace(api.client());
    const [notes, manual, foreign] = await Promise.all(
      ["notes", "manual", "foreign"].map((name) => memoryStores.create({ name })),
    );
    if (notes === undefined || manual === undefined || foreign === undefined) throw new Error("no stores");
    const page = await memoryStores.memories.create(manual.id, { path: "/a.md", content: "a" });
    const session = await sessions.create({
      agent: agent.id,
      environment_id: environment.id,
      resources: [
        { type: "memory_store", memory_store_id: notes.id },
        { type: "memory_store", memory_store_id: manual.id, access: "read_only" },
      ],
    });
    const other = await sessions.create({ agent: agent.id, environment_id: environment.id });
    const answer = await api.send(`/v1/sessions/${session.id}/token`, { method: "POST", body: '{"ttl_seconds":60}' });
    const minted = (await answer.json()) as { type: string; token: string; expires_at: string; session_id: string };
    expect(minted).toMatchObject({ type: "session_token", session_id: session.id });
    expect(minted.token).toMatch(/^reverie_st_/);
    const token = api.client({ apiKey: minted.token }).beta;
    expect((await token.sessions.retrieve(session.id)).id).toBe(session.id);
    expect((await collect(token.sessions.list())).map((item) => item.id)).toEqual([session.id]);
    await expect(token.sessions.retrieve(other.id)).rejects.toMatchObject({ status: 404 });
    await expect(token.sessions.events.list(other.id)).rejects.toMatchObject({ status: 404 });
    await expect(token.sessions.delete(session.id)).rejects.toMatchObject({ status: 403 });
    await expect(token.agents.retrieve(agent.id)).rejects.toMatchObject({ status: 404 });
    await token.sessions.events.send(session.id, {
      events: [{ type: "user.message", content: [{ type: "text", text: "hi" }] }],
    });
    const written = await token.memoryStores.memories.create(notes.id, { path: "/b.md", content: "b" });
    const version = await memoryStores.memoryVersions.retrieve(written.memory_version_id, {
      memory_store_id: notes.id,
    });
    expect(version.created_by).toEqual({ type: "session_actor", session_id: session.id });
    expect((await token.memoryStores.memories.retrieve(page.id, { memory_store_id: manual.id })).content).toBe("a");
    await expect(
      token.memoryStores.memories.update(page.id, { memory_store_id: manual.id, content: "x" }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(token.memoryStores.memories.create(foreign.id, { path: "/x", content: "x" })).rejects.toMatchObject({
      status: 404,
    });
    await sessions.archive(session.id);
    await expect(token.memoryStores.memories.list(notes.id)).rejects.toMatchObject({ status: 401 });
  });
});
