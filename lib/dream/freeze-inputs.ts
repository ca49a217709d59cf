import type pg from "pg";
import { presentActor } from "@/lib/access/actor";
import type { Tx } from "@/lib/db/transaction";
import { countLines } from "@/lib/text/lines";
import { DreamFailure } from "./dream-failure";
import type { DreamRow } from "./dream-row";
import type { EngineInput, EngineMemory, EngineSession } from "./engine/engine-input";
import { readReferences } from "./freeze-references";
import { readFrozenSessions } from "./freeze-sessions";
import { isCarried, type LineTimes, lineTimesOf } from "./line-times";
import { readHypotheses } from "./record-hypotheses";
import { refuseStore } from "./require-inputs";

/** Larger inputs would not fit beside the rest of the process; 100 MB of text is the original's limit of a store. */
const contentLimitBytes = 104_857_600;

export interface FrozenInputs {
  input: EngineInput;
  store: { name: string; description: string };
}

/**
 * Reads the store's heads, the sessions' events and the ledger of rejections as they are at one moment. Where the
 * output store exists already, an earlier attempt froze the heads in it, and those are read again. Throws DreamFailure.
 */
export async function freezeInputs(pool: pg.Pool, row: DreamRow): Promise<FrozenInputs> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const frozen = await readInputs(client as Tx, row);
    await client.query("COMMIT");
    return frozen;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function readInputs(tx: Tx, row: DreamRow): Promise<FrozenInputs> {
  const store = await readStore(tx, row);
  const memories = await readMemories(tx, row);
  const sessions: EngineSession[] = await readFrozenSessions(tx, row);
  const rejections = await tx.query<{ identity: string; sessions: number }>(
    "SELECT identity, supporting_sessions AS sessions FROM dream_rejection WHERE memory_store_id = $1 ORDER BY identity",
    [row.memory_store_id],
  );
  return {
    store: { name: store.name, description: store.description },
    input: {
      store: { id: row.memory_store_id, name: store.name, access: "read_write" },
      memories,
      sessions,
      instructions: row.instructions,
      ledger: { rejections: rejections.rows, hypotheses: await readHypotheses(tx, row.memory_store_id) },
      references: await readReferences(tx, row),
    },
  };
}

async function readStore(tx: Tx, row: DreamRow) {
  const { rows } = await tx.query<{ name: string; description: string; archived_at: Date | null }>(
    "SELECT name, description, archived_at FROM memory_store WHERE id = $1 AND workspace_id = $2",
    [row.memory_store_id, row.workspace_id],
  );
  const store = rows[0];
  refuseStore(store);
  return store;
}

interface FrozenMemoryRow {
  memory_id: string;
  memory_version_id: string;
  sequence: number;
  path: string;
  content: string;
  content_sha256: string;
  memory_created_at: Date;
  created_at: Date;
  author_kind: string | null;
  author_id: string | null;
  as_of: Date | null;
  is_carried: boolean;
}

async function readMemories(tx: Tx, row: DreamRow): Promise<EngineMemory[]> {
  const { rows: sizes } = await tx.query<{ size_bytes: number }>(
    "SELECT coalesce(sum(content_size_bytes), 0)::bigint AS size_bytes FROM memory WHERE memory_store_id = $1",
    [row.memory_store_id],
  );
  const sizeBytes = Number(sizes[0]?.size_bytes ?? 0);
  if (sizeBytes > contentLimitBytes) {
    throw new DreamFailure(
      "input_memory_store_too_large",
      `The input memory store holds ${sizeBytes} bytes; a dream reads at most ${contentLimitBytes}.`,
    );
  }
  const { rows } = await tx.query<FrozenMemoryRow>(
    `WITH frozen AS (
       SELECT memory_version_id AS id FROM memory WHERE memory_store_id = $1 AND $2::text IS NULL
       UNION ALL
       SELECT origin_memory_version_id FROM memory_version
       WHERE memory_store_id = $2 AND sequence = 1 AND origin_memory_store_id = $1)
     SELECT v.memory_id, v.id AS memory_version_id, v.sequence, v.path, v.content, v.content_sha256,
       (SELECT min(f.created_at) FROM memory_version f
        WHERE f.memory_store_id = v.memory_store_id AND f.memory_id = v.memory_id) AS memory_created_at,
       v.created_at, v.author_kind, v.author_id, v.as_of, ${isCarried} AS is_carried
     FROM frozen JOIN memory_version v ON v.memory_store_id = $1 AND v.id = frozen.id
     WHERE v.content IS NOT NULL ORDER BY v.path`,
    [row.memory_store_id, row.output_behavior === "create_new" ? row.output_memory_store_id : null],
  );
  const lineTimes = await lineTimesOf(tx, row.memory_store_id, rows);
  return rows.map((memory) => ({
    memory_id: memory.memory_id,
    memory_version_id: memory.memory_version_id,
    path: memory.path,
    content: memory.content,
    content_sha256: memory.content_sha256,
    created_at: memory.memory_created_at.toISOString(),
    updated_at: memory.created_at.toISOString(),
    last_author: presentActor(memory.author_kind, memory.author_id),
    ...timesOf(memory, lineTimes.get(memory.memory_id)),
  }));
}

/** What is known of each line where it is known, which says more than one time for the whole file. */
function timesOf(memory: FrozenMemoryRow, lines: LineTimes | undefined) {
  if (lines !== undefined) return lines;
  const carried = Array.from({ length: memory.is_carried ? countLines(memory.content) : 0 }, (_, at) => at + 1);
  return {
    ...(memory.as_of === null ? {} : { as_of: memory.as_of.toISOString() }),
    ...(carried.length === 0 ? {} : { carried_lines: carried }),
  };
}
