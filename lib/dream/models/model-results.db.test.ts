import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Ctx } from "@/lib/access/context";
import { withTransaction } from "@/lib/db/transaction";
import { deleteMemory } from "@/lib/memory/delete-memory";
import { redactMemoryVersion } from "@/lib/memory/redact-memory-version";
import { createLogger } from "@/lib/observe/logger";
import { createSession } from "@/lib/session/create-session";
import { deleteSession } from "@/lib/session/delete-session";
import type { DreamRow } from "../dream-row";
import { freezeInputs } from "../freeze-inputs";
import { scrubRedactedVersions } from "../scrub-redacted-versions";
import { sweepDreams } from "../sweep-dreams";
import { useDreamWorld } from "../testing/dream-world";
import { noUsage } from "./model-budget";
import { openModelResults } from "./model-results";
import type { StepName } from "./model-step";
import { scrubModelResults } from "./scrub-model-results";

const world = useDreamWorld();
const answer = { reason: "the note says hunter2" };

beforeEach(async () => {
  await world.pool().query("DELETE FROM dream_model_result");
});

const scrubbing = (): Ctx => ({ ...world.ctx(), scrubbers: [scrubRedactedVersions, scrubModelResults] });

/** The kept answers of a dream over a store and a session that could read another, with both frozen. */
async function prepare(kept: { at?: Date } = {}) {
  const storeId = await world.makeStore({ "/a.md": "hunter2\n" });
  const runbooksId = await world.makeStore({ "/run.md": "hunter2\n" }, "runbooks");
  const { id: sessionId } = await createSession(world.ctx(), {
    agent: "triage",
    environment_id: "env_elsewhere",
    resources: [{ type: "memory_store", memory_store_id: runbooksId, access: "read_only" }],
    reverie: { recorded: true, agent_name: "triage" },
  });
  const dream = await world.makeDream({ storeId, sessionIds: [sessionId] });
  const { rows } = await world.pool().query<DreamRow>("SELECT * FROM dream WHERE id = $1", [dream.id]);
  const [row] = rows;
  if (row === undefined) throw new Error("the dream was made");
  const { input } = await freezeInputs(world.pool(), row);
  const results = openModelResults({ pool: world.pool(), row, input, clock: () => kept.at ?? new Date() });
  const question = { subject: {}, system: "", prompt: "", schema: z.unknown(), vote: 1 };
  const keep = (name: StepName = "reduce", key = "k") =>
    results.keep(key, { ...question, name, sessionIds: [sessionId], readsMemory: name !== "map" }, answer, noUsage);
  return { storeId, runbooksId, sessionId, results, keep };
}

async function deleteAndRedact(memoryStoreId: string): Promise<void> {
  const { rows } = await world
    .pool()
    .query<{ id: string; memory_id: string }>("SELECT id, memory_id FROM memory_version WHERE memory_store_id = $1", [
      memoryStoreId,
    ]);
  const [version] = rows;
  if (version === undefined) throw new Error("the store has a file");
  await deleteMemory(scrubbing(), { memoryStoreId, memoryId: version.memory_id, expectedSha256: null });
  await redactMemoryVersion(scrubbing(), { memoryStoreId, memoryVersionId: version.id });
}

const kept = async (): Promise<number> => (await world.pool().query("SELECT FROM dream_model_result")).rowCount ?? 0;

describe("the answers of models", () => {
  it("are found again by their question, each question's first answer", async () => {
    const { results, keep } = await prepare();
    expect(await results.find("k")).toBeNull();
    await keep();
    await keep();
    expect(await results.find("k")).toEqual(answer);
    expect(await kept()).toBe(1);
  });

  it.each(["storeId", "runbooksId"] as const)(
    "are forgotten when text of the dream's %s is redacted",
    async (store) => {
      const dream = await prepare();
      await dream.keep("reduce");
      await dream.keep("map", "k2");
      await deleteAndRedact(dream[store]);
      expect(await kept()).toBe(store === "storeId" ? 1 : 0);
    },
  );

  it.each(["storeId", "runbooksId"] as const)(
    "are not kept, and stop the attempt, once text of its %s was redacted while the model thought",
    async (store) => {
      const dream = await prepare();
      await deleteAndRedact(dream[store]);
      for (const step of ["map", "reduce"] as const) {
        await expect(dream.keep(step)).rejects.toMatchObject({ why: "outdated" });
      }
      expect(await kept()).toBe(0);
    },
  );

  it("wait for a redaction that is under way, and are then not kept", async () => {
    const dream = await prepare();
    let keeping: Promise<unknown> = Promise.resolve();
    await withTransaction(world.pool(), async (tx) => {
      await tx.query("UPDATE memory_version SET content = NULL WHERE memory_store_id = $1", [dream.storeId]);
      await scrubModelResults(tx, { memoryStoreId: dream.storeId, memoryVersionIds: [] });
      keeping = dream.keep().catch((error: unknown) => error);
      const waiting = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
      await expect.poll(async () => (await world.pool().query(waiting)).rowCount).toBe(1);
    });
    expect(await keeping).toMatchObject({ why: "outdated" });
    expect(await kept()).toBe(0);
  });

  it("are not kept when a session that they were made from is gone", async () => {
    const { sessionId, keep } = await prepare();
    await deleteSession(world.ctx(), sessionId);
    await keep("map");
    expect(await kept()).toBe(0);
  });

  it("are forgotten after ninety days", async () => {
    const daysAgo = (days: number) => ({ at: new Date(Date.now() - days * 86_400_000) });
    await (await prepare(daysAgo(91))).keep("map", "old");
    await (await prepare(daysAgo(89))).keep("map", "young");
    await sweepDreams(world.pool(), createLogger("silent"));
    const { rows } = await world.pool().query("SELECT key_sha256 FROM dream_model_result");
    expect(rows).toEqual([{ key_sha256: "young" }]);
  });
});
