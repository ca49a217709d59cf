import type { Tx } from "@/lib/db/transaction";
import type { DreamRow } from "./dream-row";
import type { EngineMemory, EngineReference } from "./engine/engine-input";

/** Runbooks are small; what exceeds this is a library, and a dream is about its own store. */
const storesLimit = 10;
const filesLimit = 500;
const bytesLimit = 4_194_304;

interface ReferenceRow {
  memory_store_id: string;
  name: string;
  memory_id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  created_at: Date;
  updated_at: Date;
  as_of: Date | null;
}

/**
 * The live memories of the stores that all of the dream's sessions which had them could only read, and that the dream's creator may read. In
 * the order of their ids; files beyond the bounds are left out from the end.
 */
export async function readReferences(tx: Tx, row: DreamRow): Promise<EngineReference[]> {
  const { rows } = await tx.query<ReferenceRow>(
    `SELECT s.id AS memory_store_id, s.name, m.id AS memory_id, v.id AS memory_version_id, m.path, v.content, v.content_sha256,
       m.created_at, m.updated_at, v.as_of
     FROM (
       SELECT id, name FROM memory_store
       WHERE id = ANY($2::text[]) AND workspace_id = $1 AND archived_at IS NULL ORDER BY id COLLATE "C" LIMIT $3) AS s
     JOIN memory m ON m.memory_store_id = s.id
     JOIN memory_version v ON v.memory_store_id = s.id AND v.id = m.memory_version_id
     WHERE v.content IS NOT NULL ORDER BY s.id COLLATE "C", m.path LIMIT $4`,
    [row.workspace_id, row.reference_store_ids, storesLimit, filesLimit],
  );
  const references = new Map<string, { store: EngineReference["store"]; memories: EngineMemory[] }>();
  let bytes = 0;
  for (const memory of rows) {
    bytes += Buffer.byteLength(memory.content);
    if (bytes > bytesLimit) break;
    const { memory_store_id: id, name } = memory;
    const reference = references.get(id) ?? { store: { id, name, access: "read_only" as const }, memories: [] };
    references.set(id, reference);
    reference.memories.push({
      memory_id: memory.memory_id,
      memory_version_id: memory.memory_version_id,
      path: memory.path,
      content: memory.content,
      content_sha256: memory.content_sha256,
      created_at: memory.created_at.toISOString(),
      updated_at: memory.updated_at.toISOString(),
      last_author: null,
      ...(memory.as_of === null ? {} : { as_of: memory.as_of.toISOString() }),
    });
  }
  return [...references.values()];
}
