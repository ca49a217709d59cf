import { createHmac, timingSafeEqual } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { systemContext } from "@/lib/auth/system-context";
import { getPool } from "@/lib/db/pool";
import { useTestDatabase } from "@/lib/db/testing/test-database";
import { createLogger } from "@/lib/observe/logger";
import { createWebhook } from "./create-webhook";
import { deleteWebhook } from "./delete-webhook";
import { findDueWebhooks, sendDeliveries } from "./send-deliveries";
import { testWebhook } from "./test-webhook";
import { type ReceivedRequest, useReceiver } from "./testing/receiver";
import { hireWebhookCourier } from "./webhook-courier";

const database = useTestDatabase();
const receiver = useReceiver();
const running = new AbortController().signal;
const startMs = Date.UTC(2026, 5, 1);
const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;
/** As the design says: eight tries in about a day. */
const pausesMs = [5 * secondMs, minuteMs, 10 * minuteMs, 60 * minuteMs, 180 * minuteMs, 480 * minuteMs, 720 * minuteMs];

let nowMs = startMs;
const clock = () => new Date(nowMs);
const ctx = (): Ctx => ({ ...systemContext(database.pool()), clock });

beforeEach(() => {
  process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE = "true";
  nowMs = startMs;
  receiver.received.length = 0;
  receiver.answerWith((response) => void response.end());
});
afterEach(async () => {
  delete process.env.REVERIE_WEBHOOK_ALLOW_PRIVATE;
  await database.pool().query("DELETE FROM webhook");
});

const make = (url = receiver.url()) => createWebhook(ctx(), { url, events: ["memory_version.created"] });
const send = (id: string, stopping = running) => sendDeliveries(database.pool(), id, clock, stopping);
const isDue = async (id: string) => (await findDueWebhooks(database.pool(), clock())).includes(id);

interface Row {
  state: string;
  attempts: number;
  next_attempt_at: Date;
  response_status: number | null;
  error: string | null;
}

async function rowsOf(webhookId: string): Promise<Row[]> {
  const { rows } = await database
    .pool()
    .query<Row>("SELECT * FROM webhook_delivery WHERE webhook_id = $1 ORDER BY occurred_at, id", [webhookId]);
  return rows;
}

async function onlyRow(webhookId: string): Promise<Row> {
  const [row, ...more] = await rowsOf(webhookId);
  if (row === undefined || more.length > 0) throw new Error("expected one delivery");
  return row;
}

