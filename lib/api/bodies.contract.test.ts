import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { memoryClient } from "./testing/memory-client";
import { rawRequest } from "./testing/raw-request";

const api = useApiServer();
const stores = memoryClient(api);

const post = (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  api.send(path, { method: "POST", body, headers });

describe("bodies", () => {
  it("must be one JSON object", async () => {
    const broken = [
      "",
      "{",
      "nonsense",
      "[]",
      '"text"',
      "1",
      "null",
      "true",
      '{"name":"a"}{}',
      "\u0000",
      '{"name":undefined}',
    ];
    for (const body of broken) await expectError(await post("/v1/memory_stores", body), 400, "invalid_request_error");
    const notUtf8 = Uint8Array.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]);
    await expectError(await post("/v1/memory_stores", notUtf8), 400, "invalid_request_error");
    await expectError(await post("/v1/memory_stores", null), 400, "invalid_request_error");
  });

  it("are read as JSON whatever their content type says", async () => {
    for (const type of ["application/json", "text/plain", "application/json; charset=utf-8", "nonsense"]) {
      const response = await post("/v1/memory_stores", '{"name":"typed"}', { "content-type": type });
      expect(response.status).toBe(200);
    }
  });

  it("may be missing, {} or filled where none is needed", async () => {
    for (const body of [null, "{}", '{"anything":1}']) {
      const store = await stores.store();
      const memory = await stores.create(store.id, "/a", "one");
      await stores.update(store.id, memory.id, { content: "two" });
      const first = (await stores.versions(store.id)).data.at(-1);
      const redacted = await post(`/v1/memory_stores/${store.id}/memory_versions/${first?.id}/redact`, body);
      expect(redacted.status).toBe(200);
      expect((await post(`/v1/memory_stores/${store.id}/archive`, body)).status).toBe(200);
    }
  });

  it("of an empty update change nothing", async () => {
    const store = await stores.store({ description: "d", metadata: { a: "1" } });
    const response = await post(`/v1/memory_stores/${store.id}`, "{}");
    expect(await response.json()).toEqual(store);
    const memory = await stores.create(store.id, "/a", "one");
    expect(await stores.update(store.id, memory.id, {})).toEqual(memory);
  });

  it("with NUL or half a surrogate pair, in values or keys at any depth, are refused", async () => {
    const store = await stores.store();
    const bad = [
      ["", String.raw`{"name":"a\u0000b"}`],
      ["", String.raw`{"name":"a\ud800"}`],
      ["", String.raw`{"name":"a","description":"\udfff"}`],
      ["", String.raw`{"name":"a","metadata":{"k\u0000":"v"}}`],
      ["", String.raw`{"name":"a","metadata":{"k":"\udc00\ud800"}}`],
      [`/${store.id}/memories`, String.raw`{"path":"/a","content":"x\u0000"}`],
      [`/${store.id}/memories`, String.raw`{"path":"/a","content":"\ud83d"}`],
      [`/${store.id}/memories`, String.raw`{"path":"/a\ud83d","content":""}`],
      [`/${store.id}/memories`, String.raw`{"path":"/a\u0000","content":""}`],
    ];
    for (const [path, body] of bad) {
      await expectError(await post(`/v1/memory_stores${path}`, body ?? ""), 400, "invalid_request_error");
    }
    expect((await stores.list(store.id)).data).toEqual([]);
  });

  it("with unknown fields, wrong types or nothing at all are refused", async () => {
    const store = await stores.store();
    const memory = await stores.create(store.id, "/kept", "kept");
    const bad: [string, unknown][] = [
      ["", {}],
      ["", { name: null }],
      ["", { name: 1 }],
      ["", { name: "a", unknown: 1 }],
      ["", { name: "a", id: "memstore_mine" }],
      ["", { name: "a", metadata: [] }],
      ["", { name: "a", metadata: { a: 1 } }],
      ["", { name: "a", metadata: { a: null } }],
      [`/${store.id}`, { unknown: 1 }],
      [`/${store.id}`, { metadata: { a: 1 } }],
      [`/${store.id}/memories`, {}],
      [`/${store.id}/memories`, { path: "/a" }],
      [`/${store.id}/memories`, { content: "a" }],
      [`/${store.id}/memories`, { path: "/a", content: null }],
      [`/${store.id}/memories`, { path: null, content: "" }],
      [`/${store.id}/memories`, { path: "/a", content: ["a"] }],
      [`/${store.id}/memories`, { path: "/a", content: "", view: "full" }],
      [`/${store.id}/memories/${memory.id}`, { content: 1 }],
      [`/${store.id}/memories/${memory.id}`, { text: "a" }],
      [`/${store.id}/memories/${memory.id}`, { content: "a", precondition: {} }],
      [
        `/${store.id}/memories/${memory.id}`,
        { content: "a", precondition: { type: "etag", content_sha256: "0".repeat(64) } },
      ],
      [
        `/${store.id}/memories/${memory.id}`,
        { content: "a", precondition: { type: "content_sha256", content_sha256: "A".repeat(64) } },
      ],
      [
        `/${store.id}/memories/${memory.id}`,
        { content: "a", precondition: { type: "content_sha256", content_sha256: "ab" } },
      ],
    ];
    for (const [path, body] of bad) {
      const response = await post(`/v1/memory_stores${path}`, JSON.stringify(body));
      await expectError(response, 400, "invalid_request_error");
    }
    expect(await stores.get(store.id, memory.id)).toMatchObject({ content: "kept", path: "/kept" });
  });

  it("never lose a metadata pair in silence: __proto__ is refused, other odd keys are kept", async () => {
    const refused = await post("/v1/memory_stores", '{"name":"a","metadata":{"__proto__":"x"}}');
    await expectError(refused, 400, "invalid_request_error");
    const metadata = { constructor: "a", toString: "b", "": "c" };
    const empty = await post("/v1/memory_stores", JSON.stringify({ name: "a", metadata }));
    await expectError(empty, 400, "invalid_request_error");
    const store = await stores.store({ metadata: { constructor: "a", hasOwnProperty: "b", "1": "c", " ": "" } });
    expect((await stores.getStore(store.id)).metadata).toEqual({
      constructor: "a",
      hasOwnProperty: "b",
      "1": "c",
      " ": "",
    });
  });

  it("nested beyond reason are refused, not a crash", async () => {
    const deep = `{"name":"a","metadata":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    await expectError(await post("/v1/memory_stores", deep), 400, "invalid_request_error");
  });
});

describe("oversize bodies", () => {
  it("are refused by their announced length, before they are sent", async () => {
    const head = `POST /v1/memory_stores HTTP/1.1\r\nHost: localhost\r\nx-api-key: ${api.adminKey()}\r\nContent-Type: application/json\r\n`;
    const answer = await rawRequest(api.baseUrl(), `${head}Content-Length: 5000000000\r\n\r\n{"name":"`);
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toMatchObject({ type: "error", error: { type: "request_too_large" } });
  });

  it("are refused while they are still coming, also when they never end", async () => {
    const head = `POST /v1/memory_stores HTTP/1.1\r\nHost: localhost\r\nx-api-key: ${api.adminKey()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await rawRequest(api.baseUrl(), head, () => chunk);
    expect(answer.status).toBe(413);
    expect(answer.sentBytes).toBeLessThan(64 * 1024 * 1024);
    expect((await api.send("/v1/memory_stores")).status).toBe(200);
  });

  it("end at 1 MiB for memory routes", async () => {
    const body = (size: number) => JSON.stringify({ name: "a", description: "x".repeat(size) });
    await expectError(await post("/v1/memory_stores", body(1024 * 1024)), 413, "request_too_large");
    await expectError(await post("/v1/memory_stores", body(1024 * 1000)), 400, "invalid_request_error");
  });

  it("leave room for 102,400 bytes of content, however it is escaped", async () => {
    const store = await stores.store();
    const escaped = `{"path":"/a","content":"${String.raw`\u0001`.repeat(102_400)}"}`;
    const response = await post(`/v1/memory_stores/${store.id}/memories`, escaped);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ content_size_bytes: 102_400 });
  });
});
