import { type Ctx, readerOf } from "@/lib/access/context";
import { requireStoreRead } from "@/lib/access/store-reach";
import type { MemoryChange } from "@/lib/contract/memory-change";
import { subscribe } from "@/lib/db/live-hub";
import { InvalidRequestError } from "@/lib/errors/invalid-request-error";
import { beginningOf, decodeChangePosition, encodeChangePosition } from "./change-position";
import { readChanges } from "./read-changes";
import { requireStore } from "./require-store";
import { memoryStoreTopic } from "./store-topic";

export type ChangeItem = { kind: "change"; change: MemoryChange } | { kind: "heartbeat"; position: string };

const changesPerRead = 200;
const lookEveryMs = 1_000;
/** After a wake-up the change may wait for an older transaction to end, so the looks come closer for a while. */
const firstLookAgainMs = 15;
const heartbeatEveryMs = 15_000;

/**
 * Follows what changes in a store, from now on or after a position that an earlier stream gave, without a gap and
 * without repetition. It ends after `memory_store.deleted`, or when `signal` aborts. Awaiting it means that nothing
 * later can be missed. Throws NotFoundError, and InvalidRequestError for a position that this database never gave.
 */
export async function followChanges(
  ctx: Ctx,
  input: { memoryStoreId: string; after: string | null },
  signal: AbortSignal,
): Promise<AsyncGenerator<ChangeItem>> {
  requireStoreRead(ctx.actor, input.memoryStoreId);
  const db = readerOf(ctx);
  await requireStore(db, ctx, input.memoryStoreId);
  const { rows } = await db.query<{ snapshot: string; oldest: string; next: string }>(
    `SELECT s::text AS snapshot, pg_snapshot_xmin(s)::text AS oldest, pg_snapshot_xmax(s)::text AS next
     FROM pg_current_snapshot() AS s`,
  );
  const now = rows[0] ?? { snapshot: "", oldest: "0", next: "0" };
  if (input.after === null) return follow(ctx, input.memoryStoreId, beginningOf(now.oldest), now.snapshot, signal);
  const after = decodeChangePosition(input.after);
  if (BigInt(after.xid) > BigInt(now.next)) {
    throw new InvalidRequestError("Last-Event-ID: this database has not come so far. Open the stream without it.");
  }
  return follow(ctx, input.memoryStoreId, after, null, signal);
}

async function* follow(
  ctx: Ctx,
  memoryStoreId: string,
  from: ReturnType<typeof beginningOf>,
  unlessSeenBy: string | null,
  signal: AbortSignal,
): AsyncGenerator<ChangeItem> {
  const bell = hangBell(memoryStoreTopic(memoryStoreId), signal);
  let position = from;
  let pauseMs = lookEveryMs;
  let lastSentAtMs = Date.now();
  try {
    yield { kind: "heartbeat", position: encodeChangePosition(position) };
    while (!signal.aborted) {
      const read = await readChanges(readerOf(ctx), ctx, {
        memoryStoreId,
        after: position,
        unlessSeenBy,
        limit: changesPerRead,
      });
      for (const change of read.changes) {
        yield { kind: "change", change };
        if (change.type === "memory_store.deleted") return;
      }
      position = read.position;
      if (read.changes.length > 0) lastSentAtMs = Date.now();
      if (Date.now() - lastSentAtMs >= heartbeatEveryMs) {
        lastSentAtMs = Date.now();
        yield { kind: "heartbeat", position: encodeChangePosition(position) };
      }
      if (read.isFull) continue;
      pauseMs = (await bell.wait(pauseMs)) ? firstLookAgainMs : Math.min(pauseMs * 2, lookEveryMs);
    }
  } finally {
    bell.takeDown();
  }
}

/** Remembers that it was rung while nobody waited. */
function hangBell(topic: string, signal: AbortSignal) {
  let isRung = false;
  let answer: () => void = () => undefined;
  const ring = () => {
    isRung = true;
    answer();
  };
  const unsubscribe = subscribe(topic, ring);
  signal.addEventListener("abort", ring, { once: true });
  return {
    /** True when it was rung, false when the time passed. */
    wait: async (timeoutMs: number): Promise<boolean> => {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const wasRung = isRung;
      isRung = false;
      return wasRung;
    },
    takeDown: () => {
      unsubscribe();
      signal.removeEventListener("abort", ring);
    },
  };
}
