import type { Memory, View } from "@/lib/contract/memory";

/** The head of a live memory together with its content. */
export interface MemoryRow {
  id: string;
  memory_store_id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  content_size_bytes: number;
  sequence: number;
  created_at: Date;
  updated_at: Date;
}

/** The wire object of a memory. */
export function presentMemory(row: Omit<MemoryRow, "sequence">, view: View): Memory {
  return {
    id: row.id,
    type: "memory",
    memory_store_id: row.memory_store_id,
    memory_version_id: row.memory_version_id,
    path: row.path,
    content: view === "full" ? row.content : null,
    content_sha256: row.content_sha256,
    content_size_bytes: row.content_size_bytes,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
