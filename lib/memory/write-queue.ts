import type pg from "pg";
import { ancestorsOf } from "@/lib/contract/memory-path-rules";
import { publish } from "@/lib/db/live-hub";
import type { Queryable } from "@/lib/db/transaction";
import { memoryStoreTopic } from "./store-topic";
import { type MemoryWrite, type WriteOutcome, writeMemories } from "./write-memories";

interface Entry {
  write: MemoryWrite;
  settle: (outcome: WriteOutcome) => void;
  fail: (error: unknown) => void;
}

type Settlement = () => void;

interface Queue {
  waiting: Entry[];
  statementsRunning: number;
  isScheduled: boolean;
  /** What statements in flight write to. */
  memoryIds: Set<string>;
  paths: Set<string>;
  /** How many paths in flight lie below each of these. */
  pathsAbove: Map<string, number>;
  /** The hash that the last statement found or left, by memory: who expects it can win. */
  heads: Map<string, string>;
  /** Answers that wait until all that compete for a memory have theirs, by memory. */
  held: Map<string, Settlement[]>;
  /** How many were told of a memory together and are awaited back, by memory. */
  returning: Map<string, { count: number }>;
  /** Sends what can be sent now. */
  advance: () => void;
}

const registry = globalThis as typeof globalThis & { reverieWriteQueues?: WeakMap<pg.Pool, Map<string, Queue>> };

// While one statement waits for the disk others can go; more would only make the batches smaller.
const statementsAtOnce = 4;
const writesPerStatement = 64;
const bytesPerStatement = 2 * 1024 * 1024;
// A path takes a lock of its own and one for each folder above it, out of some six thousand that the database has.
const locksPerStatement = 256;
const retriesLimit = 3;
const heldAtMostMs = 100;
// Longer than a round trip on one machine; those that come from far away are not awaited.
const returnAtMostMs = 20;

/**
 * Writes in a transaction that other writes of the same store, sent at the same time, may share: one round trip and one
 * wait for the disk for all of them. Alone it goes at once. Acknowledged means committed, as ever.
 */
export function enqueueWrite(
  pool: pg.Pool,
  store: { workspaceId: string; memoryStoreId: string },
  write: MemoryWrite,
): Promise<WriteOutcome> {
  registry.reverieWriteQueues ??= new WeakMap();
  const queues = registry.reverieWriteQueues.get(pool) ?? new Map<string, Queue>();
  registry.reverieWriteQueues.set(pool, queues);
  const name = `${store.workspaceId} ${store.memoryStoreId}`;
  const queue =
    queues.get(name) ??
    newQueue(() => {
      if (advance(pool, store, queue)) queues.delete(name);
    });
  queues.set(name, queue);
  return new Promise((settle, fail) => {
    queue.waiting.push({ write, settle, fail });
    if (queue.isScheduled) return;
    queue.isScheduled = true;
    // The requests that the same turn of the event loop brings go along.
    setImmediate(() => {
      queue.isScheduled = false;
      queue.advance();
    });
  });
}

function newQueue(advance: () => void): Queue {
  return {
    waiting: [],
    statementsRunning: 0,
    isScheduled: false,
    memoryIds: new Set(),
    paths: new Set(),
    pathsAbove: new Map(),
    heads: new Map(),
    held: new Map(),
    returning: new Map(),
    advance,
  };
}

/** True when nothing is left to do or to be awaited. */
function advance(pool: pg.Pool, store: { workspaceId: string; memoryStoreId: string }, queue: Queue): boolean {
  while (queue.statementsRunning < statementsAtOnce) {
    const { batch, followers } = takeBatch(queue);
    if (batch.length === 0) break;
    queue.statementsRunning++;
    void run(pool, store, batch, followers, queue).finally(() => {
      queue.statementsRunning--;
      for (const { write } of batch) release(queue, write);
      queue.advance();
    });
  }
  const isAwaiting = queue.isScheduled || queue.returning.size > 0;
  return queue.statementsRunning === 0 && queue.waiting.length === 0 && !isAwaiting;
}

