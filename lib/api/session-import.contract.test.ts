import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { importedSessions } from "@/lib/contract/session-import";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { collect } from "./testing/session-workplace";

const api = useApiServer();

/** A conversation in the form of OpenAI's API, with an id of its own. */
function chat(id: string, turns: number) {
  const messages = Array.from({ length: turns }, (_, index) => [
    { role: "user", content: `question ${index} of ${id}` },
    {
      role: "assistant",
      content: null,
      tool_calls: [{ id: `call_${index}`, type: "function", function: { name: "look", arguments: '{"at":"pump"}' } }],
    },
    { role: "tool", tool_call_id: `call_${index}`, content: `answer ${index}` },
  ]).flat();
  return { id, messages };
}

async function bring(body: BodyInit, query = "", contentType = "application/jsonl") {
  const response = await api.send(`/v1/sessions/import${query}`, {
    method: "POST",
    body,
    headers: { "content-type": contentType },
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  return importedSessions.parse(JSON.parse(text)) as z.infer<typeof importedSessions>;
}

const lines = (...chats: object[]) => chats.map((item) => JSON.stringify(item)).join("\n");

describe("POST /v1/sessions/import", () => {
  it("makes sessions that the official SDK lists, reads and streams like any other", async () => {
    const { data, skipped } = await bring(lines(chat("run-1", 2), chat("run-2", 3)));
    expect(skipped).toEqual([]);
    expect(data).toHaveLength(2);
    const { sessions } = api.client().beta;
    expect(await sessions.retrieve(data[1]?.id ?? "")).toEqual(data[1]);
    const listed = (await sessions.list({ limit: 2 })).data;
    expect(listed.map((session) => session.id)).toEqual(data.map((session) => session.id).reverse());
    const events = await collect(
      sessions.events.list(data[1]?.id ?? "", { types: ["agent.tool_use", "agent.tool_result"] }),
    );
    const uses = events.filter((event) => event.type === "agent.tool_use");
    const results = events.filter((event) => event.type === "agent.tool_result");
    expect(uses).toHaveLength(3);
    expect(results.map((event) => event.tool_use_id)).toEqual(uses.map((event) => event.id));
  });

  it("reads a body as it arrives, whatever its content type says", async () => {
    const encoder = new TextEncoder();
    const text = lines(...Array.from({ length: 40 }, (_, index) => chat(`streamed-${index}`, 5)));
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < text.length; at += 777) controller.enqueue(encoder.encode(text.slice(at, at + 777)));
        controller.close();
      },
    });
    expect((await bring(body, "?format=openai", "application/json")).data).toHaveLength(40);
  });

  it("adds nothing the second time", async () => {
    const body = lines(chat("again", 4));
    const first = await bring(body);
    expect(await bring(body)).toEqual(first);
    const grown = await bring(lines(chat("again", 6)));
    expect(grown.data[0]?.id).toBe(first.data[0]?.id);
    expect(grown.data[0]?.reverie.event_count).toBeGreaterThan(first.data[0]?.reverie.event_count ?? 0);
  });

  it("attaches the named stores to be read only, and refuses stores that do not exist", async () => {
    const { memoryStores } = api.client().beta;
    const [a, b] = [await memoryStores.create({ name: "a" }), await memoryStores.create({ name: "b" })];
    const query = `?memory_store_id=${a.id}&memory_store_id=${b.id}`;
    const { data } = await bring(lines(chat("attached", 1)), query);
    expect(data[0]?.resources).toEqual([
      expect.objectContaining({ memory_store_id: a.id, access: "read_only" }),
      expect.objectContaining({ memory_store_id: b.id, access: "read_only" }),
    ]);
    for (const [ids, status, type] of [
      ["memstore_none", 404, "not_found_error"],
      [`${a.id}&memory_store_id=${a.id}`, 400, "invalid_request_error"],
    ] as const) {
      const response = await api.send(`/v1/sessions/import?memory_store_id=${ids}`, {
        method: "POST",
        body: lines(chat("refused", 1)),
      });
      await expectError(response, status, type);
    }
  });

  it("reports what it cannot read instead of failing", async () => {
    const { data, skipped } = await bring(`${lines(chat("good", 1))}\n{"half": \n${lines(chat("better", 1))}`);
    expect(data).toHaveLength(2);
    expect(skipped).toEqual([{ line: 2, reason: expect.any(String) }]);
    expect((await bring("")).data).toEqual([]);
  });

  it("refuses unknown formats, and callers without session:write", async () => {
    const send = (query: string, apiKey?: string) =>
      api.send(`/v1/sessions/import${query}`, {
        method: "POST",
        body: lines(chat("x", 1)),
        ...(apiKey === undefined ? {} : { apiKey }),
      });
    await expectError(await send("?format=telepathy"), 400, "invalid_request_error");
    const reader = await api.makeKey({ permissions: ["session:read"] });
    await expectError(await send("", reader), 403, "permission_error");
  });
});

describe("the description of the API", () => {
  it("holds every route of sessions, agents and environments", async () => {
    const response = await api.send("/v1/openapi.json", { apiKey: null });
    expect(response.status).toBe(200);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, unknown>> };
    const found = Object.entries(paths).flatMap(([path, methods]) =>
      /^\/v1\/(sessions|agents|environments)/.test(path)
        ? Object.keys(methods).map((method) => `${method} ${path}`)
        : [],
    );
    expect(found).toEqual(
      expect.arrayContaining([
        "post /v1/sessions",
        "post /v1/sessions/import",
        "post /v1/sessions/{id}/token",
        "get /v1/sessions/{session_id}/events/stream",
        "delete /v1/sessions/{session_id}/resources/{id}",
        "get /v1/agents/{id}/versions",
        "delete /v1/environments/{id}",
      ]),
    );
  });
});