/** The check of the Standard Webhooks text by hand: HMAC-SHA256 over id, time and body as they came. */
function isSigned(secret: string, { headers, body }: ReceivedRequest): boolean {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = Buffer.from(createHmac("sha256", key).update(signed).digest("base64"));
  return (headers["webhook-signature"] ?? "").split(" ").some((part) => {
    const given = Buffer.from(part.slice("v1,".length));
    return part.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

describe("a delivery", () => {
  it("is signed anew at every try, over the body as it is sent, with this webhook's secret alone", async () => {
    const hook = await make();
    const other = await make();
    const { id } = await testWebhook(ctx(), hook.id);
    receiver.answerWith((response) => void response.writeHead(500).end());
    await send(hook.id);
    nowMs += 7 * secondMs;
    await send(hook.id);
    expect(receiver.received).toHaveLength(2);
    for (const [index, request] of receiver.received.entries()) {
      expect(isSigned(hook.secret, request)).toBe(true);
      expect(isSigned(other.secret, request)).toBe(false);
      expect(isSigned(hook.secret, { ...request, body: `${request.body} ` })).toBe(false);
      expect(request.headers["webhook-id"]).toBe(id);
      expect(Number(request.headers["webhook-timestamp"])).toBe((startMs + index * 7 * secondMs) / secondMs);
    }
    expect(receiver.received[0]?.body).toBe(receiver.received[1]?.body);
  });

  it("ends as its receiver's answers say, never before its time, whatever they are", async () => {
    const answer = fc.constantFrom(200, 204, 299, 301, 307, 400, 404, 410, 429, 500, 503, "hang up" as const);
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 9 }), async (answers) => {
        nowMs = startMs;
        receiver.received.length = 0;
        receiver.answerWith((response) => {
          const given = answers[receiver.received.length - 1] ?? 500;
          if (given === "hang up") response.destroy();
          else response.writeHead(given, { location: receiver.url("/elsewhere") }).end();
        });
        const hook = await make();
        await testWebhook(ctx(), hook.id);
        for (let attempt = 1; attempt <= 8; attempt++) {
          await send(hook.id);
          const given = answers[attempt - 1] ?? 500;
          const row = await onlyRow(hook.id);
          const isTaken = given !== "hang up" && given >= 200 && given < 300;
          const isOver = isTaken || given === 410 || attempt === 8;
          expect(receiver.received).toHaveLength(attempt);
          expect(row).toMatchObject({
            state: isTaken ? "delivered" : isOver ? "failed" : "pending",
            attempts: attempt,
            response_status: given === "hang up" ? null : given,
            error: given === "hang up" ? "connection" : null,
          });
          if (isOver) break;
          const pauseMs = row.next_attempt_at.getTime() - nowMs;
          const plannedMs = pausesMs[attempt - 1] ?? 0;
          expect(pauseMs).toBeGreaterThanOrEqual(0.9 * plannedMs - 1);
          expect(pauseMs).toBeLessThanOrEqual(1.1 * plannedMs + 1);
          nowMs = row.next_attempt_at.getTime() - 1;
          expect(await isDue(hook.id)).toBe(false);
          await send(hook.id);
          expect(receiver.received).toHaveLength(attempt);
          nowMs += 1;
          expect(await isDue(hook.id)).toBe(true);
        }
        nowMs += 30 * dayMs;
        expect(await isDue(hook.id)).toBe(false);
        const { rows } = await database.pool().query("SELECT disabled_at FROM webhook WHERE id = $1", [hook.id]);
        const end = answers.find((given) => given === 410 || (given !== "hang up" && given >= 200 && given < 300));
        const isGone = end === 410 && answers.indexOf(end) < 8;
        expect(rows[0]?.disabled_at !== null).toBe(isGone);
      }),
      { numRuns: 8 },
    );
  });

  it("that a crashed worker left half done is sent again under its id, after a lease longer than any try", async () => {
    const hook = await make();
    const { id } = await testWebhook(ctx(), hook.id);
    // The worker is gone between the receiver's answer and the note of it: the answer cannot be written down.
    const pool = database.pool();
    const crashing = Object.assign(Object.create(pool), {
      query: (sql: string, values: unknown[]) =>
        sql.includes("delivered") ? Promise.reject(new Error("gone")) : pool.query(sql, values),
    });
    await expect(sendDeliveries(crashing, hook.id, clock, running)).rejects.toThrow("gone");
    expect(receiver.received).toHaveLength(1);
    nowMs += 11 * secondMs;
    expect(await isDue(hook.id)).toBe(false);
    nowMs += 50 * secondMs;
    await send(hook.id);
    expect(receiver.received.map((request) => request.headers["webhook-id"])).toEqual([id, id]);
    expect(await onlyRow(hook.id)).toMatchObject({ state: "delivered", attempts: 2 });
  });

  it("is made by one of many workers, each event once", async () => {
    const hook = await make();
    const sent: string[] = [];
    for (let index = 0; index < 23; index++) sent.push((await testWebhook(ctx(), hook.id)).id);
    await Promise.all(Array.from({ length: 4 }, () => send(hook.id)));
    expect(receiver.received.map((request) => request.headers["webhook-id"]).sort()).toEqual(sent.sort());
    expect(new Set((await rowsOf(hook.id)).map((row) => `${row.state} ${row.attempts}`))).toEqual(
      new Set(["delivered 1"]),
    );
  });

  it("that was stopped counts as never tried and is due at once", async () => {
    const hook = await make();
    await testWebhook(ctx(), hook.id);
    const stopping = new AbortController();
    receiver.answerWith(() => stopping.abort());
    await send(hook.id, stopping.signal);
    expect(await onlyRow(hook.id)).toMatchObject({ state: "pending", attempts: 0, next_attempt_at: clock() });
    receiver.answerWith((response) => void response.end());
    await send(hook.id);
    expect(await onlyRow(hook.id)).toMatchObject({ state: "delivered", attempts: 1 });
  });

  it("to a receiver that is gone is the last: what waits stays unsent, but for the few on their way", async () => {
    const hook = await make();
    for (let index = 0; index < 12; index++) await testWebhook(ctx(), hook.id);
    receiver.answerWith((response) => void response.writeHead(410).end());
    await send(hook.id);
    expect(receiver.received.length).toBeLessThanOrEqual(5);
    nowMs += dayMs;
    expect(await isDue(hook.id)).toBe(false);
    await send(hook.id);
    expect(receiver.received.length).toBeLessThanOrEqual(5);
  });

  it("is one of five on their way at most, however the database plans the claim", async () => {
    const address = new URL(database.url());
    address.searchParams.set(
      "options",
      "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_hashagg=off -c enable_sort=off -c enable_material=off",
    );
    const pool = getPool(address.toString());
    const hook = await make();
    for (let index = 0; index < 12; index++) await testWebhook(ctx(), hook.id);
    receiver.answerWith((response) => void response.writeHead(410).end());
    await sendDeliveries(pool, hook.id, clock, running);
    expect(receiver.received.length).toBeLessThanOrEqual(5);
  });

  it("whose webhook is deleted while it is on its way ends without a trace", async () => {
    const hook = await make();
    await testWebhook(ctx(), hook.id);
    receiver.answerWith(async (response) => {
      await deleteWebhook(ctx(), hook.id);
      response.end();
    });
    await send(hook.id);
    expect(await rowsOf(hook.id)).toEqual([]);
  });
});

