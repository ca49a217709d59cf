import { describe, expect, it } from "vitest";
import { withTransaction } from "@/lib/db/transaction";
import { createMemory } from "@/lib/memory/create-memory";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { redactMemory } from "@/lib/memory/redact-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { createSession } from "@/lib/session/create-session";
import type { EngineInput } from "./engine/engine-input";
import type { EngineRunner } from "./engine-runner";
import { textsOf } from "./frozen-dream";
import { requireUnredacted } from "./require-unredacted";
import { useDreamWorld } from "./testing/dream-world";
import { proposing } from "./testing/proposing-engine";

const world = useDreamWorld();

const secret = "hunter2";
const path = "/secret-path.md";
const files = { [path]: `password ${secret}\nnext\n`, "/safe.md": "safe text\n" };

/** Where a text may stay: everything that a dream keeps of what it read, and what it says of its run. */
const places = [
  "SELECT body::text AS text FROM dream_insight",
  "SELECT hunks::text || coalesce(proposed_content, '') || path || coalesce(previous_path, '') || risk_reasons::text AS text FROM dream_change",
  "SELECT coalesce(content, '') || coalesce(path, '') || coalesce(reason, '') AS text FROM memory_version",
  "SELECT payload::text AS text FROM session_event",
  "SELECT report::text || coalesce(error::text, '') AS text FROM dream WHERE report IS NOT NULL",
];

async function placesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const sql of places) {
    const { rows } = await world.pool().query(`SELECT 1 FROM (${sql}) AS place WHERE strpos(text, $1) > 0`, [text]);
    if (rows.length > 0) found.push(sql);
  }
  return found;
}

const contentOf = ({ memories, references = [] }: EngineInput): string =>
  [...memories, ...references.flatMap((reference) => reference.memories)].map(({ content }) => content).join("");

/** Repeats all that it read in a claim, an edit of a file and a new file, and cites nothing of it. */
const repeating: EngineRunner = async (input, run) => {
  const text = contentOf(input);
  const output = await proposing({ path: "/safe.md", content: text }, { path: "/new.md", content: text })(input, run);
  return { ...output, insights: output.insights.map((insight) => ({ ...insight, claim: text, evidence: [] })) };
};

/** Lets something happen to the input while the first attempt thinks. */
function meanwhile(happen: () => Promise<unknown>): EngineRunner {
  let isOver = false;
  return async (input, run) => {
    const output = await repeating(input, run);
    if (!isOver) await happen();
    isOver = true;
    return output;
  };
}

async function memoryIdOf(memoryStoreId: string): Promise<string> {
  const { rows } = await world
    .pool()
    .query<{ id: string }>("SELECT id FROM memory WHERE memory_store_id = $1 AND path = $2", [memoryStoreId, path]);
  return rows[0]?.id ?? "";
}

async function deleteAndRedact(memoryStoreId: string): Promise<void> {
  const memoryId = await memoryIdOf(memoryStoreId);
  await deleteMemory(world.ctx(), { memoryStoreId, memoryId, expectedSha256: null });
  const { rows } = await world
    .pool()
    .query<{ id: string }>("SELECT id FROM memory_version WHERE memory_id = $1", [memoryId]);
  for (const { id } of rows) await redactMemoryVersion(world.ctx(), { memoryStoreId, memoryVersionId: id });
}

async function maskInPlace(memoryStoreId: string): Promise<void> {
  const memoryId = await memoryIdOf(memoryStoreId);
  await redactMemory(world.ctx(), { memoryStoreId, memoryId, text: secret, scope: "memory" });
}

/** A session that had a store only to read. */
async function sessionReading(memoryStoreId: string): Promise<string> {
  const { id } = await createSession(world.ctx(), {
    agent: "reader",
    environment_id: "env_elsewhere",
    resources: [{ type: "memory_store", memory_store_id: memoryStoreId, access: "read_only" }],
    reverie: { recorded: true, agent_name: "reader" },
  });
  return id;
}

describe.each(["create_new", "update_existing"] as const)("a dream (%s) while whose engine thinks", (behavior) => {
  it.each([
    ["a memory is deleted and its versions redacted", deleteAndRedact],
    ["a text is masked in a live memory", maskInPlace],
  ])("%s freezes anew, and keeps nothing of the text", async (_what, redact) => {
    const storeId = await world.makeStore(files);
    const dream = await world.makeDream({ storeId, behavior });
    const runEngine = meanwhile(() => redact(storeId));
    expect(await world.attempt(dream.id, { runEngine })).toMatchObject({ status: "running" });
    expect(await placesWith(secret)).toEqual([]);
    expect(await world.attempt(dream.id, { runEngine })).toMatchObject({ status: "completed", error: null });
    expect(await placesWith(secret)).toEqual([]);
  });

  it("a version of a read-only store is redacted freezes anew, and keeps nothing of the text", async () => {
    const [storeId, runbooksId] = [await world.makeStore({ "/safe.md": "safe\n" }), await world.makeStore(files)];
    const dream = await world.makeDream({ storeId, behavior, sessionIds: [await sessionReading(runbooksId)] });
    let read = "";
    const runEngine = meanwhile(() => deleteAndRedact(runbooksId));
    const watched: EngineRunner = (input, run) => {
      read ||= contentOf(input);
      return runEngine(input, run);
    };
    expect(await world.attempt(dream.id, { runEngine: watched })).toMatchObject({ status: "running" });
    expect(read).toContain(secret);
    expect(await world.attempt(dream.id, { runEngine: watched })).toMatchObject({ status: "completed" });
    expect(await placesWith(secret)).toEqual([]);
  });
});

describe("attempts that a redaction ended", () => {
  it("do not count, so that a dream outlasts any number of them", async () => {
    const storeId = await world.makeStore({ "/safe.md": "safe\n" });
    const dream = await world.makeDream({ storeId, behavior: "update_existing" });
    for (let round = 0; round < 4; round++) {
      const content = `password ${secret} ${round}\n`;
      await createMemory(world.ctx(), { memoryStoreId: storeId, path, content, view: "basic" });
      const runEngine = meanwhile(() => deleteAndRedact(storeId));
      expect(await world.attempt(dream.id, { runEngine })).toMatchObject({ status: "running" });
    }
    expect(await world.attempt(dream.id, { runEngine: repeating })).toMatchObject({ status: "completed" });
    expect(await placesWith(secret)).toEqual([]);
  });
});

describe("a redaction that comes after the look at the versions", () => {
  it("waits until the findings are kept, so that its scrubber reaches them", async () => {
    const storeId = await world.makeStore(files);
    const dream = await world.makeDream({ storeId });
    let input: EngineInput | null = null;
    await world.attempt(dream.id, {
      runEngine: async (frozen, run) => {
        input = frozen;
        return repeating({ ...frozen, memories: [] }, run);
      },
    });
    const order: string[] = [];
    let redaction: Promise<unknown> = Promise.resolve();
    await withTransaction(world.pool(), async (tx) => {
      if (input !== null) await requireUnredacted(tx, textsOf(input));
      redaction = deleteAndRedact(storeId).then(() => order.push("redacted"));
      await expect
        .poll(async () => (await world.pool().query("SELECT FROM pg_locks WHERE NOT granted")).rowCount)
        .toBeGreaterThan(0);
      order.push("kept");
    });
    await redaction;
    expect(order).toEqual(["kept", "redacted"]);
  });
});
