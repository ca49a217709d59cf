import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readEvents } from "@/lib/api/testing/read-events";
import { findStoreFaults } from "@/lib/memory/testing/store-faults";
import { type Instance, useInstances } from "./testing/start-instance";
import { employWriters, findLosses } from "./testing/tireless-writers";

const instances = useInstances();
const rounds = Number(process.env.REVERIE_KILL_ROUNDS ?? 2);
const idOf = z.looseObject({ id: z.string() });
const changeOf = z.object({ type: z.literal("memory_version.created"), memory_version: idOf });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reverie-killed-"));
  // Passable for the account that the database runs as when we are root.
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function post(instance: Instance, path: string, body: object): Promise<string> {
  const response = await fetch(`${instance.baseUrl}/v1${path}`, {
    method: "POST",
    headers: { "x-api-key": instances.apiKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return idOf.parse(await response.json()).id;
}

/** Reads what the stream of changes tells after a position until it has told of `count` more versions. */
async function followOn(instance: Instance, storeId: string, after: string, count: number) {
  const headers = { "x-api-key": instances.apiKey, "last-event-id": after };
  const events = readEvents(await fetch(`${instance.baseUrl}/v1/memory_stores/${storeId}/changes/stream`, { headers }));
  const told = await events.take(count);
  await events.close();
  const ids = told.map((event) => changeOf.parse(event.data).memory_version.id);
  return { ids, after: told.at(-1)?.id ?? after };
}

describe("what was acknowledged", () => {
  it.each([
    ["by a process that was killed while it wrote", false, rounds + 1],
    ["by a process that was killed together with its database", true, rounds],
  ])(
    "%s is there after the next start, whole, and nothing half-written is",
    async (_, withDatabase, count) => {
      const dataDir = join(folder, "data");
      const start = () => instances.start({ REVERIE_DATA_DIR: dataDir });
      let instance = await start();
      const storeId = await post(instance, "/memory_stores", { name: "killed" });
      const hotId = await post(instance, `/memory_stores/${storeId}/memories`, { path: "/hot", content: "" });
      const place = { storeId, hotId };
      const writers = employWriters(instances.apiKey, place, 12);
      const slowest = { restart: 0, firstWrites: 0, catchUp: 0 };
      let [position, told]: [string, string[]] = ["1", []];
      for (let round = 0; round < count; round++) {
        const before = writers.ledger.acknowledged.size;
        const startedAt = Date.now();
        const working = writers.work([instance.baseUrl], new AbortController().signal);
        const isUnderWay = expect.poll(() => writers.ledger.acknowledged.size, { timeout: 10_000, interval: 10 });
        await Promise.race([working, isUnderWay.toBeGreaterThan(before + 5)]);
        slowest.firstWrites = Math.max(slowest.firstWrites, Date.now() - startedAt);
        await sleep(Math.random() * 500);
        await instance.kill(...(withDatabase ? [{ dataDir }] : []));
        await working;
        const killedAt = Date.now();
        instance = await start();
        slowest.restart = Math.max(slowest.restart, Date.now() - killedAt);
        const pool = new pg.Pool({ connectionString: instance.databaseUrl });
        try {
          expect(await findLosses(pool, place, writers)).toEqual([]);
          expect(await findStoreFaults(pool, storeId)).toEqual([]);
          // A follower goes on where the killed process left it.
          const stored = await pool.query<{ id: string }>("SELECT id FROM memory_version WHERE memory_store_id = $1", [
            storeId,
          ]);
          const askedAt = Date.now();
          const { ids, after } = await followOn(instance, storeId, position, stored.rows.length - told.length);
          slowest.catchUp = Math.max(slowest.catchUp, Date.now() - askedAt);
          [position, told] = [after, [...told, ...ids]];
          expect([...told].sort()).toEqual(stored.rows.map((row) => row.id).sort());
        } finally {
          await pool.end();
        }
      }
      if (process.env.REVERIE_KILL_ROUNDS !== undefined) {
        const { acknowledged, deletedIds, lines, unknown } = writers.ledger;
        const words = [`${count} rounds`, `${acknowledged.size} versions`, `${deletedIds.size} deletions`];
        console.error(
          ...words,
          `${lines.length} lines acknowledged; ${unknown.length} broke off, 0 lost; ms at most: ${JSON.stringify(slowest)}`,
        );
      }
      await instance.stop();
    },
    60_000 + rounds * 20_000,
  );
});
