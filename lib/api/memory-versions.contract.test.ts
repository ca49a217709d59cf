import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const invalid = async (response: Promise<Response>) => expectError(await response, 400, "invalid_request_error");

/** A store with one memory that was made, changed, renamed and deleted. */
async function buildHistory() {
  const store = await stores.store();
  const memory = await stores.create(store.id, "/a", "one");
  await stores.update(store.id, memory.id, { content: "two" });
  await stores.update(store.id, memory.id, { path: "/b" });
  await stores.delete(store.id, memory.id);
  const { data } = await stores.versions(store.id, "?view=full");
  return { store, memory, versions: data };
}

describe("a version", () => {
  it("has exactly the official fields and one of ours", async () => {
    const { store, memory, versions } = await buildHistory();
    const response = await stores.send("GET", `/${store.id}/memory_versions/${versions[2]?.id}`);
    const version: unknown = await response.json();
    expect(version).toEqual({
      id: versions[2]?.id,
      type: "memory_version",
      memory_id: memory.id,
      memory_store_id: store.id,
      operation: "modified",
      created_at: expect.stringMatching(/Z$/),
      created_by: { type: "api_actor", api_key_id: expect.stringMatching(/^apikey_/) },
      path: "/a",
      content: "two",
      content_sha256: sha256("two"),
      content_size_bytes: 3,
      redacted_at: null,
      redacted_by: null,
      reverie: { sequence: 2, via: "api", reason: null, dream_id: null, change_id: null, event_id: null },
    });
  });

  it("is added by every change, newest first, and outlives its memory", async () => {
    const { versions, memory } = await buildHistory();
    expect(versions.map(({ operation, path, content }) => ({ operation, path, content }))).toEqual([
      { operation: "deleted", path: "/b", content: null },
      { operation: "modified", path: "/b", content: "two" },
      { operation: "modified", path: "/a", content: "two" },
      { operation: "created", path: "/a", content: "one" },
    ]);
    expect(versions[0]).toMatchObject({ content_sha256: null, content_size_bytes: null, redacted_at: null });
    expect(new Set(versions.map((version) => version.memory_id))).toEqual(new Set([memory.id]));
  });

  it("never gives the key's secret as its author", async () => {
    const { versions } = await buildHistory();
    expect(JSON.stringify(versions)).not.toContain(api.adminKey());
  });

  it("shows its content in the view that the query asks for: full alone, basic in lists", async () => {
    const { store, versions } = await buildHistory();
    const id = versions[1]?.id ?? "";
    expect((await stores.version(store.id, id)).content).toBe("two");
    const basic = await stores.version(store.id, id, "?view=basic");
    expect(basic).toMatchObject({ content: null, content_sha256: sha256("two"), content_size_bytes: 3 });
    expect((await stores.versions(store.id)).data.map((version) => version.content)).toEqual([null, null, null, null]);
    await invalid(stores.send("GET", `/${store.id}/memory_versions/${id}?view=all`));
  });

  it("is unknown in another store and under a made-up id", async () => {
    const { versions } = await buildHistory();
    const other = await stores.store();
    for (const id of [versions[0]?.id, "memver_none", versions[0]?.memory_id]) {
      await expectError(await stores.send("GET", `/${other.id}/memory_versions/${id}`), 404, "not_found_error");
      await expectError(await stores.send("POST", `/${other.id}/memory_versions/${id}/redact`), 404, "not_found_error");
    }
  });

  it("keeps the writer's reason, and a reason that is too long or broken is refused", async () => {
    const store = await stores.store();
    const write = (path: string, reason: string) =>
      api.send(`/v1/memory_stores/${store.id}/memories`, {
        method: "POST",
        body: JSON.stringify({ path, content: "" }),
        headers: { "x-reverie-reason": reason },
      });
    expect((await write("/a", "because")).status).toBe(200);
    expect((await write("/b", Buffer.from("weil’s so ist").toString("latin1"))).status).toBe(200);
    await invalid(write("/c", "x".repeat(501)));
    const reasons = (await stores.versions(store.id)).data.map((version) => version.reverie.reason);
    expect(reasons).toEqual(["weil’s so ist", "because"]);
  });
});

