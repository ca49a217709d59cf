import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createMemoryStore } from "@/lib/memory/create-memory-store";
import { archiveSession } from "./archive-session";
import { deleteSession } from "./delete-session";
import { listSessionEvents } from "./list-session-events";
import { sendSessionEvents } from "./send-session-events";
import { type StreamItem, streamSessionEvents } from "./stream-session-events";
import { actAs, actAsSession, auditedActions, buildCtx, makeRecorded } from "./testing/session-world";

const database = useTestDatabase();

let ctx: Ctx;
let id: string;
beforeEach(async () => {
  ctx = buildCtx(database.pool());
  id = (await makeRecorded(ctx)).id;
});

const say = (text: string, extra: Record<string, unknown> = {}) => ({
  type: "agent.message",
  content: [{ type: "text", text }],
  ...extra,
});
const send = (events: unknown[], as = ctx, sessionId = id) => sendSessionEvents(as, sessionId, { events });
const list = async (as = ctx) => (await listSessionEvents(as, id, { view: "full", order: "asc", limit: 1000 })).data;
const rowsOf = async () =>
  (
    await database
      .pool()
      .query<{ sequence: number; id: string }>(
        "SELECT sequence, id FROM session_event WHERE session_id = $1 ORDER BY sequence",
        [id],
      )
  ).rows;

describe("adding events", () => {
  it("numbers the events of parallel writers without gap or double", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, writer) => send([say(`${writer}.0`), say(`${writer}.1`), say(`${writer}.2`)])),
    );
    const rows = await rowsOf();
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    expect(
      (await database.pool().query("SELECT event_count, last_sequence FROM session WHERE id = $1", [id])).rows,
    ).toEqual([{ event_count: 60, last_sequence: 60 }]);
  });

  it("takes one of two parallel writers with the same brought ids", async () => {
    const events = Array.from({ length: 10 }, (_, index) => say(`${index}`, { id: `source ${index}` }));
    const answers = await Promise.all([send(events), send(events), send(events)]);
    expect(await rowsOf()).toHaveLength(10);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("stores thousands at once", async () => {
    await send(Array.from({ length: 1700 }, (_, index) => say(`${index}`)));
    const page = await listSessionEvents(ctx, id, { view: "full", order: "asc", limit: 1000 });
    expect(page.data).toHaveLength(1000);
    const rest = await listSessionEvents(ctx, id, {
      view: "full",
      order: "asc",
      limit: 1000,
      page: page.next_page ?? "",
    });
    expect(rest.data).toHaveLength(700);
    expect(rest.data[0]).toMatchObject({ content: [{ text: "1000" }] });
  });

  it("writes an audit row with each change and none for a refusal", async () => {
    await send([say("a"), say("b")]);
    await send([say("c", { id: "c" })]);
    await send([say("c", { id: "c" })]);
    await expect(send([say("d"), { type: "agent.nothing" }])).rejects.toMatchObject({ status: 400 });
    expect(await auditedActions(ctx.pool, id)).toEqual([
      "session.create",
      "session.append_events",
      "session.append_events",
    ]);
    const { rows } = await database.pool().query("SELECT details FROM audit_event WHERE target_id = $1", [id]);
    expect(JSON.stringify(rows)).not.toContain("text");
  });

  it("is undone as a whole with the transaction that it is part of", async () => {
    await expect(
      (async () => {
        const client = await database.pool().connect();
        try {
          await client.query("BEGIN");
          await send([say("a")], { ...ctx, tx: client as never });
          throw new Error("later failure");
        } finally {
          await client.query("ROLLBACK");
          client.release();
        }
      })(),
    ).rejects.toThrow("later failure");
    expect(await rowsOf()).toEqual([]);
  });

  it("lets a token add to its own session only, and readers not at all", async () => {
    const other = (await makeRecorded(ctx)).id;
    const token = actAsSession(ctx, id);
    await send([say("mine")], token);
    await expect(send([say("not mine")], token, other)).rejects.toMatchObject({ status: 404 });
    await expect(send([say("x")], actAs(ctx, ["session:read"]))).rejects.toMatchObject({ status: 403 });
    await expect(send([say("x")], actAs(ctx, ["memory:read"]))).rejects.toMatchObject({ status: 404 });
    expect(await list()).toHaveLength(1);
  });

  it("is refused by a session with a store out of reach as if there were none", async () => {
    const store = await createMemoryStore(ctx, { name: "secret" });
    const hidden = await makeRecorded(ctx, { resources: [{ type: "memory_store", memory_store_id: store.id }] });
    const limited = actAs(ctx, ["session:read", "session:write"], { memstore_other: "read_write" });
    await expect(send([say("x")], limited, hidden.id)).rejects.toMatchObject({ status: 404 });
    const insider = actAs(ctx, ["session:read", "session:write"], { [store.id]: "read_only" });
    await expect(send([say("x")], insider, hidden.id)).resolves.toMatchObject({ data: [{ type: "agent.message" }] });
  });

  it("is refused once the session is archived", async () => {
    await archiveSession(ctx, id);
    await expect(send([say("late")])).rejects.toMatchObject({ status: 400 });
    expect(await list()).toEqual([]);
  });
});

