import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ApiKey, apiKey, createdApiKey } from "@/lib/contract/api-key";
import { pageOf } from "@/lib/contract/common";
import { permission } from "@/lib/contract/permission";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);

const post = (path: string, body: unknown, key?: string) =>
  api.send(path, { method: "POST", body: JSON.stringify(body), ...(key === undefined ? {} : { apiKey: key }) });
const makeKey = async (body: object) =>
  createdApiKey.parse(await (await post("/v1/api_keys", { name: "k", ...body })).json());

/** Every way to touch a store, with the permission that it needs. */
async function storeRequests() {
  const store = await stores.store();
  const memory = await stores.create(store.id, "/a", "text");
  const old = memory.memory_version_id;
  await stores.update(store.id, memory.id, { content: "new" });
  const base = `/v1/memory_stores/${store.id}`;
  const requests: { method: string; path: string; body?: unknown; needs: "read" | "write" | "redact" }[] = [
    { method: "GET", path: base, needs: "read" },
    { method: "GET", path: `${base}/memories`, needs: "read" },
    { method: "GET", path: `${base}/memories/${memory.id}`, needs: "read" },
    { method: "GET", path: `${base}/memory_versions`, needs: "read" },
    { method: "GET", path: `${base}/memory_versions/${old}`, needs: "read" },
    { method: "POST", path: `${base}/memories`, body: { path: "/b", content: "" }, needs: "write" },
    { method: "POST", path: `${base}/memories/${memory.id}`, body: { content: "changed" }, needs: "write" },
    { method: "POST", path: base, body: { name: "renamed" }, needs: "write" },
    { method: "POST", path: `${base}/memory_versions/${old}/redact`, needs: "redact" },
    { method: "DELETE", path: `${base}/memories/${memory.id}`, needs: "write" },
    { method: "POST", path: `${base}/archive`, needs: "write" },
    { method: "DELETE", path: base, needs: "write" },
  ];
  const snapshot = async () => ({
    store: await stores.getStore(store.id),
    memories: await stores.list(store.id, "?view=full"),
    versions: await stores.versions(store.id, "?view=full"),
  });
  return { store, requests, snapshot };
}

const sendAs = (key: string, request: { method: string; path: string; body?: unknown }) =>
  api.send(request.path, {
    method: request.method,
    apiKey: key,
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  });

