import type pg from "pg";
import type { DreamUsage } from "@/lib/contract/dream";
import { withTransaction } from "@/lib/db/transaction";
import type { DreamRow } from "../dream-row";
import type { EngineInput } from "../engine/engine-input";
import { textsOf } from "../frozen-dream";
import { seeUnredacted } from "../require-unredacted";
import type { ModelResults } from "./model-step";
import { promptVersion, schemaVersion } from "./prompts";
import { holdOffScrubbing } from "./scrub-model-results";

interface ResultsTarget {
  pool: pg.Pool;
  row: DreamRow;
  /** What the questions are made from. */
  input: EngineInput;
  clock: () => Date;
}

/**
 * The answers that this workspace paid for, in the database. An answer that cannot be kept costs only money. `keep` throws
 * DreamInterrupted when something that the dream read was redacted: its findings could not be kept either.
 */
export function openModelResults({ pool, row, input, clock }: ResultsTarget): ModelResults {
  return {
    find: async (key) => {
      const { rows } = await pool.query<{ answer: unknown }>(
        "SELECT answer FROM dream_model_result WHERE workspace_id = $1 AND key_sha256 = $2",
        [row.workspace_id, key],
      );
      return rows[0]?.answer ?? null;
    },
    keep: (key, step, answer, usage: DreamUsage) =>
      withTransaction(pool, async (tx) => {
        const stores = textsOf(input).map(({ memoryStoreId }) => memoryStoreId);
        for (const id of stores.sort()) await holdOffScrubbing(tx, id);
        await seeUnredacted(tx, textsOf(input));
        // A session that was deleted while the model read it must not leave its words behind.
        await tx.query(
          `INSERT INTO dream_model_result (workspace_id, key_sha256, step, model, prompt_version, schema_version, session_ids,
             memory_store_id, answer, usage, created_at)
           SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
           WHERE (SELECT count(*) FROM (SELECT FROM session WHERE id = ANY($7::text[]) FOR KEY SHARE) AS held)
               = cardinality($7::text[])
             AND ($8::text IS NULL OR EXISTS (SELECT FROM memory_store WHERE id = $8))
           ON CONFLICT DO NOTHING`,
          [
            row.workspace_id,
            key,
            step.name,
            row.model.id,
            promptVersion,
            schemaVersion,
            step.sessionIds,
            step.readsMemory ? row.memory_store_id : null,
            // A model's text may hold what PostgreSQL's JSON refuses.
            JSON.stringify(answer, (_key, item: unknown) =>
              typeof item === "string" ? item.toWellFormed().replaceAll("\0", "") : item,
            ),
            JSON.stringify(usage),
            clock(),
          ],
        );
      }),
  };
}
