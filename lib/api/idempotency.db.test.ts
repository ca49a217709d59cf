import { randomUUID } from "node:crypto";
import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { getApplicationPool } from "@/lib/db/pool";
import { dropExpiredAnswers } from "@/lib/govern/drop-expired-answers";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const client = () => memoryClient(api);

const post = (path: string, key: string, body: object = {}, apiKey?: string) =>
  api.send(path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "idempotency-key": key },
    ...(apiKey === undefined ? {} : { apiKey }),
  });
const countOf = async (storeId: string) => (await client().versions(storeId, "?limit=100")).data.length;
const keptRows = async () => (await getApplicationPool().query("SELECT * FROM idempotency_key")).rows;
const makeMemories = async () => {
  const store = await client().store();
  return { storeId: store.id, url: `/v1/memory_stores/${store.id}/memories` };
};

describe("a request with an Idempotency-Key", () => {
  it("that is sent again gives the first answer, byte for byte, and writes once", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    const first = await post(`${url}?view=full`, key, { path: "/a", content: "text" });
    const again = await post(`${url}?view=full`, key, { path: "/a", content: "text" });
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(await first.text());
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    expect(again.headers.get("anthropic-workspace-id")).toBe("wrkspc_default");
    expect(again.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(await countOf(storeId)).toBe(1);
  });

  it("gives the first answer also after the thing changed since", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    const created = await (await post(url, key, { path: "/a", content: "1" })).json();
    await client().update(storeId, created.id, { content: "2" });
    await client().delete(storeId, created.id);
    expect(await (await post(url, key, { path: "/a", content: "1" })).json()).toEqual(created);
    expect(await countOf(storeId)).toBe(3);
  });

  it("refuses the same key with another body or another query, and writes nothing", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    await post(url, key, { path: "/a", content: "1" });
    await expectError(await post(url, key, { path: "/b", content: "1" }), 409, "conflict_error");
    await expectError(await post(`${url}?view=full`, key, { path: "/a", content: "1" }), 409, "conflict_error");
    expect(await countOf(storeId)).toBe(1);
  });

  it("belongs to one actor and one route", async () => {
    const [one, other] = [await makeMemories(), await makeMemories()];
    const key = randomUUID();
    const body = { path: "/a", content: "1" };
    const first = await (await post(one.url, key, body)).json();
    const second = await (await post(other.url, key, body)).json();
    expect(second.id).not.toBe(first.id);
    const apiKey = await api.makeKey({ permissions: ["memory:read", "memory:write"] });
    await expectError(await post(one.url, key, body, apiKey), 409, "memory_path_conflict_error");
  });

  it("keeps a refusal that was decided, with the id of the request that asks now", async () => {
    const { storeId, url } = await makeMemories();
    const made = await client().create(storeId, "/a");
    const key = randomUUID();
    const first = await post(url, key, { path: "/a", content: "1" });
    const firstError = await expectError(first, 409, "memory_path_conflict_error");
    await client().delete(storeId, made.id);
    const again = await post(url, key, { path: "/a", content: "1" });
    expect(again.headers.get("x-should-retry")).toBe(first.headers.get("x-should-retry"));
    expect(await expectError(again, 409, "memory_path_conflict_error")).toEqual(firstError);
  });

  it("leaves the key free after a request that was malformed or forbidden", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    await expectError(await post(url, key, { path: "no slash", content: "1" }), 400, "invalid_request_error");
    const apiKey = await api.makeKey({ permissions: ["memory:read"] });
    await expectError(await post(url, key, { path: "/a", content: "1" }, apiKey), 403, "permission_error");
    expect((await post(url, key, { path: "/a", content: "1" })).status).toBe(200);
    expect(await countOf(storeId)).toBe(1);
  });

  it("is carried out once however many send it at the same time", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => post(url, key, { path: "/a", content: "1" }).then((answer) => answer.text())),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await countOf(storeId)).toBe(1);
  });

  it("may wait for many others without using up the connections", async () => {
    const { storeId, url } = await makeMemories();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        post(url, `many-${index}-${storeId}`, { path: `/${index}`, content: "1" }),
      ),
    );
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(await countOf(storeId)).toBe(60);
  });

  it("is refused when the key is not one, or where the body is a stream", async () => {
    const { url } = await makeMemories();
    await expectError(await post(url, "two words", { path: "/a", content: "" }), 400, "invalid_request_error");
    await expectError(await post(url, "x".repeat(256), { path: "/a", content: "" }), 400, "invalid_request_error");
    await expectError(await post("/v1/sessions/import", "k", {}), 400, "invalid_request_error");
  });

  it("works for every route that writes JSON, deletions too", async () => {
    const key = randomUUID();
    const body = { name: "once" };
    const store = await (await post("/v1/memory_stores", key, body)).json();
    expect(await (await post("/v1/memory_stores", key, body)).json()).toEqual(store);
    expect(await (await post(`/v1/memory_stores/${store.id}/archive`, key)).json()).toMatchObject({ id: store.id });
    const remove = () =>
      api.send(`/v1/memory_stores/${store.id}`, { method: "DELETE", headers: { "idempotency-key": key } });
    const removed = await (await remove()).json();
    expect(await (await remove()).json()).toEqual(removed);
    expect((await api.send(`/v1/memory_stores/${store.id}`)).status).toBe(404);
  });

  it("is what the stock client sends when it is told to, and survives its retries", async () => {
    const { storeId } = await makeMemories();
    let sent = 0;
    const lossy = new Anthropic({
      baseURL: api.baseUrl(),
      apiKey: api.adminKey(),
      fetch: async (url, init) => {
        const answer = await fetch(url, init);
        sent += 1;
        // The first answer is lost on its way.
        if (sent === 1) throw new TypeError("fetch failed");
        return answer;
      },
    });
    const made = await lossy.beta.memoryStores.memories.create(
      storeId,
      { path: "/a", content: "1" },
      { headers: { "Idempotency-Key": randomUUID() } },
    );
    expect(sent).toBe(2);
    expect(made.path).toBe("/a");
    expect(await countOf(storeId)).toBe(1);
  });
});

