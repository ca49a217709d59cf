import type { EngineMemory } from "@/lib/dream/engine/engine-input";
import { sha256Hex } from "@/lib/dream/engine/sha256-hex";

/** A file of the store as a dream freezes it. */
export function asMemory(path: string, content: string, writtenMs: number): EngineMemory {
  const at = new Date(writtenMs).toISOString();
  return {
    memory_id: `mem_${sha256Hex(path).slice(0, 12)}`,
    memory_version_id: `memver_${sha256Hex(path + content).slice(0, 12)}`,
    path,
    content,
    content_sha256: sha256Hex(content),
    created_at: at,
    updated_at: at,
    last_author: { type: "api_actor", api_key_id: "apikey_bench" },
  };
}
