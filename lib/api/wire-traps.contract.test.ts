import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";

const api = useApiServer();
const stores = memoryClient(api);
const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

// One test for each trap that a server over PostgreSQL and JavaScript falls into.
describe("traps of the wire", () => {
  it("U+0000 in content is a 400, never a 500 of the database", async () => {
    const store = await stores.store();
    const body = '{"path":"/a","content":"a\\u0000b"}';
    const response = await api.send(`/v1/memory_stores/${store.id}/memories`, { method: "POST", body });
    await expectError(response, 400, "invalid_request_error");
  });

  it("an unpaired surrogate is a 400, so that hash and content never differ; a pair is kept", async () => {
    const store = await stores.store();
    const create = (escaped: string) =>
      api.send(`/v1/memory_stores/${store.id}/memories`, {
        method: "POST",
        body: `{"path":"/a","content":"${escaped}"}`,
      });
    for (const half of ["\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud83d"]) {
      await expectError(await create(half), 400, "invalid_request_error");
    }
    const memory = (await (await create("\\ud83d\\ude00")).json()) as { id: string; content_sha256: string };
    expect(memory.content_sha256).toBe(sha256("😀"));
    expect((await stores.get(store.id, memory.id)).content).toBe("😀");
  });

  it("created_at[gte] = created_at[lte] = the returned time finds the row, for stores and versions", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a");
    const at = (time: string) =>
      `?${new URLSearchParams({ "created_at[gte]": time, "created_at[lte]": time, limit: "100" })}`;
    const found = (await (await stores.send("GET", at(store.created_at))).json()) as { data: { id: string }[] };
    expect(found.data.map((item) => item.id)).toContain(store.id);
    expect((await stores.versions(store.id, at(memory.created_at))).data[0]?.id).toBe(memory.memory_version_id);
  });

  it("versions of one millisecond stand in commit order, and the newest is the head's", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a", "0");
    for (let index = 1; index <= 30; index += 1) {
      const updated = await stores.update(store.id, memory.id, { content: String(index) });
      const { data } = await stores.versions(store.id, `?memory_id=${memory.id}&limit=1&view=full`);
      expect(data[0]).toMatchObject({ id: updated.memory_version_id, content: String(index) });
    }
    const { data } = await stores.versions(store.id, "?limit=100");
    expect(data.map((version) => version.reverie.sequence)).toEqual(
      Array.from({ length: 31 }, (_, index) => 31 - index),
    );
  });

  it("compare and swap is one step: of many increments with one base exactly one wins each round", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/counter", "0");
    let previous = "0";
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, writer) =>
          stores.send("POST", `/${store.id}/memories/${memory.id}`, {
            content: `${round + 1} by ${writer}`,
            precondition: { type: "content_sha256", content_sha256: sha256(previous) },
          }),
        ),
      );
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      previous = (await stores.get(store.id, memory.id)).content ?? "";
    }
    expect((await stores.versions(store.id)).data).toHaveLength(6);
  });

  it("a unique index does not see /a against /a/b: fifty parallel creates leave one winner", async () => {
    const store = await stores.store();
    const paths = ["/a", "/a/b", "/a/b/c", "/a/b/c/d", "/a/b/c/d/e"];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        stores.send("POST", `/${store.id}/memories`, { path: paths[index % 5], content: "" }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    expect((await stores.list(store.id)).data).toHaveLength(1);
  });

  it("%, _ and \\ in a prefix match only themselves", async () => {
    const store = await stores.store();
    for (const path of ["/a%b/x", "/a_b/x", "/a\\b/x", "/acb/x", "/aXXb/x"]) await stores.create(store.id, path);
    for (const prefix of ["/a%b/", "/a_b/", "/a\\b/"]) {
      const { data } = await stores.list(store.id, `?path_prefix=${encodeURIComponent(prefix)}`);
      expect(data.map((item) => item.path)).toEqual([`${prefix}x`]);
      const versions = await stores.versions(store.id, `?path_prefix=${encodeURIComponent(prefix)}`);
      expect(versions.data.map((version) => version.path)).toEqual([`${prefix}x`]);
    }
  });

  it("lists sort by UTF-8 bytes, where JavaScript's order differs for astral characters", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/\u{10000}");
    await stores.create(store.id, "/\uffef");
    expect((await stores.list(store.id)).data.map((item) => item.path)).toEqual(["/\uffef", "/\u{10000}"]);
    const page = await stores.list(store.id, "?limit=1");
    expect((await stores.list(store.id, `?page=${page.next_page}`)).data.map((item) => item.path)).toEqual([
      "/\u{10000}",
    ]);
  });

  it("paths are checked for Cc, Cf, line separators, NFC and 1,024 bytes", async () => {
    const store = await stores.store();
    for (const path of ["/a\u0007", "/a\u200d", "/a\u2028", "/a\u2029", "/e\u0301", `/${"é".repeat(512)}`]) {
      const response = await stores.send("POST", `/${store.id}/memories`, { path, content: "" });
      await expectError(response, 400, "invalid_request_error");
    }
  });

  it("content and paths are measured in bytes, names and descriptions in characters", async () => {
    const store = await stores.store({ name: "漢".repeat(255), description: "漢".repeat(1024) });
    expect((await stores.create(store.id, `/${"漢".repeat(341)}`, "漢".repeat(34_133))).content_size_bytes).toBe(
      102_399,
    );
    const tooLarge = await stores.send("POST", `/${store.id}/memories`, { path: "/b", content: "漢".repeat(34_134) });
    await expectError(tooLarge, 400, "invalid_request_error");
  });

  it("an empty body on archive and redact is no parse error", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/a");
    await stores.update(store.id, memory.id, { content: "new" });
    const client = api.client().beta.memoryStores;
    const redacted = await client.memoryVersions.redact(memory.memory_version_id, { memory_store_id: store.id });
    expect(redacted.redacted_at).not.toBeNull();
    expect((await client.archive(store.id)).archived_at).not.toBeNull();
  });

  it("unknown routes and wrong methods answer with an error.type, not with HTML", async () => {
    for (const [method, path] of [
      ["GET", "/v1/memory_store"],
      ["PATCH", "/v1/memory_stores/memstore_x"],
      ["POST", "/v1/models"],
    ] as const) {
      await expectError(await api.send(path, { method }), 404, "not_found_error");
    }
  });

  it("the secret of a key never stands in api_key_id", async () => {
    const store = await stores.store();
    await stores.create(store.id, "/a");
    const author = (await stores.versions(store.id)).data[0]?.created_by;
    expect(author).toEqual({ type: "api_actor", api_key_id: expect.stringMatching(/^apikey_[0-9A-Z]+$/) });
    expect(JSON.stringify(author)).not.toContain(api.adminKey());
  });
});
