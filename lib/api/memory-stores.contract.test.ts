import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const invalid = async (response: Promise<Response>) => expectError(await response, 400, "invalid_request_error");

describe("a memory store", () => {
  it("has exactly the official fields and one of ours, nulls included", async () => {
    const response = await stores.send("POST", "", { name: "n" });
    expect(response.status).toBe(200);
    const store: unknown = await response.json();
    expect(store).toEqual({
      id: expect.stringMatching(/^memstore_[0-9A-Z]{24,}$/),
      type: "memory_store",
      name: "n",
      description: "",
      metadata: {},
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: expect.any(String),
      archived_at: null,
      reverie: { memory_count: 0, size_bytes: 0, last_activity_at: null, proposal_of: null },
    });
  });

  it("counts characters as code points: 255 for a name, 1,024 for a description", async () => {
    const emoji = await stores.store({ name: "😀".repeat(255), description: "😀".repeat(1024) });
    expect(await stores.getStore(emoji.id)).toEqual(emoji);
    await invalid(stores.send("POST", "", { name: "x".repeat(256) }));
    await invalid(stores.send("POST", "", { name: "" }));
    await invalid(stores.send("POST", "", { name: "n", description: "x".repeat(1025) }));
    await invalid(stores.send("POST", `/${emoji.id}`, { name: "" }));
  });

  it("refuses control characters in a name, not in a description; names need not be unique", async () => {
    for (const name of ["a\nb", "a\tb", "\u007f", "\u0085"]) await invalid(stores.send("POST", "", { name }));
    const one = await stores.store({ name: "same", description: "two\nlines" });
    const two = await stores.store({ name: "same" });
    expect(one.description).toBe("two\nlines");
    expect(two.id).not.toBe(one.id);
  });

  it("takes 16 metadata pairs with keys of 1 to 64 and values up to 512 characters", async () => {
    const pairs = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    expect((await stores.store({ metadata: pairs(16) })).metadata).toEqual(pairs(16));
    const longest = { ["k".repeat(64)]: "😀".repeat(512) };
    expect((await stores.store({ metadata: longest })).metadata).toEqual(longest);
    for (const metadata of [pairs(17), { ["k".repeat(65)]: "" }, { "": "" }, { k: "v".repeat(513) }]) {
      await invalid(stores.send("POST", "", { name: "n", metadata }));
    }
  });
});

