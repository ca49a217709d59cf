import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readEvents } from "@/lib/api/testing/read-events";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { deterministicModelId } from "@/lib/dream/dream-models";
import { findStoreFaults } from "@/lib/memory/testing/store-faults";
import { type Instance, useInstances } from "./testing/start-instance";
import { employWriters, findLosses } from "./testing/tireless-writers";

const database = useTestDatabase();
const instances = useInstances();
let [one, other]: [Instance | null, Instance | null] = [null, null];

// Both at once, on a database that neither has seen.
beforeAll(async () => {
  const start = () => instances.start({ DATABASE_URL: database.url() });
  [one, other] = await Promise.all([start(), start()]);
});
afterAll(async () => void (await Promise.all([one?.stop(), other?.stop()])));

const both = () => [one?.baseUrl ?? "", other?.baseUrl ?? ""] as const;
const anObject = z.looseObject({ id: z.string() });

function send(baseUrl: string, method: string, path: string, body?: object, apiKey = instances.apiKey) {
  return fetch(`${baseUrl}/v1${path}`, {
    method,
    headers: { "x-api-key": apiKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function post(baseUrl: string, path: string, body: object) {
  const response = await send(baseUrl, "POST", path, body);
  const said: unknown = await response.json();
  expect({ status: response.status, said }).toMatchObject({ status: 200 });
  return anObject.parse(said);
}

const makeStore = async () => (await post(both()[0], "/memory_stores", { name: "shared" })).id;

describe("two processes on one database", () => {
  it("that start together on a new one make the key of the environment once", async () => {
    const { rows } = await database.pool().query("SELECT count(*) AS keys FROM api_key");
    expect(rows).toEqual([{ keys: 1 }]);
  });

  it("lose no write that either acknowledged, and leave none half done", async () => {
    const storeId = await makeStore();
    const hot = await post(both()[0], `/memory_stores/${storeId}/memories`, { path: "/hot", content: "" });
    const place = { storeId, hotId: hot.id };
    const writers = employWriters(instances.apiKey, place, 10);
    const enough = new AbortController();
    const working = writers.work(both(), enough.signal);
    const { acknowledged, lines, unknown } = writers.ledger;
    await Promise.race([working, sleep(2_000)]);
    await expect.poll(() => lines.length > 10 && acknowledged.size > 100, { timeout: 20_000 }).toBe(true);
    enough.abort();
    await working;
    expect(unknown).toEqual([]);
    expect(await findLosses(database.pool(), place, writers)).toEqual([]);
    expect(await findStoreFaults(database.pool(), storeId)).toEqual([]);
    const { rows } = await database
      .pool()
      .query("SELECT count(*) AS versions FROM memory_version WHERE memory_store_id = $1", [storeId]);
    expect(rows).toEqual([{ versions: 1 + acknowledged.size + writers.ledger.deletedIds.size }]);
  });

  it("let one writer of each precondition win, and one of each path", async () => {
    const storeId = await makeStore();
    for (let round = 0; round < 5; round++) {
      const memory = await post(both()[0], `/memory_stores/${storeId}/memories`, { path: `/${round}`, content: "" });
      const precondition = { type: "content_sha256", content_sha256: memory.content_sha256 };
      const swaps = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          send(both()[n % 2] ?? "", "POST", `/memory_stores/${storeId}/memories/${memory.id}`, {
            content: `by ${n}`,
            precondition,
          }),
        ),
      );
      expect(swaps.map((answer) => answer.status).sort()).toEqual([200, ...Array(11).fill(409)]);
      const paths = ["/p", "/p/q", "/p", "/p/q"].map((path) => `/${round}-new${path}`);
      const made = await Promise.all(
        paths.map((path, n) =>
          send(both()[n % 2] ?? "", "POST", `/memory_stores/${storeId}/memories`, { path, content: "" }),
        ),
      );
      expect(made.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    }
    expect(await findStoreFaults(database.pool(), storeId)).toEqual([]);
  });

  it("refuse a key within a second after either has revoked it", async () => {
    for (const [revoker, reader] of [both(), [...both()].reverse()] as const) {
      const key = await post(revoker ?? "", "/api_keys", { name: "short", permissions: ["memory:read"] });
      const read = () => send(reader ?? "", "GET", "/memory_stores", undefined, z.string().parse(key.secret));
      for (let count = 0; count < 5; count++) expect((await read()).status).toBe(200);
      await post(revoker ?? "", `/api_keys/${key.id}/revoke`, {});
      const revokedAt = Date.now();
      await expect.poll(async () => (await read()).status, { interval: 10, timeout: 1_000 }).toBe(401);
      expect(Date.now() - revokedAt).toBeLessThan(1_000);
      for (let count = 0; count < 5; count++) expect((await read()).status).toBe(401);
    }
  });

  it("tell the followers of either what the other wrote, within a second", async () => {
    const storeId = await makeStore();
    for (const [writer, reader] of [both(), [...both()].reverse()] as const) {
      const events = readEvents(await send(reader ?? "", "GET", `/memory_stores/${storeId}/changes/stream`));
      for (let round = 0; round < 5; round++) {
        const path = `/${crypto.randomUUID()}`;
        await post(writer ?? "", `/memory_stores/${storeId}/memories`, { path, content: "" });
        expect(await events.next(1_000)).toMatchObject({ data: { memory_version: { path } } });
      }
      await events.close();
    }
  });

  it("run each dream once, whichever took it in", async () => {
    const storeId = await makeStore();
    await post(both()[0], `/memory_stores/${storeId}/memories`, { path: "/a.md", content: "text\n" });
    const session = { agent: "a", environment_id: "e", reverie: { recorded: true } };
    const { id: sessionId } = await post(both()[0], "/sessions", session);
    const inputs = [
      { type: "memory_store", memory_store_id: storeId },
      { type: "sessions", session_ids: [sessionId] },
    ];
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        post(both()[n % 2] ?? "", "/dreams", { inputs, model: deterministicModelId }),
      ),
    );
    const ids = made.map((dream) => dream.id);
    const ask = () =>
      database
        .pool()
        .query<{ status: string; attempts: number }>("SELECT status, attempts FROM dream WHERE id = ANY($1)", [ids]);
    await expect
      .poll(async () => (await ask()).rows.every((row) => row.status === "completed"), { timeout: 20_000 })
      .toBe(true);
    expect((await ask()).rows).toEqual(ids.map(() => ({ status: "completed", attempts: 1 })));
    const { rows } = await database
      .pool()
      .query(
        "SELECT count(*) AS proposals, count(DISTINCT proposal_of) AS dreams FROM memory_store WHERE proposal_of = ANY($1)",
        [ids],
      );
    expect(rows).toEqual([{ proposals: 6, dreams: 6 }]);
  });
});
