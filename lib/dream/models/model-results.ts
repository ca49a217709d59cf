import type { DreamUsage } from "@/lib/contract/dream";
import type { Queryable } from "@/lib/db/transaction";
import type { DreamRow } from "../dream-row";
import type { ModelResults } from "./model-step";
import { promptVersion, schemaVersion } from "./prompts";

/** The answers that this workspace paid for, in the database. An answer that cannot be kept costs only money. */
export function openModelResults(db: Queryable, row: DreamRow, clock: () => Date): ModelResults {
  return {
    find: async (key) => {
      const { rows } = await db.query<{ answer: unknown }>(
        "SELECT answer FROM dream_model_result WHERE workspace_id = $1 AND key_sha256 = $2",
        [row.workspace_id, key],
      );
      return rows[0]?.answer ?? null;
    },
    keep: async (key, step, answer, usage: DreamUsage) => {
      // A session that was deleted while the model read it must not leave its words behind.
      await db.query(
        `INSERT INTO dream_model_result (workspace_id, key_sha256, step, model, prompt_version, schema_version, session_ids,
           memory_store_id, answer, usage, created_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
         WHERE (SELECT count(*) FROM session WHERE id = ANY($7::text[])) = cardinality($7::text[])
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
    },
  };
}
