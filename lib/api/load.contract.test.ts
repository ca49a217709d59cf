import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type Memory, memory as memorySchema } from "@/lib/contract/memory";
import type { MemoryOperationInput } from "@/lib/contract/memory-batch";
import { memoryBatch } from "@/lib/contract/memory-batch";
import { memoryChange } from "@/lib/contract/memory-change";
import type { MemoryVersion } from "@/lib/contract/memory-version";
import { useApiServer } from "./testing/api-server";
import {
  keepLoadJournal,
  type LoadJournal,
  readHistory,
  readSnapshot,
  requireWhole,
  statesAtMoment,
} from "./testing/load-journal";
import { memoryClient } from "./testing/memory-client";
import { readEvents } from "./testing/read-events";

const api = useApiServer();
const client = memoryClient(api);

const writersCount = 8;
const roundsCount = 3;
const stepsPerRound = 12;
// A round ends earlier on a slow machine, so that the whole stays short there, too.
const roundMs = 3_000;

const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(Math.random() * items.length)];
const hashOf = (memory: Memory) => ({ type: "content_sha256" as const, content_sha256: memory.content_sha256 });

/** What the writers of one store share: they know each other's memories and get in each other's way. */
interface World {
  storeId: string;
  hotId: string;
  journal: LoadJournal;
  known: Map<string, Memory>;
  deletionsSent: Set<string>;
  lines: string[];
  unique: () => string;
}

async function makeWorld(): Promise<World> {
  const journal = keepLoadJournal();
  const { id: storeId } = await client.store();
  const hot = await client.create(storeId, "/hot", "");
  journal.acknowledge(hot, "");
  let count = 0;
  const unique = () => `text ${count++} ${"x".repeat(Math.floor(Math.random() * 3000))}`;
  return { storeId, hotId: hot.id, journal, known: new Map(), deletionsSent: new Set(), lines: [], unique };
}

/** Sends a write; what is refused must be refused as a conflict or because the memory is gone. */
async function write(world: World, path: string, body: object, content: string | null): Promise<Memory | null> {
  const answer = await client.send("POST", `/${world.storeId}/memories${path}`, body);
  const said: unknown = await answer.json();
  if (answer.status !== 200) {
    expect({ status: answer.status, said }).toMatchObject({ status: expect.toBeOneOf([404, 409]) });
    return null;
  }
  const memory = memorySchema.parse(said);
  world.journal.acknowledge(memory, content);
  world.known.set(memory.id, memory);
  return memory;
}

const pathOf = () => `/${pick(["a", "b", "c/d"])}/${Math.floor(Math.random() * 40)}`;

async function create(world: World): Promise<void> {
  const content = world.unique();
  await write(world, "", { path: pathOf(), content }, content);
}

async function swap(world: World): Promise<void> {
  const memory = pick([...world.known.values()]);
  if (memory === undefined) return;
  const content = world.unique();
  await write(world, `/${memory.id}`, { content, precondition: hashOf(memory) }, content);
}

async function overwrite(world: World): Promise<void> {
  const memory = pick([...world.known.values()]);
  const content = world.unique();
  if (memory !== undefined) await write(world, `/${memory.id}`, { content }, content);
}

async function rename(world: World): Promise<void> {
  const memory = pick([...world.known.values()]);
  if (memory !== undefined) await write(world, `/${memory.id}`, { path: pathOf() }, null);
}

async function remove(world: World): Promise<void> {
  const memory = pick([...world.known.values()]);
  if (memory === undefined) return;
  world.deletionsSent.add(memory.id);
  const answer = await client.delete(world.storeId, memory.id);
  expect(answer.status).toBeOneOf([200, 404]);
  if (answer.status === 200) world.journal.acknowledgeDeletion(memory.id);
  world.known.delete(memory.id);
}

async function batch(world: World): Promise<void> {
  const [changed, deleted] = [pick([...world.known.values()]), pick([...world.known.values()])];
  const texts = [world.unique(), world.unique(), world.unique()];
  const operations: MemoryOperationInput[] = [
    { op: "create", path: pathOf(), content: texts[0] ?? "" },
    { op: "create", path: pathOf(), content: texts[1] ?? "" },
  ];
  if (changed !== undefined) operations.push({ op: "update", memory_id: changed.id, content: texts[2] ?? "" });
  if (deleted !== undefined && deleted.id !== changed?.id) {
    operations.push({ op: "delete", memory_id: deleted.id });
    world.deletionsSent.add(deleted.id);
  }
  const answer = await client.send("POST", `/${world.storeId}/memories/batch`, { operations });
  const said: unknown = await answer.json();
  if (answer.status !== 200) {
    expect({ status: answer.status, said }).toMatchObject({ status: expect.toBeOneOf([404, 409]) });
    return;
  }
  for (const [index, result] of memoryBatch.parse(said).data.entries()) {
    if (result.op === "delete") {
      world.journal.acknowledgeDeletion(result.memory.id);
      world.known.delete(result.memory.id);
    } else {
      world.journal.acknowledge(result.memory, texts[index] ?? null);
      world.known.set(result.memory.id, result.memory);
    }
  }
}

