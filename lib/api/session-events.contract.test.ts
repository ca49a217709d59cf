import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { useApiServer } from "./testing/api-server";
import { expectError } from "./testing/expect-error";
import { collect } from "./testing/session-workplace";

const api = useApiServer();
type EventParams = Anthropic.Beta.Sessions.BetaManagedAgentsEventParams;
type StoredEvent = { id: string; type: string; processed_at?: string | null } & Record<string, unknown>;

async function makeSession(): Promise<string> {
  const { agents, environments, sessions } = api.client().beta;
  const agent = await agents.create({ name: "operator", model: "m" });
  const environment = await environments.create({ name: "box" });
  return (await sessions.create({ agent: agent.id, environment_id: environment.id })).id;
}

async function makeRecorded(extra: Record<string, unknown> = {}): Promise<string> {
  const body = JSON.stringify({ agent: "shift-bot", environment_id: "plant 7", reverie: { recorded: true, ...extra } });
  const response = await api.send("/v1/sessions", { method: "POST", body });
  const session = (await response.json()) as { id: string };
  expect(response.status, JSON.stringify(session)).toBe(200);
  return session.id;
}

/** Sends what the SDK's types do not know, through the SDK itself. */
async function send(sessionId: string, events: unknown[]): Promise<StoredEvent[]> {
  const answer = await api.client().beta.sessions.events.send(sessionId, { events: events as EventParams[] });
  return (answer.data ?? []) as unknown as StoredEvent[];
}