/** The oldest writes that do not meet each other or what is in flight, and those that wait behind one of them. */
function takeBatch(queue: Queue): { batch: Entry[]; followers: Map<string, Entry[]> } {
  const batch: Entry[] = [];
  const followers = new Map<string, Entry[]>();
  const left: Entry[] = [];
  let [sizeBytes, locks] = [0, 0];
  forgetReturned(queue);
  for (const entry of queue.waiting) {
    const { memoryId, path, content } = entry.write;
    const isFull = batch.length >= writesPerStatement || sizeBytes >= bytesPerStatement || locks >= locksPerStatement;
    const behind = memoryId === null ? undefined : followers.get(memoryId);
    if (behind !== undefined && isPlainSwap(entry.write)) behind.push(entry);
    else if (isFull || queue.returning.has(memoryId ?? "") || meetsOthers(queue, entry.write)) left.push(entry);
    else {
      claim(queue, entry.write);
      batch.push(entry);
      if (memoryId !== null && isPlainSwap(entry.write)) followers.set(memoryId, []);
      sizeBytes += content?.length ?? 0;
      locks += path === null ? 0 : ancestorsOf(path).length + 1;
    }
  }
  queue.waiting = left;
  for (const [memoryId, behind] of followers) drawWinner(batch, behind, queue.heads.get(memoryId));
  return { batch, followers };
}

/** Who competed for a memory and was told of it tries again in a moment: only among all of them is the lot fair. */
function awaitReturn(queue: Queue, memoryId: string, count: number): void {
  const awaited = { count };
  queue.returning.set(memoryId, awaited);
  setTimeout(() => {
    if (queue.returning.get(memoryId) === awaited) queue.returning.delete(memoryId);
    queue.advance();
  }, returnAtMostMs);
}

function forgetReturned(queue: Queue): void {
  for (const [memoryId, { count }] of queue.returning) {
    const present = queue.waiting.filter(({ write }) => write.memoryId === memoryId).length;
    if (present >= count) queue.returning.delete(memoryId);
  }
}

/**
 * Of those that wait for one memory a lot decides who tries first, among those that can win as far as is known. In
 * the order of arrival the same writers would win each time.
 */
function drawWinner(batch: Entry[], behind: Entry[], head: string | undefined): void {
  const at = batch.findIndex(({ write }) => write.memoryId === behind[0]?.write.memoryId);
  const first = batch[at];
  if (first === undefined) return;
  const all = [first, ...behind];
  const able = all.filter(({ write }) => write.expectedSha256 === head);
  const winner = (able.length > 0 ? able : all)[Math.floor(Math.random() * (able.length || all.length))];
  if (winner === undefined || winner === first) return;
  batch[at] = winner;
  behind[behind.indexOf(winner)] = first;
}

/** New content under a precondition, and no move. */
function isPlainSwap(write: MemoryWrite): boolean {
  return write.path === null && write.contentSha256 !== null && write.expectedSha256 !== null;
}

function meetsOthers(queue: Queue, { memoryId, path }: MemoryWrite): boolean {
  if (memoryId !== null && queue.memoryIds.has(memoryId)) return true;
  if (path === null) return false;
  return (
    queue.paths.has(path) || queue.pathsAbove.has(path) || ancestorsOf(path).some((above) => queue.paths.has(above))
  );
}

function claim(queue: Queue, { memoryId, path }: MemoryWrite): void {
  if (memoryId !== null) queue.memoryIds.add(memoryId);
  if (path === null) return;
  queue.paths.add(path);
  for (const above of ancestorsOf(path)) queue.pathsAbove.set(above, (queue.pathsAbove.get(above) ?? 0) + 1);
}

function release(queue: Queue, { memoryId, path }: MemoryWrite): void {
  if (memoryId !== null) queue.memoryIds.delete(memoryId);
  if (path === null) return;
  queue.paths.delete(path);
  for (const above of ancestorsOf(path)) {
    const count = (queue.pathsAbove.get(above) ?? 1) - 1;
    if (count === 0) queue.pathsAbove.delete(above);
    else queue.pathsAbove.set(above, count);
  }
}

async function run(
  pool: pg.Pool,
  store: { workspaceId: string; memoryStoreId: string },
  batch: Entry[],
  followers: Map<string, Entry[]>,
  queue: Queue,
): Promise<void> {
  try {
    const outcomes = await writeTogether(
      pool as Queryable,
      store,
      batch.map((entry) => entry.write),
    );
    if (outcomes.some((outcome) => outcome.kind === "written")) publish(memoryStoreTopic(store.memoryStoreId));
    outcomes.forEach((outcome, index) => {
      const entry = batch[index];
      if ("head" in outcome && entry?.write.memoryId)
        queue.heads.set(entry.write.memoryId, outcome.head.content_sha256);
      if (entry !== undefined) answer(queue, entry, followers.get(entry.write.memoryId ?? "") ?? [], outcome);
    });
  } catch (error) {
    queue.waiting.unshift(...[...followers.values()].flat());
    if (batch.length === 1 || !wasRolledBack(error)) for (const entry of batch) entry.fail(error);
    else for (const entry of batch) await runAlone(pool, store, entry);
    for (const { write } of batch) tellAll(takeHeld(queue, write.memoryId));
  }
}

