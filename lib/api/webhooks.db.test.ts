import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { pageOf } from "@/lib/contract/common";
import { createdWebhook, webhook, webhookDelivery } from "@/lib/contract/webhook";
import { getApplicationPool } from "@/lib/db/pool";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "@/lib/memory/create-memory";
import { createLogger } from "@/lib/observe/logger";
import { type ReceivedRequest, useReceiver } from "@/lib/webhook/testing/receiver";
import { hireWebhookCourier } from "@/lib/webhook/webhook-courier";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const receiver = useReceiver();
const client = () => memoryClient(api);
const minuteMs = 60_000;

beforeEach(async () => {
  process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE = "true";
  receiver.received.length = 0;
  receiver.answerWith((response) => void response.end());
});
afterEach(async () => {
  delete process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE;
  await getApplicationPool().query("DELETE FROM webhook");
});

const send = (method: string, path: string, body?: object, apiKey?: string) =>
  api.send(`/v1/webhooks${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(apiKey === undefined ? {} : { apiKey }),
  });
async function ok<T extends z.ZodType>(schema: T, request: Promise<Response>): Promise<z.infer<T>> {
  const answer = await request;
  const text = await answer.text();
  expect({ status: answer.status, text }).toMatchObject({ status: 200 });
  return schema.parse(JSON.parse(text));
}
const make = (events: string[], more: object = {}) =>
  ok(createdWebhook, send("POST", "", { url: receiver.url(), events, ...more }));
const deliveriesOf = (id: string, query = "") =>
  ok(pageOf(webhookDelivery), send("GET", `/${id}/deliveries?limit=100${query}`));

/** A worker's turns until nothing more is due, at a time that the test chooses. */
async function work(laterMs = 0, couriers = 1) {
  const stopping = new AbortController();
  const clock = () => new Date(Date.now() + laterMs);
  const hired = Array.from({ length: couriers }, () =>
    hireWebhookCourier(getApplicationPool(), createLogger("silent"), stopping.signal, clock),
  );
  await Promise.all(
    hired.map(async (courier) => {
      for (let turn = 0; turn < 2; turn++) {
        await courier.turn();
        await courier.settled();
      }
    }),
  );
}
const eventsReceived = () => receiver.received.map((request) => JSON.parse(request.body));

describe("a webhook", () => {
  it("is told of what happens in the official form, signed so that the stock client accepts it", async () => {
    const hook = await make(["memory_store.created", "memory_store.archived", "memory_store.deleted"]);
    const store = await client().store();
    await client().archive(store.id);
    await client().send("DELETE", `/${store.id}`);
    await work();
    const [first, ...further] = receiver.received;
    expect(eventsReceived().map((event) => event.data.type)).toEqual(
      expect.arrayContaining(["memory_store.created", "memory_store.archived", "memory_store.deleted"]),
    );
    expect(further).toHaveLength(2);
    const { headers, body }: ReceivedRequest = first ?? { headers: {}, body: "", path: "" };
    const unwrapped = api.client().beta.webhooks.unwrap(body, { headers, key: hook.secret });
    expect(unwrapped).toMatchObject({
      type: "event",
      id: headers["webhook-id"],
      created_at: expect.any(String),
      data: { id: store.id, workspace_id: "wrkspc_default", organization_id: expect.any(String) },
    });
    const foreign = `whsec_${Buffer.alloc(32).toString("base64")}`;
    expect(() => api.client().beta.webhooks.unwrap(body, { headers, key: foreign })).toThrow();
    expect(() => api.client().beta.webhooks.unwrap(`${body} `, { headers, key: hook.secret })).toThrow();
  });

  it("is told of versions by their ids, never of paths or content, and only of what it asked for", async () => {
    const [one, other] = [await client().store(), await client().store()];
    await client().create(one.id, "/before", "too early");
    const hook = await make(["memory_version.created", "memory_version.redacted"], { memory_store_ids: [one.id] });
    const made = await client().create(one.id, "/secret-path", "secret content");
    await client().create(other.id, "/not-followed", "");
    await client().update(one.id, made.id, { content: "next" });
    await client().redact(one.id, made.memory_version_id);
    await work();
    expect(eventsReceived()).toHaveLength(3);
    expect(eventsReceived().map((event) => event.data)).toContainEqual({
      type: "memory_version.created",
      id: made.memory_version_id,
      memory_id: made.id,
      memory_store_id: one.id,
      organization_id: "wrkspc_default",
      workspace_id: "wrkspc_default",
    });
    expect(JSON.stringify(receiver.received)).not.toContain("secret");
    const { data } = await deliveriesOf(hook.id);
    expect(data.map((delivery) => [delivery.state, delivery.attempts, delivery.response_status])).toEqual(
      Array(3).fill(["delivered", 1, 200]),
    );
  });

  it("misses nothing that commits late and gets nothing twice, with several workers at once", async () => {
    const store = await client().store();
    await make(["memory_version.created"]);
    const pool = getApplicationPool();
    const ctx: Ctx = systemContext(pool);
    const expected: string[] = [];
    const writers = Array.from({ length: 5 }, async (_, writer) => {
      for (let round = 0; round < 20; round++) {
        await withTransaction(pool, async (tx) => {
          const input = { memoryStoreId: store.id, path: `/${writer}/${round}`, content: "", view: "basic" } as const;
          const made = await createMemory({ ...ctx, tx }, input);
          await setTimeout(Math.random() * 15);
          expected.push(made.memory_version_id);
        });
      }
    });
    let isWriting = true;
    const working = (async () => {
      while (isWriting) await work(0, 3);
    })();
    await Promise.all(writers);
    isWriting = false;
    await working;
    await work();
    expect(
      eventsReceived()
        .map((event) => event.data.id)
        .sort(),
    ).toEqual(expected.sort());
  }, 60_000);

  it("that fails is tried again under the same id with growing pauses, eight times, and then given up", async () => {
    const hook = await make(["memory_store.created"]);
    receiver.answerWith((response) => void response.writeHead(500).end("an answer that nobody keeps"));
    await client().store();
    await work();
    const [first] = (await deliveriesOf(hook.id)).data;
    expect(first).toMatchObject({ state: "pending", attempts: 1, response_status: 500, ended_at: null });
    await work(2_000);
    expect(receiver.received).toHaveLength(1);
    let laterMs = 0;
    for (const pauseMinutes of [0.15, 1.2, 12, 70, 200, 550, 800]) {
      laterMs += pauseMinutes * minuteMs;
      await work(laterMs);
    }
    expect(laterMs).toBeGreaterThan(24 * 60 * minuteMs);
    expect(receiver.received).toHaveLength(8);
    expect(new Set(receiver.received.map((request) => request.headers["webhook-id"])).size).toBe(1);
    const { data } = await deliveriesOf(hook.id, "&state=failed");
    expect(data).toMatchObject([{ attempts: 8, next_attempt_at: null, ended_at: expect.any(String) }]);
    expect(JSON.stringify(data)).not.toContain("nobody keeps");
    await work(laterMs * 2);
    expect(receiver.received).toHaveLength(8);
  });

  it("recovers when its receiver does", async () => {
    const hook = await make(["memory_store.created"]);
    receiver.answerWith((response) => void response.writeHead(503).end());
    await client().store();
    await work();
    receiver.answerWith((response) => void response.writeHead(204).end());
    await work(minuteMs);
    expect((await deliveriesOf(hook.id)).data).toMatchObject([
      { state: "delivered", attempts: 2, response_status: 204 },
    ]);
  });

  it("is not led elsewhere, and is left alone once it is gone", async () => {
    const hook = await make(["memory_store.created"]);
    receiver.answerWith((response) => void response.writeHead(307, { location: receiver.url("/inside") }).end());
    await client().store();
    await work();
    expect(receiver.received.map((request) => request.path)).toEqual(["/hook"]);
    receiver.answerWith((response) => void response.writeHead(410).end());
    await work(minuteMs);
    await client().store();
    await work(minuteMs);
    expect(receiver.received).toHaveLength(2);
    expect((await ok(webhook, send("GET", `/${hook.id}`))).disabled_at).not.toBeNull();
  });

  it("reaches nothing private: refused when it shows, and at delivery when a name hides it", async () => {
    const byName = await make(["memory_store.created"], { url: `http://localhost:${receiver.port()}/` });
    delete process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE;
    for (const url of [
      receiver.url(),
      "http://localhost/",
      "http://a.localhost/",
      "http://169.254.169.254/latest/meta-data",
      "http://[::1]/",
      "http://2130706433/",
      "https://user:password@example.com/",
      "ftp://example.com/",
      "file:///etc/passwd",
      "nonsense",
    ]) {
      const refused = await send("POST", "", { url, events: ["memory_store.created"] });
      await expectError(refused, 400, "invalid_request_error");
    }
    await client().store();
    await work();
    expect(receiver.received).toEqual([]);
    expect((await deliveriesOf(byName.id)).data).toMatchObject([{ state: "pending", error: "private_address" }]);
  });

  it("can be tested by hand", async () => {
    const hook = await make(["dream.completed"]);
    const queued = await ok(webhookDelivery, send("POST", `/${hook.id}/test`));
    expect(queued).toMatchObject({ state: "pending", event: { type: "webhook.test", id: hook.id } });
    await work();
    expect(eventsReceived()).toMatchObject([{ id: queued.id, data: { type: "webhook.test" } }]);
  });
});