async function list(sessionId: string, query = ""): Promise<{ data: StoredEvent[]; next_page: string | null }> {
  const response = await api.send(`/v1/sessions/${sessionId}/events${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as { data: StoredEvent[]; next_page: string | null };
}

const say = (text: string) => ({ type: "user.message", content: [{ type: "text", text }] });
const answer = (text: string, extra: Record<string, unknown> = {}) => ({
  type: "agent.message",
  content: [{ type: "text", text }],
  ...extra,
});

describe("events of a live session", () => {
  it("queues what an agent must work on and processes the rest on receipt", async () => {
    const id = await makeSession();
    const stored = await send(id, [
      say("hello"),
      { type: "user.define_outcome", description: "Green", rubric: { type: "text", content: "all green" } },
      { type: "user.tool_result", tool_use_id: "sevt_x", content: [{ type: "text", text: "ok" }] },
      { type: "system.message", content: [{ type: "text", text: "be careful" }] },
    ]);
    expect(stored.map((event) => [event.type, event.processed_at !== null])).toEqual([
      ["user.message", false],
      ["user.define_outcome", true],
      ["user.tool_result", true],
      ["system.message", false],
    ]);
    expect(stored[1]).toMatchObject({ outcome_id: expect.stringMatching(/^outc_/), max_iterations: 3 });
    expect(stored.every((event) => event.id.startsWith("sevt_"))).toBe(true);
    const session = await api.client().beta.sessions.retrieve(id);
    expect(session.outcome_evaluations).toEqual([
      expect.objectContaining({ outcome_id: stored[1]?.outcome_id, description: "Green", result: "pending" }),
    ]);
    expect((await list(id)).data).toEqual(stored);
  });

  it("refuses agent events, unknown types and half-good batches, storing nothing", async () => {
    const id = await makeSession();
    for (const events of [[answer("no")], [{ type: "user.nothing" }], [say("good"), { type: "user.message" }], []]) {
      await expect(send(id, events)).rejects.toMatchObject({ status: 400, type: "invalid_request_error" });
    }
    await expect(
      send(id, [{ type: "system.message", content: [{ type: "text", text: "x" }] }, say("y")]),
    ).rejects.toMatchObject({ status: 400 });
    await expect(send(id, [{ ...say("x"), reverie: { trusted: true } }])).rejects.toMatchObject({ status: 400 });
    expect((await list(id)).data).toEqual([]);
    await expect(send("sesn_none", [say("x")])).rejects.toBeInstanceOf(Anthropic.NotFoundError);
  });

  it("keeps initial events before it answers and starts running", async () => {
    const { agents, environments, sessions } = api.client().beta;
    const agent = await agents.create({ name: "a", model: "m" });
    const environment = await environments.create({ name: "e" });
    const make = (initial_events: unknown[]) =>
      sessions.create({ agent: agent.id, environment_id: environment.id, initial_events: initial_events as [] });
    await expect(make([say("go"), { type: "user.interrupt" }])).rejects.toMatchObject({ status: 400 });
    await expect(make(Array.from({ length: 51 }, () => say("go")))).rejects.toMatchObject({ status: 400 });
    const session = await make([say("go")]);
    expect(session.status).toBe("running");
    const events = await collect(sessions.events.list(session.id));
    expect(events.map((event) => event.type)).toEqual(["user.message", "session.status_running"]);
  });

  it("tells those who watch what was changed", async () => {
    const id = await makeSession();
    await api.client().beta.sessions.update(id, { title: "Alert", metadata: { a: "1" } });
    const { data } = await list(id);
    expect(data).toEqual([expect.objectContaining({ type: "session.updated", title: "Alert", metadata: { a: "1" } })]);
    expect(data[0]).not.toHaveProperty("agent");
  });
});

describe("events of a recorded session", () => {
  it("keeps ids, times, trust and reports of the source, and maps its references", async () => {
    const id = await makeRecorded({ started_at: "2024-03-01T08:00:00Z", agent_name: "Shift bot", outcome: "failure" });
    const stored = await send(id, [
      { ...say("status?"), id: "m1", processed_at: "2024-03-01T08:00:01Z" },
      {
        type: "agent.tool_use",
        id: "toolu_1",
        name: "scada",
        input: { b: 1, a: [2] },
        processed_at: "2024-03-01T08:00:02Z",
      },
      {
        type: "agent.tool_result",
        tool_use_id: "toolu_1",
        content: [{ type: "text", text: "pump 3 off" }],
        is_error: true,
        processed_at: "2024-03-01T08:00:03+00:00",
        reverie: {
          occurred_at: "2024-03-01T07:59:00Z",
          trusted: false,
          event: { type: "pump.stopped", entity: "pump 3", occurred_at: "2024-03-01T07:58:59Z" },
        },
      },
      {
        type: "session.status_idle",
        stop_reason: { type: "requires_action", event_ids: ["toolu_1", "elsewhere"] },
        stop_details: null,
      },
    ]);
    const use = stored[1];
    expect(use).toMatchObject({ type: "agent.tool_use", input: { a: [2], b: 1 }, reverie: { source_id: "toolu_1" } });
    expect(use?.id).toMatch(/^sevt_/);
    expect(stored[2]).toMatchObject({
      tool_use_id: use?.id,
      processed_at: "2024-03-01T08:00:03.000Z",
      reverie: {
        occurred_at: "2024-03-01T07:59:00.000Z",
        trusted: false,
        event: { type: "pump.stopped", entity: "pump 3", occurred_at: "2024-03-01T07:58:59Z" },
      },
    });
    expect(stored[3]).toMatchObject({ stop_reason: { event_ids: [use?.id, "elsewhere"] } });
    expect(stored[3]?.processed_at).toBe("2024-03-01T08:00:03.000Z");
    const later = await send(id, [{ type: "user.tool_confirmation", tool_use_id: "toolu_1", result: "allow" }]);
    expect(later[0]).toMatchObject({ tool_use_id: use?.id });
    const session = await api.client().beta.sessions.retrieve(id);
    expect(session).toMatchObject({
      status: "idle",
      environment_id: "plant 7",
      agent: { id: "shift-bot", name: "Shift bot" },
    });
    expect(session).toMatchObject({
      reverie: { recorded: true, outcome: "failure", started_at: "2024-03-01T08:00:00.000Z", event_count: 5 },
    });
  });

  it("takes a report of what happened on any event, without an entity too, and answers it as it came", async () => {
    const id = await makeRecorded();
    const report = { type: "pump.stopped", occurred_at: "2024-03-01T07:58:59+01:00" };
    const [stored] = await send(id, [{ ...say("it stopped"), reverie: { event: report } }]);
    expect(stored).toMatchObject({ type: "user.message", reverie: { event: report } });
    expect((await list(id, "?view=basic")).data).toMatchObject([{ id: stored?.id, reverie: { event: report } }]);
  });

  it("refuses a malformed report by its place, and stores nothing of the batch", async () => {
    const id = await makeRecorded();
    const report = { type: "pump.stopped", entity: "pump 3", occurred_at: "2024-03-01T07:58:59Z" };
    const malformed: unknown[] = [
      "pump.stopped",
      null,
      {},
      { ...report, type: "" },
      { ...report, type: 7 },
      { ...report, type: "x".repeat(257) },
      { ...report, entity: "" },
      { ...report, entity: null },
      { ...report, occurred_at: undefined },
      { ...report, occurred_at: "yesterday" },
      { ...report, occurred_at: "2024-03-01T07:58:59" },
      { ...report, occurred_at: "0001-01-01T00:00:00Z" },
      { ...report, severity: "high" },
    ];
    for (const event of malformed) {
      await expect(send(id, [answer("good"), answer("bad", { reverie: { event } })])).rejects.toMatchObject({
        status: 400,
        type: "invalid_request_error",
        message: expect.stringContaining("events.1.reverie.event"),
      });
    }
    await expect(
      send(id, [answer("bad", { reverie: { event: { ...report, type: "a\u0000b" } } })]),
    ).rejects.toMatchObject({
      status: 400,
    });
    expect((await list(id)).data).toEqual([]);
  });

  it("answers an event that comes again as it is stored, and refuses its id for another", async () => {
    const id = await makeRecorded();
    const events = [answer("first", { id: "a" }), answer("second", { id: "b" })];
    const first = await send(id, events);
    const again = await send(id, [...events, answer("third", { id: "c" })]);
    expect(again.slice(0, 2)).toEqual(first);
    expect((await list(id)).data).toEqual(again);
    await expect(send(id, [answer("other", { id: "a" })])).rejects.toMatchObject({ status: 400 });
    await expect(send(id, [answer("x", { id: "d" }), answer("y", { id: "d" })])).rejects.toMatchObject({ status: 400 });
    expect((await list(id)).data).toHaveLength(3);
  });

  it("follows the recorded status and sums the recorded usage", async () => {
    const id = await makeRecorded();
    const usage = { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 3, cache_read_input_tokens: 4 };
    const end = { type: "span.model_request_end", model_request_start_id: "s", is_error: false, model_usage: usage };
    await send(id, [{ type: "session.status_running" }, { type: "span.model_request_start", id: "s" }, end, end]);
    const { sessions } = api.client().beta;
    expect(await sessions.retrieve(id)).toMatchObject({
      status: "running",
      usage: {
        input_tokens: 20,
        output_tokens: 4,
        cache_read_input_tokens: 8,
        cache_creation: { ephemeral_5m_input_tokens: 6 },
      },
    });
    await send(id, [{ type: "session.status_terminated" }]);
    expect((await sessions.retrieve(id)).status).toBe("terminated");
  });

  it("refuses text that cannot be stored and times out of range", async () => {
    const id = await makeRecorded();
    const path = `/v1/sessions/${id}/events`;
    for (const event of [
      '{"type":"agent.message","content":[{"type":"text","text":"\\u0000"}]}',
      '{"type":"agent.message","content":[{"type":"text","text":"\\ud800"}]}',
      '{"type":"agent.thinking","processed_at":"10000-01-01T00:00:00Z"}',
    ]) {
      const response = await api.send(path, { method: "POST", body: `{"events":[${event}]}` });
      await expectError(response, 400, "invalid_request_error");
    }
  });
});

describe("lists of events", () => {
  it("go by time both ways, page without loss, and filter by type and time", async () => {
    const id = await makeRecorded();
    const at = (second: number) => `2024-01-01T00:00:${String(second).padStart(2, "0")}Z`;
    const events = Array.from({ length: 25 }, (_, index) =>
      index % 5 === 0
        ? { ...say(`question ${index}`), processed_at: at(Math.floor(index / 2)) }
        : answer(`answer ${index}`, { processed_at: at(Math.floor(index / 2)) }),
    );
    const stored = await send(id, events);
    const { events: api_ } = api.client().beta.sessions;
    const ids = stored.map((event) => event.id);
    expect((await collect(api_.list(id))).map((event) => event.id)).toEqual(ids);
    expect((await collect(api_.list(id, { limit: 4 }))).map((event) => event.id)).toEqual(ids);
    expect((await collect(api_.list(id, { limit: 7, order: "desc" }))).map((event) => event.id)).toEqual(
      [...ids].reverse(),
    );
    const questions = await collect(api_.list(id, { types: ["user.message"], limit: 2 }));
    expect(questions.map((event) => event.id)).toEqual(ids.filter((_, index) => index % 5 === 0));
    const window = await collect(api_.list(id, { "created_at[gt]": at(1), "created_at[lte]": at(3) }));
    expect(window.map((event) => event.id)).toEqual(ids.slice(4, 8));
    const first = await api_.list(id, { limit: 4 });
    await expect(api_.list(id, { order: "desc", page: first.next_page })).rejects.toMatchObject({ status: 400 });
    for (const query of ["?limit=1001", "?limit=0", "?types[]=user.nothing", "?order=up", "?page=nonsense"]) {
      await expectError(await api.send(`/v1/sessions/${id}/events${query}`), 400, "invalid_request_error");
    }
  });

  it("find text, look around an event and leave the content out on request", async () => {
    const id = await makeRecorded();
    const stored = await send(
      id,
      Array.from({ length: 9 }, (_, index) => answer(index === 6 ? 'Pump "A" leaks 50% \\ today' : `line ${index}`)),
    );
    const ids = stored.map((event) => event.id);
    for (const text of ["pump", '"A"', "50%", "\\ today"]) {
      expect((await list(id, `?q=${encodeURIComponent(text)}`)).data.map((event) => event.id)).toEqual([ids[6]]);
    }
    expect((await list(id, "?q=agent.message")).data).toEqual([]);
    const around = await list(id, `?around=${ids[4]}&limit=3`);
    expect(around.data.map((event) => event.id)).toEqual(ids.slice(3, 6));
    const rest = await list(id, `?around=${ids[4]}&limit=3&page=${around.next_page}`);
    expect(rest.data.map((event) => event.id)).toEqual(ids.slice(6, 9));
    expect((await list(id, `?around=${ids[0]}&limit=3`)).data.map((event) => event.id)).toEqual(ids.slice(0, 3));
    expect((await list(id, `?around=${ids[4]}&limit=3&order=desc`)).data.map((event) => event.id)).toEqual(
      ids.slice(3, 6).reverse(),
    );
    await expectError(await api.send(`/v1/sessions/${id}/events?around=sevt_none`), 404, "not_found_error");
    expect((await list(id, "?view=basic&limit=1")).data).toEqual([
      { id: ids[0], type: "agent.message", processed_at: stored[0]?.processed_at },
    ]);
  });
});

describe("the stream of a session", () => {
  const open = (id: string, options: Parameters<Anthropic.Beta.Sessions.Events["stream"]>[2] = {}) =>
    api.client().beta.sessions.events.stream(id, {}, options);

  it("gives only what comes after it opened, in order, with the ids of the list, until the session is deleted", async () => {
    const id = await makeRecorded();
    await send(id, [answer("before")]);
    const stream = await open(id);
    const seen = collect(stream as AsyncIterable<StoredEvent>);
    await send(id, [answer("one"), answer("two")]);
    await send(id, [answer("three")]);
    const { data } = await list(id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await api.client().beta.sessions.delete(id);
    const events = await seen;
    expect(events.slice(0, -1)).toEqual(data.slice(1));
    expect(events.at(-1)?.type).toBe("session.deleted");
  });

  it("loses nothing while many write at once, and every reader sees the same order", async () => {
    const id = await makeRecorded();
    const streams = await Promise.all([open(id), open(id), open(id)]);
    const readers = streams.map((stream) => collect(stream as AsyncIterable<StoredEvent>));
    await Promise.all(
      Array.from({ length: 12 }, async (_, writer) => {
        for (let index = 0; index < 5; index++)
          await send(id, [answer(`${writer}.${index}`), { type: "agent.thinking" }]);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await api.client().beta.sessions.delete(id);
    const [first, ...others] = await Promise.all(readers);
    expect(first).toHaveLength(121);
    for (const other of others) expect(other.slice(0, -1)).toEqual(first?.slice(0, -1));
  });

  it("writes event and data lines, forbids caching and buffering, and refuses what it does not know", async () => {
    const id = await makeRecorded();
    const controller = new AbortController();
    const response = await api.send(`/v1/sessions/${id}/events/stream?event_deltas[]=agent.message`, {
      signal: controller.signal,
      headers: { accept: "application/json" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const [stored] = await send(id, [answer("line\nbreak")]);
    let text = "";
    while (!text.includes("data: ")) text += (await reader?.read())?.value ?? "";
    const [, data = ""] = /\n\nevent: agent\.message\ndata: (.*)\n\n/.exec(text) ?? [];
    expect(JSON.parse(data)).toEqual(stored);
    controller.abort();
    const bad = await api.send(`/v1/sessions/${id}/events/stream?event_deltas[]=user.message`);
    await expectError(bad, 400, "invalid_request_error");
    await expectError(await api.send("/v1/sessions/sesn_none/events/stream"), 404, "not_found_error");
  });
});
