import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { memoryChange } from "@/lib/contract/memory-change";
import { getApplicationPool } from "@/lib/db/pool";
import { publishAfterwards } from "@/lib/db/publish-afterwards";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "@/lib/memory/create-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { updateMemory } from "@/lib/memory/update-memory";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";
import { type ReadEvent, readEvents } from "./testing/read-events";

const api = useApiServer();
const client = () => memoryClient(api);

const open = (storeId: string, options: { after?: string | null; query?: string; apiKey?: string } = {}) =>
  api.send(`/v1/memory_stores/${storeId}/changes/stream${options.query ?? ""}`, {
    headers: { ...(options.after == null ? {} : { "last-event-id": options.after }) },
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
  });
const changeOf = (event: ReadEvent | null) => memoryChange.parse(event?.data);

describe("the stream of a store's changes", () => {
  it("tells of every version, redaction and change of the store from now on, in order, without content", async () => {
    const store = await client().store();
    await client().create(store.id, "/before", "seen before");
    const response = await open(store.id);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const events = readEvents(response);
    const made = await client().create(store.id, "/a", "the content");
    await client().update(store.id, made.id, { content: "next" });
    await client().redact(store.id, made.memory_version_id);
    await client().send("POST", `/${store.id}`, { description: "told" });
    await client().delete(store.id, made.id);
    const taken = await events.take(5);
    expect(taken.map((event) => event.name)).toEqual([
      "memory_version.created",
      "memory_version.created",
      "memory_version.redacted",
      "memory_store.updated",
      "memory_version.created",
    ]);
    const changes = taken.map(changeOf);
    expect(changes.map((change) => change.id)).toEqual(taken.map((event) => event.id));
    expect(changes[1]).toMatchObject({ memory_version: { operation: "modified", path: "/a", content: null } });
    expect(changes[2]).toMatchObject({ memory_version: { id: made.memory_version_id, path: null } });
    expect(changes[3]).toMatchObject({ memory_store: { id: store.id, description: "told" } });
    expect(changes[4]).toMatchObject({ memory_version: { operation: "deleted" } });
    expect(JSON.stringify(taken)).not.toContain("the content");
    await events.close();
  });

  it("goes on after any of its events, by header or by query, also from before the first", async () => {
    const store = await client().store();
    const events = readEvents(await open(store.id));
    for (const path of ["/a", "/b", "/c"]) await client().create(store.id, path);
    const all = await events.take(3);
    await events.close();
    for (const [index, event] of all.entries()) {
      for (const options of [{ after: event.id }, { query: `?after=${event.id}` }]) {
        const resumed = readEvents(await open(store.id, options));
        expect(await resumed.take(2 - index)).toEqual(all.slice(index + 1));
        await resumed.close();
      }
    }
    const quiet = readEvents(await open(store.id));
    const first = client().create(store.id, "/d");
    await Promise.all([quiet.next(), first]);
    await quiet.close();
    const fromStart = readEvents(await open(store.id, { after: "1" }));
    expect((await fromStart.take(4)).map((event) => event.name)).toEqual(Array(4).fill("memory_version.created"));
    await fromStart.close();
  });

  it("gives a position before anything happened, from which nothing is missed", async () => {
    const store = await client().store();
    const response = await open(store.id);
    const reader = response.body?.getReader();
    const opening = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    const after = /^id: (\S+)$/m.exec(opening)?.[1] ?? "";
    const made = await client().create(store.id, "/while-away");
    const events = readEvents(await open(store.id, { after }));
    expect(changeOf(await events.next())).toMatchObject({ memory_version: { memory_id: made.id } });
    await events.close();
  });

  it("shows what was redacted while the reader was away as redacted", async () => {
    const store = await client().store();
    const made = await client().create(store.id, "/secret-path", "secret");
    await client().update(store.id, made.id, { path: "/harmless" });
    await client().redact(store.id, made.memory_version_id);
    const events = readEvents(await open(store.id, { after: "1" }));
    expect(JSON.stringify(await events.take(3))).not.toContain("secret");
    await events.close();
  });

  it("holds a change back until everything that began before it is decided", async () => {
    const store = await client().store();
    const pool = getApplicationPool();
    const ctx: Ctx = systemContext(pool);
    const input = { memoryStoreId: store.id, content: "", view: "basic" } as const;
    const events = readEvents(await open(store.id));
    let commit: () => void = () => undefined;
    const early = withTransaction(pool, async (tx) => {
      await createMemory({ ...ctx, tx }, { ...input, path: "/early" });
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
    });
    await setTimeout(50);
    await createMemory(ctx, { ...input, path: "/late" });
    await expect(events.next(500)).rejects.toThrow("No event came.");
    commit();
    await early;
    const paths = (await events.take(2)).map((event) => {
      const change = changeOf(event);
      return change.type === "memory_version.created" ? change.memory_version.path : null;
    });
    expect(paths).toEqual(["/early", "/late"]);
    await events.close();
  });

  it("ends after the store is deleted, and says so", async () => {
    const store = await client().store();
    const events = readEvents(await open(store.id));
    await client().send("DELETE", `/${store.id}`);
    expect((await events.next())?.name).toBe("memory_store.deleted");
    expect(await events.next()).toBeNull();
  });

  it("refuses before it begins: unknown or hidden stores, broken positions and those of another database", async () => {
    const [store, other] = [await client().store(), await client().store()];
    const apiKey = await api.makeKey({
      permissions: ["memory:read"],
      memory_stores: [{ memory_store_id: other.id, access: "read_only" }],
    });
    await expectError(await open("memstore_unknown"), 404, "not_found_error");
    await expectError(await open(store.id, { apiKey }), 404, "not_found_error");
    await expectError(await open(store.id, { after: "nonsense" }), 400, "invalid_request_error");
    await expectError(await open(store.id, { query: "?after=1.memver_%27" }), 400, "invalid_request_error");
    await expectError(await open(store.id, { after: "18446744073709551615" }), 400, "invalid_request_error");
    const nobody = await api.send(`/v1/memory_stores/${store.id}/changes/stream`, { apiKey: null });
    await expectError(nobody, 401, "authentication_error");
  });
});