describe("following events", () => {
  async function open(as = ctx) {
    const closing = new AbortController();
    const items = await streamSessionEvents(as, id, closing.signal);
    const seen: StreamItem[] = [];
    const ended = (async () => {
      for await (const item of items) seen.push(item);
    })();
    const events = () => seen.flatMap((item) => (item.kind === "event" ? [item.event] : []));
    return { close: () => closing.abort(), ended, events };
  }

  async function until(condition: () => boolean): Promise<void> {
    const deadlineMs = Date.now() + 8000;
    while (!condition()) {
      if (Date.now() > deadlineMs) throw new Error("It did not come about.");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  it("starts after what is there, and ends when it is closed", async () => {
    await send([say("before")]);
    const stream = await open();
    await send([say("after")]);
    await until(() => stream.events().length > 0);
    expect(stream.events()).toEqual((await list()).slice(1));
    stream.close();
    await stream.ended;
  });

  it("finds what another process wrote without any wake-up", async () => {
    const stream = await open();
    await database.pool().query(
      `WITH bumped AS (UPDATE session SET last_sequence = last_sequence + 1 WHERE id = $1 RETURNING last_sequence)
       INSERT INTO session_event (session_id, sequence, id, type, payload, processed_at, listed_at, trusted, created_at)
       SELECT $1, last_sequence, 'sevt_elsewhere', 'agent.thinking', '{}', now(), now(), true, now() FROM bumped`,
      [id],
    );
    await until(() => stream.events().length > 0);
    expect(stream.events()[0]).toMatchObject({ id: "sevt_elsewhere" });
    stream.close();
    await stream.ended;
  });

  it("hands on more than one read's worth in order", async () => {
    const stream = await open();
    await send(Array.from({ length: 450 }, (_, index) => say(`${index}`)));
    await until(() => stream.events().length === 450);
    expect(stream.events()).toEqual(await list());
    stream.close();
    await stream.ended;
  });

  it("says that the session was deleted and ends", async () => {
    const stream = await open();
    await deleteSession(ctx, id);
    await stream.ended;
    expect(stream.events().map((event) => event.type)).toEqual(["session.deleted"]);
  });

  it("opens for nobody who may not read the session", async () => {
    const { signal } = new AbortController();
    const stranger = actAsSession(ctx, "sesn_other");
    await expect(streamSessionEvents(stranger, id, signal)).rejects.toMatchObject({ status: 404 });
    await expect(streamSessionEvents(actAs(ctx, []), id, signal)).rejects.toMatchObject({ status: 404 });
  });
});
