import { type Ctx, readerOf } from "@/lib/access/context";
import { newId } from "@/lib/db/ids";
import { subscribe } from "@/lib/db/live-hub";
import { type BasicEvent, type EventRow, eventColumns, presentEvent } from "./event-row";
import { sessionTopic } from "./event-topic";
import { loadSession } from "./load-session";

export type StreamItem = { kind: "event"; event: BasicEvent | Record<string, unknown> } | { kind: "heartbeat" };

/** Also without a wake-up the table is looked at this often: one can be lost with its connection. */
const lookEveryMs = 1000;
const heartbeatEveryMs = 15_000;
const rowsPerRead = 200;

/**
 * Opens a stream of the events that are added to a session from now on; awaiting it means that nothing added later
 * can be missed. It ends with `session.deleted`, or when `signal` aborts. Throws NotFoundError.
 */
export async function streamSessionEvents(
  ctx: Ctx,
  sessionId: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<StreamItem>> {
  const waiter = makeWaiter(signal);
  const unsubscribe = subscribe(sessionTopic(sessionId), waiter.wake);
  // A stream that is given up before its first item was asked for never reaches its `finally`.
  signal.addEventListener("abort", unsubscribe, { once: true });
  try {
    const { last_sequence } = await loadSession(readerOf(ctx), ctx, sessionId);
    return follow(ctx, sessionId, last_sequence, signal, waiter, unsubscribe);
  } catch (error) {
    unsubscribe();
    throw error;
  }
}

async function* follow(
  ctx: Ctx,
  sessionId: string,
  openedAt: number,
  signal: AbortSignal,
  waiter: Waiter,
  unsubscribe: () => void,
): AsyncGenerator<StreamItem> {
  let sequence = openedAt;
  let lastSentAtMs = Date.now();
  try {
    yield { kind: "heartbeat" };
    while (!signal.aborted) {
      waiter.arm();
      const rows = await readAfter(ctx, sessionId, sequence);
      for (const row of rows) {
        sequence = row.sequence;
        yield { kind: "event", event: presentEvent(row) };
      }
      if (rows.length > 0) lastSentAtMs = Date.now();
      if (rows.length === rowsPerRead) continue;
      if (rows.length === 0 && !(await exists(ctx, sessionId))) {
        const event = { id: newId("event"), type: "session.deleted", processed_at: ctx.clock().toISOString() };
        yield { kind: "event", event };
        return;
      }
      if (Date.now() - lastSentAtMs >= heartbeatEveryMs) {
        lastSentAtMs = Date.now();
        yield { kind: "heartbeat" };
      }
      await waiter.wait(lookEveryMs);
    }
  } finally {
    unsubscribe();
  }
}

async function readAfter(ctx: Ctx, sessionId: string, sequence: number): Promise<EventRow[]> {
  const { rows } = await readerOf(ctx).query<EventRow>({
    name: "stream-session-events",
    text: `SELECT ${eventColumns} FROM session_event e WHERE e.session_id = $1 AND e.sequence > $2
           ORDER BY e.sequence LIMIT ${rowsPerRead}`,
    values: [sessionId, sequence],
  });
  return rows;
}

async function exists(ctx: Ctx, sessionId: string): Promise<boolean> {
  const { rows } = await readerOf(ctx).query({
    name: "session-exists",
    text: "SELECT 1 FROM session WHERE id = $1",
    values: [sessionId],
  });
  return rows.length > 0;
}

interface Waiter {
  wake: () => void;
  arm: () => void;
  wait: (timeoutMs: number) => Promise<void>;
}

/** Remembers a wake-up that comes between `arm` and `wait`, so that none falls between reading and waiting. */
function makeWaiter(signal: AbortSignal): Waiter {
  let isAwake = false;
  let resume: (() => void) | null = null;
  const wake = () => {
    isAwake = true;
    resume?.();
  };
  signal.addEventListener("abort", wake, { once: true });
  return {
    wake,
    arm: () => {
      isAwake = false;
    },
    wait: (timeoutMs) =>
      new Promise((resolve) => {
        if (isAwake || signal.aborted) return resolve();
        const timer = setTimeout(() => resume?.(), timeoutMs);
        resume = () => {
          clearTimeout(timer);
          resume = null;
          resolve();
        };
      }),
  };
}
