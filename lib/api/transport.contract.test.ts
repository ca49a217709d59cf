import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";
import { rawRequest } from "./testing/raw-request";

const api = useApiServer();
const stores = memoryClient(api);

describe("authentication", () => {
  it("takes the key as bearer, as the SDK sends it, and as x-api-key, as older clients do", async () => {
    for (const headers of [{ authorization: `Bearer ${api.adminKey()}` }, { "x-api-key": api.adminKey() }]) {
      const response = await api.send("/v1/memory_stores", { apiKey: null, headers });
      expect(response.status).toBe(200);
    }
    const viaToken = new Anthropic({ baseURL: api.baseUrl(), authToken: api.adminKey(), apiKey: null });
    expect((await viaToken.beta.memoryStores.list()).data).toBeInstanceOf(Array);
  });

  it("answers 401 without a key, with a wrong one and with a malformed header", async () => {
    const wrong: Record<string, string>[] = [
      {},
      { "x-api-key": "nonsense" },
      { authorization: "Bearer nonsense" },
      { authorization: "Bearer " },
      { authorization: `Basic ${Buffer.from("a:b").toString("base64")}` },
      { cookie: "next-auth.session-token=nonsense" },
    ];
    for (const headers of wrong) {
      const response = await api.send("/v1/memory_stores", { apiKey: null, headers });
      await expectError(response, 401, "authentication_error");
    }
  });

  it("takes any version and beta header, or none", async () => {
    const heads: Record<string, string>[] = [
      {},
      { "anthropic-version": "2023-06-01", "anthropic-beta": "agent-memory-2026-07-22" },
      { "anthropic-version": "whatever", "anthropic-beta": "managed-agents-2026-04-01,agent-memory-2026-07-22" },
    ];
    for (const headers of heads) expect((await api.send("/v1/memory_stores", { headers })).status).toBe(200);
  });

  it("says which workspace it is, takes that workspace's id and refuses another's", async () => {
    const first = await api.send("/v1/memory_stores");
    const workspace = first.headers.get("anthropic-workspace-id") ?? "";
    expect(workspace).toMatch(/^wrkspc_/);
    const same = await api.send("/v1/memory_stores", { headers: { "anthropic-workspace-id": workspace } });
    expect(same.status).toBe(200);
    const other = await api.send("/v1/memory_stores", { headers: { "anthropic-workspace-id": "wrkspc_other" } });
    await expectError(other, 403, "permission_error");
  });
});

describe("addresses", () => {
  it("keeps a path prefix out, ignores ?beta=true, order_by, order and unknown parameters", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/a");
    const plain = await stores.list(store.id);
    for (const query of ["?beta=true", "?order_by=path&order=desc", "?nonsense=1"]) {
      expect(await stores.list(store.id, query)).toEqual(plain);
    }
  });

  it("answers unknown routes and wrong methods with the envelope", async () => {
    const store = await stores.store();
    const requests: [string, string][] = [
      ["GET", "/v1/nothing"],
      ["POST", "/v1/nothing"],
      ["GET", "/v1"],
      ["GET", "/v1/"],
      ["PATCH", `/v1/memory_stores/${store.id}`],
      ["PUT", `/v1/memory_stores/${store.id}/memories`],
      ["DELETE", "/v1/memory_stores"],
      ["GET", `/v1/memory_stores/${store.id}/archive`],
      ["GET", `/v1/memory_stores/${store.id}/memories/a/b`],
    ];
    for (const [method, path] of requests) await expectError(await api.send(path, { method }), 404, "not_found_error");
  });

  it("answers malformed percent-encoding and NUL in the address with the envelope", async () => {
    const key = `x-api-key: ${api.adminKey()}`;
    for (const [target, status] of [
      ["/v1/memory_stores/%", 404],
      ["/v1/memory_stores/%zz", 404],
      ["/v1/memory_stores/%c3%28", 404],
      ["/v1/memory_stores/%ed%a0%80", 404],
      ["/v1/memory_stores?page=%", 400],
      ["/v1/memory_stores/%00", 400],
      ["/v1/memory_stores?page=%00", 400],
      ["/v1/actors?ids=a%00b", 400],
    ] as const) {
      const answer = await rawRequest(
        api.baseUrl(),
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${key}\r\nConnection: close\r\n\r\n`,
      );
      expect({ target, status: answer.status }).toEqual({ target, status });
      expect(answer.head.toLowerCase()).toContain("content-type: application/json");
      expect(JSON.parse(answer.body)).toMatchObject({ type: "error" });
    }
  });

  it("leaves ids as they are: odd ones are unknown, not an error of the server", async () => {
    for (const id of ["memstore_none", "..%2f..", "'; DROP TABLE memory", "%25", "a".repeat(5000), "日本", "{id}"]) {
      await expectError(await api.send(`/v1/memory_stores/${encodeURIComponent(id)}`), 404, "not_found_error");
      const below = await api.send(`/v1/memory_stores/${encodeURIComponent(id)}/memories`);
      await expectError(below, 404, "not_found_error");
    }
  });
});

describe("answers", () => {
  it("carry a request id that the SDK shows, and are not to be cached", async () => {
    const response = await api.send("/v1/memory_stores");
    expect(response.headers.get("request-id")).toMatch(/^req_/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const store = await api.client().beta.memoryStores.create({ name: "ids" });
    expect(store._request_id).toMatch(/^req_/);
    const failure = await api
      .client()
      .beta.memoryStores.retrieve("memstore_none")
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Anthropic.NotFoundError);
    expect(failure).toMatchObject({ status: 404, type: "not_found_error" });
    expect(failure instanceof Anthropic.APIError && failure.requestID).toMatch(/^req_/);
  });

  it("give every request its own id, whatever the client sends", async () => {
    const ids = new Set<string | null>();
    for (let turn = 0; turn < 5; turn += 1) {
      const response = await api.send("/v1/memory_stores", { headers: { "request-id": "mine" } });
      ids.add(response.headers.get("request-id"));
    }
    expect(ids.size).toBe(5);
    expect(ids.has("mine")).toBe(false);
  });

  it("tell the SDK not to repeat a 409 that cannot succeed, so that it sends one request", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "one");
    let requests = 0;
    const client = new Anthropic({
      baseURL: api.baseUrl(),
      apiKey: api.adminKey(),
      fetch: (input, init) => {
        requests += 1;
        return fetch(input, init);
      },
    });
    const memories = client.beta.memoryStores.memories;
    const taken = await memories.create(store.id, { path: "/a", content: "" }).catch((error: unknown) => error);
    expect(taken).toBeInstanceOf(Anthropic.ConflictError);
    expect(taken).toMatchObject({
      type: "memory_path_conflict_error",
      error: { error: { conflicting_path: "/a", conflicting_memory_id: memory.id } },
    });
    const precondition = { type: "content_sha256" as const, content_sha256: "0".repeat(64) };
    const stale = await memories
      .update(memory.id, { memory_store_id: store.id, content: "two", precondition })
      .catch((error: unknown) => error);
    expect(stale).toMatchObject({ status: 409, type: "memory_precondition_failed_error" });
    expect(requests).toBe(2);
  });
});
