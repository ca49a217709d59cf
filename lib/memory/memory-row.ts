import type { Memory, View } from "@/lib/contract/memory";

/** The head of a live memory together with its content. */
export interface MemoryRow<Time = Date> {
  id: string;
  memory_store_id: string;
  memory_version_id: string;
  path: string;
  content: string;
  content_sha256: string;
  content_size_bytes: number;
  sequence: number;
  created_at: Time;
  updated_at: Time;
}

/** The wire object of a memory. */
export function presentMemory(row: Omit<MemoryRow, "sequence">, view: View): Memory {
  return presentMemoryOf(row.memory_store_id, row, view);
}

/** The same for a row without its store; its times may be those of the wire already. */
export function presentMemoryOf(
  memoryStoreId: string,
  row: Omit<MemoryRow<Date | string>, "sequence" | "memory_store_id">,
  view: View,
): Memory {
  return {
    id: row.id,
    type: "memory",
    memory_store_id: memoryStoreId,
    memory_version_id: row.memory_version_id,
    path: row.path,
    content: view === "full" ? row.content : null,
    content_sha256: row.content_sha256,
    content_size_bytes: row.content_size_bytes,
    created_at: wireTime(row.created_at),
    updated_at: wireTime(row.updated_at),
  };
}

function wireTime(time: Date | string): string {
  return typeof time === "string" ? time : time.toISOString();
}