describe("list of versions", () => {
  it("filters by memory, operation, author, channel and folder, all at once", async () => {
    const store = await stores.store();
    const other = memoryClient(api, await api.makeKey({ roles: ["operator"] }));
    const mine = await stores.create(store.id, "/mine/a");
    const theirs = await other.create(store.id, "/theirs/a");
    await other.update(store.id, mine.id, { content: "changed by them" });
    const all = (await stores.versions(store.id)).data;
    const [theirKey, myKey] = [all[0], all[2]].map((version) =>
      version?.created_by?.type === "api_actor" ? version.created_by.api_key_id : "",
    );
    const ids = async (query: string) =>
      (await stores.versions(store.id, `?${query}`)).data.map((version) => version.id);
    const [changed, second, first] = all.map((version) => version.id);
    expect(await ids(`memory_id=${mine.id}`)).toEqual([changed, first]);
    expect(await ids(`memory_id=${theirs.id}`)).toEqual([second]);
    expect(await ids("operation=created")).toEqual([second, first]);
    expect(await ids("operation=deleted")).toEqual([]);
    expect(await ids(`api_key_id=${theirKey}`)).toEqual([changed, second]);
    expect(await ids(`api_key_id=${theirKey}&operation=modified&memory_id=${mine.id}`)).toEqual([changed]);
    expect(await ids(`api_key_id=${myKey}&operation=modified`)).toEqual([]);
    expect(await ids("path_prefix=/mine/")).toEqual([changed, first]);
    expect(await ids("via=api")).toHaveLength(3);
    for (const none of [
      "memory_id=mem_none",
      "session_id=sesn_none",
      "api_key_id=apikey_none",
      "service_account_id=svac_none",
      "user_id=user_none",
      "via=dream",
      `api_key_id=${myKey}&session_id=sesn_none`,
    ]) {
      expect(await ids(none)).toEqual([]);
    }
    // An id of one kind of author is not an id of another.
    expect(await ids(`session_id=${myKey}`)).toEqual([]);
    for (const bad of [
      "operation=renamed",
      "operation=",
      "via=x",
      "view=x",
      "path_prefix=/a",
      "created_at[gte]=x",
      "limit=0",
      "limit=101",
    ]) {
      await invalid(stores.send("GET", `/${store.id}/memory_versions?${bad}`));
    }
  });

  it("finds a version by exactly the time that it returned, both bounds inclusive", async () => {
    const { store, versions } = await buildHistory();
    for (const version of versions) {
      const query = new URLSearchParams({
        "created_at[gte]": version.created_at,
        "created_at[lte]": version.created_at,
      });
      const { data } = await stores.versions(store.id, `?${query}`);
      expect(data.map((found) => found.id)).toContain(version.id);
    }
    const times = versions.map((version) => version.created_at);
    expect([...times].sort().reverse()).toEqual(times);
    expect(new Set(times).size).toBe(4);
  });

  it("holds 20 a page by default and with contents, 100 at most, and pages without loss", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "0");
    for (let index = 1; index < 25; index += 1) await stores.update(store.id, memory.id, { content: `${index}` });
    expect((await stores.versions(store.id)).data).toHaveLength(20);
    expect((await stores.versions(store.id, "?limit=100")).data).toHaveLength(25);
    expect((await stores.versions(store.id, "?limit=100&view=full")).data).toHaveLength(20);
    const seen: (string | null | undefined)[] = [];
    for await (const version of api
      .client()
      .beta.memoryStores.memoryVersions.list(store.id, { limit: 3, view: "full" })) {
      seen.push(version.content);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `${24 - index}`));
  });
});

describe("redaction", () => {
  it("erases text, path, hash and size, keeps the rest, and says who and when", async () => {
    const { store, versions } = await buildHistory();
    for (const version of versions) {
      const redacted = await stores.redact(store.id, version.id);
      expect(redacted).toEqual({
        ...version,
        path: null,
        content: null,
        content_sha256: null,
        content_size_bytes: null,
        redacted_at: expect.stringMatching(/Z$/),
        redacted_by: version.created_by,
        reverie: { ...version.reverie, reason: null },
      });
      expect(await stores.version(store.id, version.id)).toEqual(redacted);
    }
    expect((await stores.versions(store.id)).data).toHaveLength(4);
  });

  it("of the head of a live memory is refused and erases nothing", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "text");
    await invalid(stores.send("POST", `/${store.id}/memory_versions/${memory.memory_version_id}/redact`));
    expect((await stores.get(store.id, memory.id)).content).toBe("text");
    await stores.update(store.id, memory.id, { content: "next" });
    expect((await stores.redact(store.id, memory.memory_version_id)).content).toBeNull();
    expect((await stores.get(store.id, memory.id)).content).toBe("next");
  });

  it("twice, also at once, keeps the first time and author", async () => {
    const { store, versions } = await buildHistory();
    const id = versions[3]?.id ?? "";
    const both = await Promise.all([stores.redact(store.id, id), stores.redact(store.id, id)]);
    const again = await memoryClient(api, await api.makeKey({ roles: ["compliance"] })).redact(store.id, id);
    expect(both[0]).toEqual(both[1]);
    expect(again).toEqual(both[0]);
  });

  it("racing the write that replaces the head either is refused or erases what is no head any more", async () => {
    const store = await stores.store();
    for (let turn = 0; turn < 8; turn += 1) {
      const memory = await stores.create(store.id, `/race${turn}`, "secret");
      const [redacted] = await Promise.all([
        stores.send("POST", `/${store.id}/memory_versions/${memory.memory_version_id}/redact`),
        stores.update(store.id, memory.id, { content: "public" }),
      ]);
      expect([200, 400]).toContain(redacted.status);
      expect((await stores.get(store.id, memory.id)).content).toBe("public");
      const old = await stores.version(store.id, memory.memory_version_id);
      expect(old.content).toBe(redacted.status === 200 ? null : "secret");
    }
  });

  it("leaves redacted versions out of folder filters, whose path is gone", async () => {
    const { store, versions } = await buildHistory();
    await stores.redact(store.id, versions[3]?.id ?? "");
    const { data } = await stores.versions(store.id, "?path_prefix=/");
    expect(data.map((version) => version.id)).toEqual(versions.slice(0, 3).map((version) => version.id));
  });
});
