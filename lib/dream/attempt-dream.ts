import type pg from "pg";
import { withTransaction } from "@/lib/db/transaction";
import { createOutputStore } from "./create-output-store";
import { requireAttempt } from "./dream-lease";
import { deterministicModelId } from "./dream-models";
import type { DreamRow } from "./dream-row";
import { openDreamSession, sayInDreamSession } from "./dream-session";
import { type FrozenDream, type FrozenTexts, freezeHere } from "./frozen-dream";
import type { LeaseKeeper } from "./lease-keeper";
import type { PackedFindings } from "./packed-findings";
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
    const { texts, findings } = await detect(row, lease, sessionId, environment);
    await withTransaction(pool, async (tx) => {
      await requireAttempt(tx, row);
      await requireInputs(tx, row);
      await requireUnredacted(tx, texts);
      await recordFindings(tx, row.id, findings);
    });
  }
  await writeIntoExistingStore(run);
}

/** What came of a look at the inputs, and the versions that were looked at. */
export interface Detected {
  texts: readonly FrozenTexts[];
  findings: PackedFindings;
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
  environment: DreamEnvironment,
): Promise<Detected> {
  const { pool, clock, timeLimitMs } = environment;
  const say = (text: string) => sayInDreamSession(pool, sessionId, clock(), text);
  lease.report({ phase: "freezing", done: 0, total: 1 });
  const frozen = await freeze(row, lease, sessionId, environment);
  const { texts, store, sessionCount } = frozen;
  try {
    const [{ memoryVersionIds }] = texts;
    lease.check();
    if (row.output_behavior === "update_existing") {
      await pool.query("UPDATE dream SET output_memory_store_id = memory_store_id WHERE id = $1", [row.id]);
    } else if (row.output_memory_store_id === null) {
      const options = { sessionId, clock, store, memoryVersionIds };
      row.output_memory_store_id = await createOutputStore(pool, row, options);
    }
    await say(`Froze ${memoryVersionIds.length} memories and ${sessionCount} sessions.`);
    lease.report({ phase: "reading", done: 0, total: sessionCount });
    lease.check();
    const signal = AbortSignal.any([lease.signal, AbortSignal.timeout(timeLimitMs)]);
    const findings = await frozen.think({ signal, onProgress: lease.report });
    lease.check();
    await say(`Found ${findings.insightCount} insights and changes of ${findings.changeCount} files.`);
    return { texts, findings };
  } finally {
    frozen.release();
  }
}

function freeze(
  row: DreamRow,
  lease: LeaseKeeper,
  sessionId: string,
  { pool, clock, runEngine, freezeApart }: DreamEnvironment,
): Promise<FrozenDream> {
  const isModel = row.model.id !== deterministicModelId;
  if (!isModel && freezeApart !== null) return freezeApart(row, lease.signal);
  return freezeHere(pool, row, async (input, run) => {
    if (!isModel) return runEngine(input, run);
    // Loaded where it is needed: most installations never ask a model.
    const { dreamWithModel } = await import("./models/dream-with-model");
    return dreamWithModel(input, { pool, row, sessionId, lease, clock, runEngine, signal: run.signal });
  });
}
