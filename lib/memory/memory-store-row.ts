import type { MemoryStore } from "@/lib/contract/memory-store";

export interface MemoryStoreRow {
  id: string;
  name: string;
  description: string;
  metadata: Record<string, string>;
  created_at: Date;
  updated_at: Date;
  archived_at: Date | null;
  proposal_of: string | null;
  memory_count: number;
  size_bytes: number;
  last_activity_at: Date | null;
}

/** Selects MemoryStoreRow; conditions follow on `memory_store AS s`. */
export const selectMemoryStore = `SELECT s.id, s.name, s.description, s.metadata, s.created_at, s.updated_at, s.archived_at,
    s.proposal_of, held.memory_count, held.size_bytes,
    (SELECT v.created_at FROM memory_version v WHERE v.memory_store_id = s.id
     ORDER BY v.created_at DESC, v.id DESC LIMIT 1) AS last_activity_at
  FROM memory_store s
  CROSS JOIN LATERAL (
    SELECT count(*) AS memory_count, coalesce(sum(m.content_size_bytes), 0) AS size_bytes
    FROM memory m WHERE m.memory_store_id = s.id
  ) held`;

/** The wire object of a store. */
export function presentMemoryStore(row: MemoryStoreRow): MemoryStore {
  return {
    id: row.id,
    type: "memory_store",
    name: row.name,
    description: row.description,
    metadata: row.metadata,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    archived_at: row.archived_at?.toISOString() ?? null,
    reverie: {
      memory_count: row.memory_count,
      size_bytes: row.size_bytes,
      last_activity_at: row.last_activity_at?.toISOString() ?? null,
      proposal_of: row.proposal_of,
    },
  };
}