describe("an API key", () => {
  it("shows its secret once, at its making, and never again", async () => {
    const created = await makeKey({ name: "deploy", roles: ["viewer"], permissions: ["memory:write"] });
    expect(created).toMatchObject({
      type: "api_key",
      name: "deploy",
      roles: ["viewer"],
      permissions: ["memory:write"],
    });
    expect(created.secret.length).toBeGreaterThan(40);
    expect(created.secret.endsWith(created.hint)).toBe(true);
    for (const path of [`/v1/api_keys/${created.id}`, "/v1/api_keys?limit=100", "/v1/audit_events?limit=100"]) {
      const text = await (await api.send(path)).text();
      expect(text).not.toContain(created.secret);
      expect(text).not.toContain('"secret"');
    }
    const revoked = await (await post(`/v1/api_keys/${created.id}/revoke`, {})).text();
    expect(revoked).not.toContain(created.secret);
    expect(await (await api.send("/v1/memory_stores", { apiKey: created.secret })).text()).not.toContain(
      created.secret,
    );
  });

  it("ends at once and for good when it is revoked; a second time changes nothing", async () => {
    const key = await makeKey({ roles: ["viewer"] });
    expect((await api.send("/v1/memory_stores", { apiKey: key.secret })).status).toBe(200);
    const revoked = apiKey.parse(await (await post(`/v1/api_keys/${key.id}/revoke`, {})).json());
    expect(revoked.revoked_at).not.toBeNull();
    await expectError(await api.send("/v1/memory_stores", { apiKey: key.secret }), 401, "authentication_error");
    const again = apiKey.parse(await (await post(`/v1/api_keys/${key.id}/revoke`, {})).json());
    expect(again).toEqual({ ...revoked, last_used_at: again.last_used_at });
  });

  it("ends at its expiry, which must lie ahead", async () => {
    const soon = await makeKey({ roles: ["viewer"], expires_at: new Date(Date.now() + 1500).toISOString() });
    expect((await api.send("/v1/memory_stores", { apiKey: soon.secret })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    await expectError(await api.send("/v1/memory_stores", { apiKey: soon.secret }), 401, "authentication_error");
    for (const expires_at of [new Date(Date.now() - 1000).toISOString(), "tomorrow", ""]) {
      await expectError(await post("/v1/api_keys", { name: "k", expires_at }), 400, "invalid_request_error");
    }
  });

  it("is refused with unknown permissions, roles, stores, a store named twice or no name", async () => {
    const store = await stores.store();
    const grant = { memory_store_id: store.id, access: "read_only" };
    for (const body of [
      { permissions: ["memory:all"] },
      { roles: ["root"] },
      { name: "" },
      { memory_stores: [{ memory_store_id: store.id, access: "admin" }] },
      { memory_stores: [grant, grant] },
      { secret: "chosen" },
    ]) {
      await expectError(await post("/v1/api_keys", { name: "k", ...body }), 400, "invalid_request_error");
    }
    const unknown = await post("/v1/api_keys", {
      name: "k",
      memory_stores: [{ ...grant, memory_store_id: "memstore_none" }],
    });
    await expectError(unknown, 404, "not_found_error");
  });

  it("lists newest first with its last use, and is unknown under a made-up id", async () => {
    const key = await makeKey({ roles: ["viewer"] });
    await api.send("/v1/memory_stores", { apiKey: key.secret });
    const page = pageOf(apiKey).parse(await (await api.send("/v1/api_keys?limit=1")).json());
    expect(page.data[0]?.id).toBe(key.id);
    expect(page.data[0]?.last_used_at).not.toBeNull();
    const seen: ApiKey[] = [];
    for (let next = page.next_page; next !== null; ) {
      const more = pageOf(apiKey).parse(await (await api.send(`/v1/api_keys?limit=2&page=${next}`)).json());
      seen.push(...more.data);
      next = more.next_page;
    }
    expect(new Set([key.id, ...seen.map((other) => other.id)]).size).toBe(seen.length + 1);
    await expectError(await api.send("/v1/api_keys/apikey_none"), 404, "not_found_error");
    await expectError(await post("/v1/api_keys/apikey_none/revoke", {}), 404, "not_found_error");
  });
});

describe("what a key may do", () => {
  it("with neither permissions nor roles is nothing", async () => {
    const { requests, snapshot } = await storeRequests();
    const key = await api.makeKey({});
    const before = await snapshot();
    for (const request of requests) await expectError(await sendAs(key, request), 404, "not_found_error");
    for (const [method, path, body] of [
      ["GET", "/v1/memory_stores"],
      ["POST", "/v1/memory_stores", { name: "n" }],
      ["GET", "/v1/api_keys"],
      ["POST", "/v1/api_keys", { name: "k", roles: ["admin"] }],
      ["GET", "/v1/members"],
      ["POST", "/v1/members", { email: "a@example.org", roles: ["admin"] }],
      ["GET", "/v1/audit_events"],
      ["GET", "/v1/actors?ids=apikey_1"],
      ["POST", "/v1/agents", { name: "a", model: "m" }],
      ["GET", "/v1/sessions"],
    ] as const) {
      await expectError(await sendAs(key, { method, path, body }), 403, "permission_error");
    }
    expect(await snapshot()).toEqual(before);
  });

  it("for reading is reading: every change is 403 and writes nothing", async () => {
    const { requests, snapshot } = await storeRequests();
    const key = await api.makeKey({ permissions: ["memory:read"] });
    const before = await snapshot();
    for (const request of requests) {
      const response = await sendAs(key, request);
      if (request.needs === "read") expect(response.status).toBe(200);
      else await expectError(response, 403, "permission_error");
    }
    await expectError(await post("/v1/memory_stores", { name: "n" }, key), 403, "permission_error");
    expect(await snapshot()).toEqual(before);
  });

  it("for writing is writing, also without reading, and is not redacting", async () => {
    const { requests } = await storeRequests();
    const key = await api.makeKey({ permissions: ["memory:write"] });
    for (const request of requests) {
      const response = await sendAs(key, request);
      const expected = { read: 404, write: 200, redact: 404 }[request.needs];
      expect({ ...request, status: response.status }).toEqual({ ...request, status: expected });
    }
    expect((await post("/v1/memory_stores", { name: "made blind" }, key)).status).toBe(200);
  });

  it("for redacting is redacting alone", async () => {
    const { requests } = await storeRequests();
    const key = await api.makeKey({ permissions: ["memory:read", "memory:redact"] });
    for (const request of requests) {
      const expected = { read: 200, write: 403, redact: 200 }[request.needs];
      expect((await sendAs(key, request)).status).toBe(expected);
    }
  });

  it("limited to stores shows only those, hides all others as unknown, and makes no new ones", async () => {
    const [mine, other] = [await storeRequests(), await storeRequests()];
    const grants = [{ memory_store_id: mine.store.id, access: "read_write" as const }];
    const key = await api.makeKey({ roles: ["operator", "compliance"], memory_stores: grants });
    const list = (await (await api.send("/v1/memory_stores", { apiKey: key })).json()) as { data: { id: string }[] };
    expect(list.data.map((store) => store.id)).toEqual([mine.store.id]);
    const before = await other.snapshot();
    for (const request of other.requests) await expectError(await sendAs(key, request), 404, "not_found_error");
    expect(await other.snapshot()).toEqual(before);
    await expectError(await post("/v1/memory_stores", { name: "n" }, key), 403, "permission_error");
    for (const request of mine.requests) expect((await sendAs(key, request)).status).toBe(200);
  });

  it("limited to reading a store is refused every change there, whatever its roles", async () => {
    const { store, requests, snapshot } = await storeRequests();
    const grants = [{ memory_store_id: store.id, access: "read_only" as const }];
    const key = await api.makeKey({ roles: ["admin"], memory_stores: grants });
    const before = await snapshot();
    for (const request of requests) {
      const response = await sendAs(key, request);
      if (request.needs === "read") expect(response.status).toBe(200);
      else await expectError(response, 403, "permission_error");
    }
    expect(await snapshot()).toEqual(before);
  });

  it("limited to no store at all reaches none", async () => {
    const { requests } = await storeRequests();
    const key = await api.makeKey({ roles: ["operator"], memory_stores: [] });
    for (const request of requests) await expectError(await sendAs(key, request), 404, "not_found_error");
    expect(await (await api.send("/v1/memory_stores", { apiKey: key })).json()).toEqual({ data: [], next_page: null });
  });

  it("limited to stores never is administrating, which could make a key without limits", async () => {
    const store = await stores.store();
    const key = await api.makeKey({
      roles: ["admin"],
      memory_stores: [{ memory_store_id: store.id, access: "read_write" }],
    });
    await expectError(await post("/v1/api_keys", { name: "k", roles: ["admin"] }, key), 403, "permission_error");
    await expectError(
      await post("/v1/members", { email: "a@example.org", roles: ["admin"] }, key),
      403,
      "permission_error",
    );
    const whoami = z
      .object({ permissions: z.array(permission) })
      .parse(await (await api.send("/v1/whoami", { apiKey: key })).json());
    expect(whoami.permissions).not.toContain("admin");
    expect(whoami.permissions).toContain("memory:write");
  });

  it("limited to stores reads only their part of the record", async () => {
    const [mine, other] = [await stores.store(), await stores.store()];
    const key = await api.makeKey({
      permissions: ["audit:read"],
      memory_stores: [{ memory_store_id: mine.id, access: "read_only" }],
    });
    const text = await (await api.send("/v1/audit_events?limit=100", { apiKey: key })).text();
    expect(text).toContain(mine.id);
    expect(text).not.toContain(other.id);
    expect(text).not.toContain("api_key.create");
  });
});