/** Reads, adds a line and swaps, until nobody was faster. */
async function append(world: World): Promise<void> {
  const line = world.unique().slice(0, 24);
  for (;;) {
    const seen = await client.get(world.storeId, world.hotId, "?view=full");
    requireWhole(seen);
    const content = `${seen.content}${line}\n`;
    if ((await write(world, `/${world.hotId}`, { content, precondition: hashOf(seen) }, content)) !== null) break;
  }
  world.known.delete(world.hotId);
  world.lines.push(line);
}

const steps = [create, create, create, swap, swap, overwrite, rename, remove, batch, append];

/** Reads whatever it likes and never gets half of something, nor what was there before a write that was acknowledged. */
async function read(world: World): Promise<void> {
  const memory = pick([...world.known.values()]);
  if (memory === undefined) return void (await sleep(5));
  const answer = await client.send("GET", `/${world.storeId}/memories/${memory.id}?view=full`);
  if (answer.status === 404) return expect(world.deletionsSent).toContain(memory.id);
  const seen = memorySchema.parse(await answer.json());
  requireWhole(seen);
  expect(seen.updated_at >= memory.updated_at).toBe(true);
  for (const item of (await client.list(world.storeId, "?view=full&limit=20")).data) {
    if (item.type === "memory") requireWhole(item);
  }
}

/** Follows the store, leaves at random and comes back with the last position. Ends when `isDone` and nothing came. */
async function follow(storeId: string, isDone: () => boolean): Promise<string[]> {
  const seen: string[] = [];
  let after = "1";
  for (;;) {
    const response = await api.send(`/v1/memory_stores/${storeId}/changes/stream`, {
      headers: { "last-event-id": after },
    });
    expect(response.status).toBe(200);
    const events = readEvents(response);
    const stay = 1 + Math.floor(Math.random() * 40);
    for (let count = 0; count < stay; count++) {
      const wasDone = isDone();
      const event = await events.next(1_500).catch(() => null);
      if (event === null) {
        // Nothing is left unread in it, so its position may be one that a comment told.
        after = events.lastEventId() ?? after;
        if (!wasDone) break;
        await events.close();
        return seen;
      }
      after = event.id ?? after;
      const change = memoryChange.parse(event.data);
      if (change.type === "memory_version.created") seen.push(change.memory_version.id);
    }
    await events.close();
  }
}

function sequencesOf(history: readonly MemoryVersion[]): Map<string, number[]> {
  const sequences = new Map<string, number[]>();
  for (const version of [...history].reverse()) {
    sequences.set(version.memory_id, [...(sequences.get(version.memory_id) ?? []), version.reverie.sequence]);
  }
  return sequences;
}

describe("many writers, readers and a follower at once", () => {
  it("lose nothing, repeat nothing, tear nothing; and the past is what was acknowledged", async () => {
    const world = await makeWorld();
    const { storeId, journal } = world;
    let isDone = false;
    const following = follow(storeId, () => isDone);
    const reading = Array.from({ length: 2 }, async () => {
      while (!isDone) await Promise.all([read(world), sleep(20)]);
    });
    const rounds: { at: string; states: ReturnType<LoadJournal["states"]> }[] = [];
    for (let round = 0; round < roundsCount; round++) {
      const endsAt = Date.now() + roundMs;
      await Promise.all(
        Array.from({ length: writersCount }, async () => {
          for (let step = 0; step < stepsPerRound && Date.now() < endsAt; step++) await pick(steps)?.(world);
        }),
      );
      // A version's time may run ahead of the clock by the milliseconds that keep it after the one before.
      await sleep(20);
      rounds.push({ at: new Date().toISOString(), states: journal.states() });
      await sleep(20);
    }
    isDone = true;
    const [told] = await Promise.all([following, ...reading]);

    const history = await readHistory(client, storeId);
    const [deletions, writes] = [
      history.filter((version) => version.operation === "deleted"),
      history.filter((version) => version.operation !== "deleted"),
    ];
    // Versions are exactly the writes that were acknowledged, each as it was acknowledged.
    expect(new Set(writes.map((version) => version.id))).toEqual(new Set(journal.versions().keys()));
    for (const version of writes) {
      const { path, content_sha256, updated_at } = journal.versions().get(version.id) ?? {};
      expect(version).toMatchObject({ path, content_sha256, created_at: updated_at });
    }
    expect(deletions.map((version) => version.memory_id).sort()).toEqual([...journal.deletedIds()].sort());
    for (const sequence of sequencesOf(history).values()) {
      expect(sequence.sort((a, b) => a - b)).toEqual(sequence.map((_, index) => index + 1));
    }
    const { content } = await client.get(storeId, world.hotId, "?view=full");
    expect(content?.split("\n").slice(0, -1).sort()).toEqual(world.lines.sort());

    for (const { at, states } of rounds) expect(await readSnapshot(client, storeId, at)).toEqual(states);
    const moments = [...journal.versions().values()].map((memory) => memory.updated_at);
    for (const at of moments.filter((_, index) => index % Math.ceil(moments.length / 12) === 0)) {
      expect(await readSnapshot(client, storeId, at)).toEqual(statesAtMoment(journal, history, at));
    }

    expect(told.filter((id, index) => told.indexOf(id) !== index)).toEqual([]);
    expect([...told].sort()).toEqual(history.map((version) => version.id).sort());
    expect(history.length).toBeGreaterThan(writersCount * roundsCount);
  }, 90_000);
});