describe("a courier", () => {
  const hire = (stopping = running) => hireWebhookCourier(database.pool(), createLogger("silent"), stopping, clock);

  it("serves the others while one receiver keeps silent", async () => {
    const slow = await make(receiver.url("/slow"));
    const quick = await make(receiver.url("/quick"));
    await testWebhook(ctx(), slow.id);
    await testWebhook(ctx(), quick.id);
    const stopping = new AbortController();
    const courier = hire(stopping.signal);
    const taken = new Promise<void>((resolve) => {
      receiver.answerWith((response, request) => {
        if (request.path !== "/quick") return;
        response.end();
        resolve();
      });
    });
    await courier.turn();
    await taken;
    await expect.poll(async () => (await onlyRow(quick.id)).state).toBe("delivered");
    // A second turn begins no second try of what is on its way.
    await courier.turn();
    expect(receiver.received.filter((request) => request.path === "/slow")).toHaveLength(1);
    stopping.abort();
    await courier.settled();
    expect(await onlyRow(slow.id)).toMatchObject({ state: "pending", attempts: 0 });
  });

  it("drops the log after thirty days, and never what still waits", async () => {
    const hook = await make();
    await testWebhook(ctx(), hook.id);
    await hire().turn();
    await expect.poll(async () => (await onlyRow(hook.id)).state).toBe("delivered");
    nowMs += 30 * dayMs;
    await hire().turn();
    expect(await rowsOf(hook.id)).toHaveLength(1);
    nowMs += secondMs;
    const stopped = AbortSignal.abort();
    await testWebhook({ ...ctx(), clock: () => new Date(startMs) }, hook.id);
    await hire(stopped).turn();
    expect((await rowsOf(hook.id)).map((row) => row.state)).toEqual(["pending"]);
  });
});