describe("a stream whose credential ends", () => {
  it.each(["changes", "topics"])("ends within five seconds with an error event: %s", async (kind) => {
    const store = await client().store();
    const answer = await api.send("/v1/api_keys", {
      method: "POST",
      body: JSON.stringify({ name: "short", permissions: ["memory:read"] }),
    });
    const key = await answer.json();
    const response =
      kind === "changes"
        ? await open(store.id, { apiKey: key.secret })
        : await api.send(`/v1/stream?topics=${store.id}`, { apiKey: key.secret });
    const events = readEvents(response);
    const startedAt = Date.now();
    await api.send(`/v1/api_keys/${key.id}/revoke`, { method: "POST" });
    expect(await events.next()).toMatchObject({
      name: "error",
      data: { type: "error", error: { type: "authentication_error" } },
    });
    expect(await events.next()).toBeNull();
    expect(Date.now() - startedAt).toBeLessThan(5_000);
  });

  it("ends when the credential expires, too", async () => {
    const store = await client().store();
    const apiKey = await api.makeKey({
      permissions: ["memory:read"],
      expires_at: new Date(Date.now() + 1_500).toISOString(),
    });
    const events = readEvents(await open(store.id, { apiKey }));
    expect((await events.next())?.name).toBe("error");
    expect(await events.next()).toBeNull();
  });
});

describe("under load", () => {
  it("a reader that reconnects at random misses nothing and sees nothing twice, whatever order writers commit in", async () => {
    const store = await client().store();
    const pool = getApplicationPool();
    const ctx: Ctx = systemContext(pool);
    const begin = await open(store.id);
    const seen: string[] = [];
    let done = false;
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let round = 0; round < 25; round++) {
        await publishAfterwards(() =>
          withTransaction(pool, async (tx) => {
            const within = { ...ctx, tx };
            const path = `/${writer}/${round}`;
            const place = { memoryStoreId: store.id, view: "basic" } as const;
            const made = await createMemory(within, { ...place, path, content: "1" });
            await setTimeout(Math.random() * 30);
            if (round % 3 === 0) {
              const change = { memoryId: made.id, path: null, content: "2", expectedSha256: null };
              await updateMemory(within, { ...place, ...change });
              const version = { memoryStoreId: store.id, memoryVersionId: made.memory_version_id };
              if (round % 2 === 0) await redactMemoryVersion(within, version);
            }
            if (round % 7 === 6) throw new Error("rolled back");
          }),
        ).catch(() => undefined);
      }
    });
    const reader = (async () => {
      let events = readEvents(begin);
      let after: string | null = null;
      for (;;) {
        const stay = 1 + Math.floor(Math.random() * 20);
        for (let count = 0; count < stay; count++) {
          const event = await events.next(400).catch(() => null);
          if (event === null) {
            if (done) return events.close();
            break;
          }
          after = event.id;
          seen.push(`${event.name} ${(changeOf(event) as { memory_version: { id: string } }).memory_version.id}`);
        }
        after ??= events.lastEventId();
        await events.close();
        events = readEvents(await open(store.id, { after }));
      }
    })();
    await Promise.all(writers);
    await setTimeout(300);
    done = true;
    await reader;
    const { rows } = await pool.query<{ id: string; redacted_at: Date | null; xid: string }>(
      "SELECT id, redacted_at, written_xid::text AS xid FROM memory_version WHERE memory_store_id = $1",
      [store.id],
    );
    const expected = rows.flatMap((row) => [
      `memory_version.created ${row.id}`,
      ...(row.redacted_at === null ? [] : [`memory_version.redacted ${row.id}`]),
    ]);
    expect(rows.length).toBeGreaterThan(120);
    expect(seen.filter((event, index) => seen.indexOf(event) !== index)).toEqual([]);
    expect([...seen].sort()).toEqual(expected.sort());
    const xidOf = new Map(rows.map((row) => [row.id, BigInt(row.xid)]));
    const order = seen.map((event) => xidOf.get(event.split(" ")[1] ?? "") ?? 0n);
    expect(order.every((xid, index) => index === 0 || xid >= (order[index - 1] ?? 0n))).toBe(true);
  }, 60_000);
});
