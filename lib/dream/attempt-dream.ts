import type pg from "pg";
import { withTransaction } from "@/lib/db/transaction";
import { createOutputStore } from "./create-output-store";
import { requireAttempt } from "./dream-lease";
import { deterministicModelId } from "./dream-models";
import type { DreamRow } from "./dream-row";
import { openDreamSession, sayInDreamSession } from "./dream-session";
import type { EngineInput } from "./engine/engine-input";
import type { EngineOutput } from "./engine/engine-output";
import { freezeInputs } from "./freeze-inputs";
import type { LeaseKeeper } from "./lease-keeper";
import { recordFindings } from "./record-findings";
import { requireInputs } from "./require-inputs";
import { requireUnredacted } from "./require-unredacted";
import type { DreamEnvironment } from "./run-dream";
import { writeIntoExistingStore } from "./write-into-existing-store";
import { writeIntoNewStore } from "./write-into-new-store";

/**
 * The work of one attempt. Each step either is one transaction or can be gone through again, so that an attempt after a
 * crash goes on where the last one stopped: the output store holds what was frozen, and findings are kept
 * before the first write into a store that exists. Throws DreamFailure and DreamInterrupted.
 */
export async function attemptDream(row: DreamRow, lease: LeaseKeeper, environment: DreamEnvironment): Promise<void> {
  const { pool, clock } = environment;
  const sessionId = await openDreamSession(pool, row, clock);
  const run = { pool, row, sessionId, clock, lease };
  if (row.output_behavior === "create_new") {
    await writeIntoNewStore(run, await detect(row, lease, sessionId, environment));
    return;
  }
  if (row.report === null) {
    const { input, output } = await detect(row, lease, sessionId, environment);
    await withTransaction(pool, async (tx) => {
      await requireAttempt(tx, row);
      await requireInputs(tx, row);
      await requireUnredacted(tx, input);
      await recordFindings(tx, row.id, output);
    });
  }
  await writeIntoExistingStore(run);
}

/** What came of a look at the inputs, and the inputs as they were frozen for it. */
export interface Detected {
  input: EngineInput;
  output: EngineOutput;
}

/** What a writing step needs to know of the attempt that it is part of. */
export interface DreamRun {
  pool: pg.Pool;
  row: DreamRow;
  sessionId: string;
  clock: () => Date;
  lease: LeaseKeeper;
}

async function detect(
  row: DreamRow,
  lease: LeaseKeeper,
  sessionId: string,
  { pool, clock, runEngine, timeLimitMs }: DreamEnvironment,
): Promise<Detected> {
  const say = (text: string) => sayInDreamSession(pool, sessionId, clock(), text);
  lease.report({ phase: "freezing", done: 0, total: 1 });
  const think = async (frozen: EngineInput, signal: AbortSignal): Promise<EngineOutput> => {
    if (row.model.id === deterministicModelId) return runEngine(frozen, { signal, onProgress: lease.report });
    // Loaded where it is needed: most installations never ask a model.
    const { dreamWithModel } = await import("./models/dream-with-model");
    return dreamWithModel(frozen, { pool, row, sessionId, lease, clock, runEngine, signal });
  };
  const { input, store } = await freezeInputs(pool, row);
  const { memories, sessions } = input;
  lease.check();
  if (row.output_behavior === "update_existing") {
    await pool.query("UPDATE dream SET output_memory_store_id = memory_store_id WHERE id = $1", [row.id]);
  } else if (row.output_memory_store_id === null) {
    row.output_memory_store_id = await createOutputStore(pool, row, { sessionId, clock, store, memories });
  }
  await say(`Froze ${memories.length} memories and ${sessions.length} sessions.`);
  lease.report({ phase: "reading", done: 0, total: sessions.length });
  lease.check();
  const signal = AbortSignal.any([lease.signal, AbortSignal.timeout(timeLimitMs)]);
  const output = await think(input, signal);
  lease.check();
  await say(`Found ${output.insights.length} insights and changes of ${output.changes.length} files.`);
  return { input, output };
}