describe("a kept answer", () => {
  it("never holds a secret: the replay says that it was carried out, and nothing is made twice", async () => {
    const key = randomUUID();
    const body = { name: "secret", permissions: ["memory:read"] };
    const first = await (await post("/v1/api_keys", key, body)).json();
    const error = await expectError(await post("/v1/api_keys", key, body), 409, "conflict_error");
    expect(error.message).toContain("secret");
    const invited = await post("/v1/members", key, { email: "once@example.com", roles: ["viewer"] });
    const { url } = await invited.json();
    await expectError(
      await post("/v1/members", key, { email: "once@example.com", roles: ["viewer"] }),
      409,
      "conflict_error",
    );
    const stored = JSON.stringify(await keptRows());
    expect(stored).not.toContain(first.secret);
    expect(stored).not.toContain(url);
    const keys = await (await api.send("/v1/api_keys?limit=100")).json();
    expect(keys.data.filter((made: { name: string }) => made.name === "secret")).toHaveLength(1);
  });

  it("loses what was redacted since, and its hash, and still writes nothing", async () => {
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    const body = { path: "/private-path", content: "the private text" };
    const made = await (await post(`${url}?view=full`, key, body)).json();
    await client().update(storeId, made.id, { content: "harmless", path: "/harmless" });
    await client().redact(storeId, made.memory_version_id);
    const again = await post(`${url}?view=full`, key, body);
    const text = await again.text();
    expect(again.status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ id: made.id, memory_version_id: made.memory_version_id, content: null });
    for (const part of ["private", made.content_sha256]) {
      expect(text).not.toContain(part);
      expect(JSON.stringify(await keptRows())).not.toContain(part);
    }
    const { rows } = await getApplicationPool().query(
      "SELECT 1 FROM idempotency_key WHERE $1 = ANY (subject_ids) AND request_sha256 IS NOT NULL",
      [made.memory_version_id],
    );
    expect(rows).toEqual([]);
    expect(await countOf(storeId)).toBe(2);
  });

  it("is dropped when it is an error that named what was redacted since", async () => {
    const { storeId, url } = await makeMemories();
    const made = await client().create(storeId, "/private-name", "1");
    const key = randomUUID();
    await expectError(await post(url, key, { path: "/private-name", content: "2" }), 409, "memory_path_conflict_error");
    await client().delete(storeId, made.id);
    await client().redact(storeId, made.memory_version_id);
    const error = await expectError(
      await post(url, key, { path: "/private-name", content: "2" }),
      409,
      "conflict_error",
    );
    expect(error.message).toContain("redacted");
    expect(await countOf(storeId)).toBe(2);
  });

  it("is forgotten after a day, by whoever asks and by the worker", async () => {
    const pool = getApplicationPool();
    const { storeId, url } = await makeMemories();
    const key = randomUUID();
    const body = { path: "/a", content: "1" };
    const made = await (await post(url, key, body)).json();
    const age = (hours: number) =>
      pool.query("UPDATE idempotency_key SET created_at = now() - make_interval(hours => $1)", [hours]);
    await age(23);
    await dropExpiredAnswers(pool, new Date());
    expect((await (await post(url, key, body)).json()).id).toBe(made.id);
    await age(25);
    await client().delete(storeId, made.id);
    expect((await (await post(url, key, body)).json()).id).not.toBe(made.id);
    await age(25);
    await dropExpiredAnswers(pool, new Date());
    expect(await keptRows()).toEqual([]);
  });
});
