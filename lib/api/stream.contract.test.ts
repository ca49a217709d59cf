import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { readEvents } from "./testing/read-events";

const api = useApiServer();

/** Reads a stream until `wanted` frames named `name` came, or the time is over. */
async function framesOf(response: Response, name: string, wanted: number, meanwhile: () => Promise<unknown>) {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error("The answer has no body.");
  const decoder = new TextDecoder();
  const until = Date.now() + 5000;
  let text = "";
  let hasStarted = false;
  while (Date.now() < until) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (!hasStarted) {
      hasStarted = true;
      void meanwhile();
    }
    const frames = text.split("\n\n").filter((frame) => frame.startsWith(`event: ${name}\n`));
    if (frames.length >= wanted) {
      await reader.cancel();
      return frames;
    }
  }
  throw new Error(`Only saw: ${text}`);
}

describe("the stream of a browser tab", () => {
  it("says within a second that another writer changed a followed store, a session and nothing else", async () => {
    const { memoryStores } = api.client().beta;
    const store = await memoryStores.create({ name: "followed" });
    const other = await memoryStores.create({ name: "not followed" });
    const response = await api.send(`/v1/stream?topics=${store.id}`);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const startedAt = Date.now();
    const frames = await framesOf(response, "memory_version.created", 1, async () => {
      await memoryStores.memories.create(other.id, { path: "/a.md", content: "a" });
      await memoryStores.memories.create(store.id, { path: "/a.md", content: "a" });
    });
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(frames[0]).toContain(store.id);
    expect(frames.join()).not.toContain(other.id);
  });

  it("tells a redaction by its name, also to a reader that was away, so that kept texts can be dropped first", async () => {
    const { memoryStores } = api.client().beta;
    const store = await memoryStores.create({ name: "redacted" });
    const made = await memoryStores.memories.create(store.id, { path: "/a.md", content: "secret" });
    await memoryStores.memories.update(made.id, { memory_store_id: store.id, content: "vault" });
    const address = `/v1/stream?topics=${store.id}`;
    const [before] = await framesOf(await api.send(address), "memory_version.created", 1, () =>
      memoryStores.memories.create(store.id, { path: "/b.md", content: "b" }),
    );
    const heard = await framesOf(await api.send(address), "memory_version.redacted", 1, () =>
      memoryStores.memoryVersions.redact(made.memory_version_id, { memory_store_id: store.id }),
    );
    expect(heard[0]).toContain(store.id);
    const lastEventId = /^id: (.+)$/m.exec(before ?? "")?.[1] ?? "";
    const late = await api.send(address, { headers: { "last-event-id": lastEventId } });
    expect(await framesOf(late, "memory_version.redacted", 1, async () => undefined)).toHaveLength(1);
  });

  it("refuses what cannot be followed, before the stream begins", async () => {
    expect((await api.send("/v1/stream?topics=memstore_unknown")).status).toBe(404);
    expect((await api.send("/v1/stream?topics=drm_unknown")).status).toBe(404);
    expect((await api.send("/v1/stream?topics=apikey_1")).status).toBe(400);
    expect((await api.send("/v1/stream?topics=")).status).toBe(400);
    expect((await api.send("/v1/stream")).status).toBe(400);
  });

  it("tells a reader that comes back what changed while it was away, and nothing else", async () => {
    const { memoryStores } = api.client().beta;
    const [changed, quiet] = [
      await memoryStores.create({ name: "changed" }),
      await memoryStores.create({ name: "quiet" }),
    ];
    const url = `/v1/stream?topics=${changed.id},${quiet.id}`;
    const first = readEvents(await api.send(url));
    await memoryStores.memories.create(changed.id, { path: "/a.md", content: "a" });
    await first.next();
    await first.close();
    const lastEventId = first.lastEventId() ?? "";
    await memoryStores.update(changed.id, { description: "while away" });
    const second = readEvents(await api.send(url, { headers: { "last-event-id": lastEventId } }));
    expect(await second.next()).toMatchObject({ data: { memory_store_id: changed.id } });
    await expect(second.next(500)).rejects.toThrow("No event came.");
    await second.close();
    const strange = readEvents(await api.send(url, { headers: { "last-event-id": "of another server" } }));
    await expect(strange.next(300)).rejects.toThrow("No event came.");
    await strange.close();
  });

  it("hides a store from a key that is limited to others", async () => {
    const { memoryStores } = api.client().beta;
    const store = await memoryStores.create({ name: "hidden" });
    const own = await memoryStores.create({ name: "own" });
    const apiKey = await api.makeKey({
      permissions: ["memory:read"],
      memory_stores: [{ memory_store_id: own.id, access: "read_only" }],
    });
    expect((await api.send(`/v1/stream?topics=${own.id},${store.id}`, { apiKey })).status).toBe(404);
  });
});