/**
 * Who won a contended memory and who lost against it hear of it together with those that came while it was written:
 * heard first, the one would be first with the new hash again, and the others the only ones to try with it.
 */
function answer(queue: Queue, entry: Entry, followers: Entry[], outcome: WriteOutcome): void {
  const { memoryId } = entry.write;
  const refusals = refuseFollowers(queue, followers, outcome);
  const settlements = [...refusals, () => entry.settle(outcome)];
  const earlier = takeHeld(queue, memoryId);
  const isAwaited = outcome.kind === "written" && queue.waiting.some(({ write }) => write.memoryId === memoryId);
  if (memoryId === null || !isAwaited) {
    const told = [...earlier, ...settlements];
    if (memoryId !== null && told.length > 1) awaitReturn(queue, memoryId, told.length);
    tellAll(told);
  } else {
    tellAll(earlier);
    hold(queue, memoryId, settlements);
  }
}

function hold(queue: Queue, memoryId: string, settlements: Settlement[]): void {
  queue.held.set(memoryId, settlements);
  // Those that wait for it may have to wait for somebody who holds the whole store.
  setTimeout(() => {
    if (queue.held.get(memoryId) === settlements) tellAll(takeHeld(queue, memoryId));
  }, heldAtMostMs).unref();
}

function takeHeld(queue: Queue, memoryId: string | null): Settlement[] {
  if (memoryId === null) return [];
  const held = queue.held.get(memoryId) ?? [];
  queue.held.delete(memoryId);
  return held;
}

/** Who is told first tries again first, so the order is drawn by lot. */
function tellAll(settlements: Settlement[]): void {
  for (const settle of shuffled(settlements)) settle();
}

/**
 * They were sent before the statement, so what it found or left is what they would have met: one that expected other
 * content is refused without asking again. The rest try for themselves.
 */
function refuseFollowers(queue: Queue, followers: Entry[], outcome: WriteOutcome): Settlement[] {
  const again: Entry[] = [];
  const refusals: Settlement[] = [];
  for (const entry of followers) {
    const { expectedSha256, contentSha256 } = entry.write;
    const sha256 = "head" in outcome ? outcome.head.content_sha256 : null;
    if ("head" in outcome && expectedSha256 !== sha256 && contentSha256 !== sha256) {
      const { head } = outcome;
      refusals.push(() => entry.settle({ kind: "stale", head }));
    } else again.push(entry);
  }
  queue.waiting.unshift(...again);
  return refusals;
}

/** By Fisher and Yates. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    const [moved, chosen] = [order[last], order[other]];
    if (moved !== undefined && chosen !== undefined) [order[last], order[other]] = [chosen, moved];
  }
  return order;
}

/** What one write has wrong must not fail those that went along with it. */
async function runAlone(
  pool: pg.Pool,
  store: { workspaceId: string; memoryStoreId: string },
  { write, settle, fail }: Entry,
): Promise<void> {
  try {
    const [outcome] = await writeTogether(pool as Queryable, store, [write]);
    if (outcome?.kind === "written") publish(memoryStoreTopic(store.memoryStoreId));
    if (outcome !== undefined) settle(outcome);
  } catch (error) {
    fail(error);
  }
}

async function writeTogether(
  db: Queryable,
  store: { workspaceId: string; memoryStoreId: string },
  writes: MemoryWrite[],
): Promise<WriteOutcome[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeMemories(db, { ...store, isLocked: false }, writes);
    } catch (error) {
      if (attempt > retriesLimit || codeOf(error) !== deadlockDetected) throw error;
    }
  }
}

const deadlockDetected = "40P01";

/** An error that the server reports has undone the statement; after a lost connection nobody knows. */
function wasRolledBack(error: unknown): boolean {
  const code = codeOf(error);
  // The digit tells an SQLSTATE from EPIPE, which is a lost connection as well.
  return code !== null && /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !code.startsWith("08") && !code.startsWith("57");
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