describe("update of a store", () => {
  it("keeps what is left out or null, clears a description with an empty text", async () => {
    const store = await stores.store({ description: "d", metadata: { a: "1" } });
    const same = await (
      await stores.send("POST", `/${store.id}`, { name: null, description: null, metadata: null })
    ).json();
    expect(same).toEqual(store);
    await stores.send("POST", `/${store.id}`, { description: "" });
    expect(await stores.getStore(store.id)).toMatchObject({ name: store.name, description: "", metadata: { a: "1" } });
  });

  it("patches metadata: a text sets, null removes, the rest stays, and the limit holds for the result", async () => {
    const full = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${index}`, "v"]));
    const store = await stores.store({ metadata: full });
    await invalid(stores.send("POST", `/${store.id}`, { metadata: { more: "x" } }));
    expect(await stores.getStore(store.id)).toEqual(store);
    const swapped = await stores.send("POST", `/${store.id}`, {
      metadata: { k0: null, none: null, more: "x", k1: "w" },
    });
    expect(swapped.status).toBe(200);
    const { k0: _, ...rest } = full;
    expect((await stores.getStore(store.id)).metadata).toEqual({ ...rest, k1: "w", more: "x" });
  });

  it("moves updated_at on a change only, never on writes of memories", async () => {
    const store = await stores.store();
    await stores.send("POST", `/${store.id}`, { name: store.name });
    const memory = await stores.create(store.id, "/a");
    await stores.update(store.id, memory.id, { content: "more" });
    expect((await stores.getStore(store.id)).updated_at).toBe(store.updated_at);
    await stores.send("POST", `/${store.id}`, { name: "new" });
    const renamed = await stores.getStore(store.id);
    expect(renamed.updated_at > store.updated_at).toBe(true);
    expect(renamed.created_at).toBe(store.created_at);
  });

  it("loses no pair when two clients patch at once", async () => {
    const store = await stores.store();
    const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
    await Promise.all(keys.map((key) => stores.send("POST", `/${store.id}`, { metadata: { [key]: "v" } })));
    expect(Object.keys((await stores.getStore(store.id)).metadata).sort()).toEqual([...keys].sort());
  });
});

describe("list of stores", () => {
  it("is newest first, 20 by default, bounded from 1 to 100, and pages without loss or repetition", async () => {
    const made: string[] = [];
    for (let index = 0; index < 23; index += 1) made.push((await stores.store({ name: `page ${index}` })).id);
    const client = api.client();
    // Others may make stores meanwhile, which stand in their own places between these.
    const newestFirst = made.toReversed();
    const ownOf = (ids: readonly string[]) => ids.filter((id) => made.includes(id));
    const first = await client.beta.memoryStores.list();
    expect(first.data).toHaveLength(20);
    const times = first.data.map((store) => store.created_at);
    expect(times).toEqual(times.toSorted().reverse());
    const shown = ownOf(first.data.map((store) => store.id));
    // Only an instance that other files share can hold stores of others.
    if (!process.env.REVERIE_CONTRACT_BASE_URL) expect(shown).toHaveLength(20);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown).toEqual(newestFirst.slice(0, shown.length));
    const seen: string[] = [];
    for await (const store of client.beta.memoryStores.list({ limit: 7 })) seen.push(store.id);
    expect(ownOf(seen)).toEqual(newestFirst);
    expect(new Set(seen).size).toBe(seen.length);
    for (const limit of ["0", "101", "-1", "1.5", "ten", "", "9999999999", "0x10"]) {
      await invalid(stores.send("GET", `?limit=${limit}`));
    }
    await invalid(stores.send("GET", "?limit=1&limit=2"));
    const empty: unknown = await (await stores.send("GET", "?page=&limit=100")).json();
    expect(empty).toMatchObject({ data: expect.any(Array) });
    expect(Object.keys(empty ?? {}).sort()).toEqual(["data", "next_page"]);
  });

  it("finds a store by exactly the time that it returned, both bounds inclusive", async () => {
    const store = await stores.store();
    const list = async (query: Record<string, string>) => {
      const response = await stores.send("GET", `?${new URLSearchParams({ limit: "100", ...query })}`);
      const body = (await response.json()) as { data: { id: string }[] };
      return body.data.some((item) => item.id === store.id);
    };
    const time = new Date(store.created_at).getTime();
    const at = (offsetMs: number) => new Date(time + offsetMs).toISOString();
    expect(await list({ "created_at[gte]": store.created_at, "created_at[lte]": store.created_at })).toBe(true);
    expect(await list({ "created_at[gte]": at(1) })).toBe(false);
    expect(await list({ "created_at[lte]": at(-1) })).toBe(false);
    expect(await list({ "created_at[gte]": "0000-01-01T00:00:00Z", "created_at[lte]": "9999-12-31T23:59:59Z" })).toBe(
      true,
    );
    expect(await list({ "created_at[gte]": store.created_at.replace("Z", "+00:00") })).toBe(true);
    for (const bad of ["yesterday", "2026-02-30T00:00:00Z", "1700000000", ""]) {
      await invalid(stores.send("GET", `?${new URLSearchParams({ "created_at[gte]": bad })}`));
    }
  });

  it("shows archived stores only when asked", async () => {
    const store = await stores.store();
    await stores.archive(store.id);
    const ids = async (query: string) =>
      ((await (await stores.send("GET", `?limit=100${query}`)).json()) as { data: { id: string }[] }).data.map(
        (s) => s.id,
      );
    expect(await ids("")).not.toContain(store.id);
    expect(await ids("&include_archived=false")).not.toContain(store.id);
    expect(await ids("&include_archived=true")).toContain(store.id);
    await invalid(stores.send("GET", "?include_archived=yes"));
  });

  it("takes only its own cursors", async () => {
    await stores.store();
    await stores.store();
    const page = (await (await stores.send("GET", "?limit=1")).json()) as { next_page: string };
    expect(page.next_page).toMatch(/^page_/);
    const forged = (parts: unknown) => `page_${Buffer.from(JSON.stringify(parts)).toString("base64url")}`;
    const bad = [
      "nonsense",
      "page_",
      "page_!!!!",
      page.next_page.slice(0, -4),
      forged({}),
      forged(["memory_stores:desc"]),
      forged(["memory_stores:desc", "1", "2", "3"]),
      forged(["memory_stores:desc", "now", "x"]),
      forged(["memory_stores:desc", "1e999", "x"]),
      forged(["memory_stores:desc", "999999999999999", "x\u0000"]),
      forged(["memory_stores:asc", "1", "x"]),
      forged(["memory_versions:desc", "1", "x"]),
      "page_".padEnd(5000, "A"),
    ];
    for (const cursor of bad) await invalid(stores.send("GET", `?page=${encodeURIComponent(cursor)}`));
    expect((await stores.send("GET", `?page=${page.next_page}&limit=50`)).status).toBe(200);
  });
});

describe("archive of a store", () => {
  it("is for good, sets both times once, and a second call changes nothing", async () => {
    const store = await stores.store();
    const archived = await stores.archive(store.id);
    expect(archived.archived_at).not.toBeNull();
    expect(archived.updated_at > store.updated_at).toBe(true);
    expect(await stores.archive(store.id)).toEqual(archived);
    expect(await stores.getStore(store.id)).toEqual(archived);
  });

  it("refuses every write but deletion and redaction", async () => {
    const store = await stores.store();
    const kept = await stores.create(store.id, "/kept", "one");
    await stores.update(store.id, kept.id, { content: "two" });
    const gone = await stores.create(store.id, "/gone");
    await stores.archive(store.id);
    await invalid(stores.send("POST", `/${store.id}`, { name: "new" }));
    await invalid(stores.send("POST", `/${store.id}/memories`, { path: "/new", content: "" }));
    await invalid(stores.send("POST", `/${store.id}/memories/${kept.id}`, { content: "three" }));
    await invalid(stores.send("POST", `/${store.id}/memories/${kept.id}`, { path: "/moved" }));
    expect(await stores.get(store.id, kept.id)).toMatchObject({ content: "two", path: "/kept" });
    expect((await stores.list(store.id)).data).toHaveLength(2);
    const first = (await stores.versions(store.id, `?memory_id=${kept.id}`)).data.at(-1);
    expect((await stores.redact(store.id, first?.id ?? "")).redacted_at).not.toBeNull();
    expect((await stores.delete(store.id, gone.id)).status).toBe(200);
    expect((await stores.versions(store.id, `?memory_id=${gone.id}`)).data[0]?.operation).toBe("deleted");
    const deleted = await stores.send("DELETE", `/${store.id}`);
    expect(await deleted.json()).toEqual({ id: store.id, type: "memory_store_deleted" });
  });

  it("comes either before or after each of many writes, never between one and its store", async () => {
    const store = await stores.store();
    const writes = Array.from({ length: 20 }, (_, index) =>
      stores.send("POST", `/${store.id}/memories`, { path: `/f${index}`, content: "" }),
    );
    const archived = stores.archive(store.id);
    const statuses = (await Promise.all(writes)).map((response) => response.status);
    await archived;
    for (const status of statuses) expect([200, 400]).toContain(status);
    const { data } = await stores.list(store.id, "?limit=100");
    expect(data).toHaveLength(statuses.filter((status) => status === 200).length);
  });
});

describe("deletion of a store", () => {
  it("takes memories and versions along, and then everything below it is unknown", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a");
    expect((await stores.send("DELETE", `/${store.id}`)).status).toBe(200);
    const requests: [string, string, unknown?][] = [
      ["GET", ""],
      ["POST", "", { name: "n" }],
      ["DELETE", ""],
      ["POST", "/archive"],
      ["GET", "/memories"],
      ["POST", "/memories", { path: "/b", content: "" }],
      ["GET", `/memories/${memory.id}`],
      ["POST", `/memories/${memory.id}`, { content: "b" }],
      ["DELETE", `/memories/${memory.id}`],
      ["GET", "/memory_versions"],
      ["GET", `/memory_versions/${memory.memory_version_id}`],
      ["POST", `/memory_versions/${memory.memory_version_id}/redact`],
    ];
    for (const [method, path, body] of requests) {
      await expectError(await stores.send(method, `/${store.id}${path}`, body), 404, "not_found_error");
    }
  });
});

describe("abilities", () => {
  const abilitiesOf = async (apiKey: string, id: string) => {
    const response = await api.send(`/v1/memory_stores/${id}?abilities=true`, { apiKey });
    return ((await response.json()) as { reverie?: { abilities?: string[] } }).reverie?.abilities;
  };

  it("are told only when asked, on one store and in lists", async () => {
    const store = await stores.store();
    expect(store.reverie).not.toHaveProperty("abilities");
    expect(await abilitiesOf(api.adminKey(), store.id)).toEqual([
      "read",
      "write",
      "redact",
      "archive",
      "delete",
      "export",
    ]);
    const list = (await (await stores.send("GET", "?limit=1&abilities=true")).json()) as {
      data: { reverie: object }[];
    };
    expect(list.data[0]?.reverie).toHaveProperty("abilities");
    await stores.archive(store.id);
    expect(await abilitiesOf(api.adminKey(), store.id)).toEqual(["read", "redact", "delete", "export"]);
  });

  it("say what the caller's key may do, and no more", async () => {
    const store = await stores.store();
    const grant = (access: "read_only" | "read_write") => [{ memory_store_id: store.id, access }];
    const viewer = await api.makeKey({ roles: ["viewer"] });
    expect(await abilitiesOf(viewer, store.id)).toEqual(["read", "export"]);
    const readOnly = await api.makeKey({ roles: ["operator"], memory_stores: grant("read_only") });
    expect(await abilitiesOf(readOnly, store.id)).toEqual(["read", "export"]);
    const compliance = await api.makeKey({ roles: ["compliance"], memory_stores: grant("read_write") });
    expect(await abilitiesOf(compliance, store.id)).toEqual(["read", "redact", "export"]);
  });
});
