import { afterEach, describe, expect, it } from "vitest";
import { closeLiveHub, hearsOtherProcesses, subscribe } from "@/lib/db/live-hub";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createApiKey } from "./create-api-key";
import { findActorByApiKey } from "./find-actor";
import { forgetKeys, rememberKey } from "./key-cache";
import { revokeApiKey } from "./revoke-api-key";
import { systemContext } from "./system-context";

const database = useTestDatabase();
const makeKey = (expiresAt?: Date) =>
  createApiKey(systemContext(database.pool()), {
    name: "cached",
    permissions: ["memory:read"],
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt.toISOString() }),
  });
const find = (secret: string, now = new Date()) => findActorByApiKey(database.pool(), secret, now);

/** Another process is heard only once the connection that listens stands. */
async function listen(): Promise<void> {
  subscribe("any", () => undefined);
  await expect.poll(hearsOtherProcesses).toBe(true);
}

afterEach(closeLiveHub);

describe("keys that were read lately", () => {
  it("are not read again while revocations are heard of", async () => {
    await listen();
    let reads = 0;
    const known = { actor: systemContext(database.pool()).actor, expiresAt: null, lastUsedAt: new Date() };
    const read = async () => {
      reads++;
      return known;
    };
    for (let round = 0; round < 3; round++) await rememberKey(database.pool(), "a hash", read);
    expect(reads).toBe(1);
    forgetKeys();
    await rememberKey(database.pool(), "a hash", read);
    expect(reads).toBe(2);
  });

  it("are read each time while nobody would tell of a revocation", async () => {
    let reads = 0;
    const known = { actor: systemContext(database.pool()).actor, expiresAt: null, lastUsedAt: new Date() };
    const pool = database.pool();
    await closeLiveHub();
    for (let round = 0; round < 3; round++) {
      await rememberKey(pool, "another hash", async () => {
        reads++;
        return known;
      });
    }
    expect(reads).toBeGreaterThanOrEqual(2);
  });

  it("are not kept when a revocation came while they were read", async () => {
    await listen();
    let reads = 0;
    const known = { actor: systemContext(database.pool()).actor, expiresAt: null, lastUsedAt: new Date() };
    const readDuringRevocation = async () => {
      reads++;
      forgetKeys();
      return known;
    };
    await rememberKey(database.pool(), "raced", readDuringRevocation);
    await rememberKey(database.pool(), "raced", readDuringRevocation);
    expect(reads).toBe(2);
  });

  it("end at once when they are revoked", async () => {
    await listen();
    const key = await makeKey();
    expect(await find(key.secret)).toMatchObject({ id: key.id });
    await revokeApiKey(systemContext(database.pool()), key.id);
    expect(await find(key.secret)).toBeNull();
  });

  it("end when their time is over, also when they were read before", async () => {
    await listen();
    const key = await makeKey(new Date(Date.now() + 60_000));
    expect(await find(key.secret)).toMatchObject({ id: key.id });
    expect(await find(key.secret, new Date(Date.now() + 61_000))).toBeNull();
  });

  it("that are unknown are asked for each time, so that a new key works at once", async () => {
    await listen();
    expect(await find("rvk_nobody")).toBeNull();
    const key = await makeKey();
    expect(await find(key.secret)).toMatchObject({ id: key.id });
  });
});