describe("webhooks over HTTP", () => {
  it("show their secret once, list newest first by pages, and end with their log", async () => {
    const hooks = [await make(["memory_store.created"], { description: "one" }), await make(["dream.completed"])];
    expect(hooks[0]?.secret).toMatch(/^whsec_/);
    const first = await ok(pageOf(webhook.strict()), send("GET", "?limit=1"));
    const second = await ok(pageOf(webhook.strict()), send("GET", `?limit=1&page=${first.next_page}`));
    expect([...first.data, ...second.data].map((hook) => hook.id)).toEqual(hooks.map((hook) => hook.id).reverse());
    expect(second.next_page).toBeNull();
    const id = hooks[0]?.id ?? "";
    expect(await ok(webhook.strict(), send("GET", `/${id}`))).toMatchObject({ description: "one" });
    expect(await (await send("DELETE", `/${id}`)).json()).toEqual({ id, type: "webhook_deleted" });
    for (const [method, path] of [
      ["GET", `/${id}`],
      ["DELETE", `/${id}`],
      ["POST", `/${id}/test`],
      ["GET", `/${id}/deliveries`],
    ] as const) {
      await expectError(await send(method, path), 404, "not_found_error");
    }
    const { rows } = await getApplicationPool().query("SELECT details::text FROM audit_event");
    expect(JSON.stringify(rows)).not.toContain("whsec_");
  });

  it("are for administrators only", async () => {
    const { id } = await make(["memory_store.created"]);
    const apiKey = await api.makeKey({ roles: ["operator", "reviewer", "compliance"] });
    const body = { url: receiver.url(), events: ["memory_store.created"] };
    for (const [method, path, sent] of [
      ["POST", "", body],
      ["GET", "", undefined],
      ["GET", `/${id}`, undefined],
      ["POST", `/${id}/test`, undefined],
      ["GET", `/${id}/deliveries`, undefined],
      ["DELETE", `/${id}`, undefined],
    ] as const) {
      await expectError(await send(method, path, sent, apiKey), 403, "permission_error");
    }
  });

  it("refuse what is malformed, and stores that are not there", async () => {
    const url = receiver.url();
    for (const body of [
      {},
      { url },
      { url, events: [] },
      { url, events: ["unknown"] },
      { url, events: ["dream.failed"], x: 1 },
    ]) {
      await expectError(await send("POST", "", body), 400, "invalid_request_error");
    }
    const body = { url, events: ["dream.failed"], memory_store_ids: ["memstore_unknown"] };
    await expectError(await send("POST", "", body), 404, "not_found_error");
  });

  it("are made once under an Idempotency-Key, without keeping the secret", async () => {
    const twice = () =>
      api.send("/v1/webhooks", {
        method: "POST",
        body: JSON.stringify({ url: receiver.url(), events: ["dream.failed"] }),
        headers: { "idempotency-key": "hook" },
      });
    const { secret } = await (await twice()).json();
    await expectError(await twice(), 409, "conflict_error");
    const { rows } = await getApplicationPool().query("SELECT * FROM idempotency_key");
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await ok(pageOf(webhook), send("GET", ""))).data).toHaveLength(1);
  });
});
