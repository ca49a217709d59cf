import type { MemoryDifference, MemoryState } from "@/lib/contract/memory-difference";

const stateAt = (path: string, letter: string, sizeBytes: number): MemoryState => ({
  memory_id: `mem_${path}`,
  memory_version_id: `memver_${letter}${path}`,
  path,
  content_sha256: letter.repeat(64),
  content_size_bytes: sizeBytes,
});

/** A difference at a path, with the sides that its kind has. */
export function buildDifference(
  operation: MemoryDifference["operation"],
  path: string,
  previousPath: string | null = operation === "renamed" ? `${path}.old` : null,
): MemoryDifference {
  return {
    type: "memory_difference",
    path,
    operation,
    previous_path: previousPath,
    from: operation === "created" ? null : { ...stateAt(previousPath ?? path, "a", 10), memory_id: `mem_${path}` },
    to: operation === "deleted" ? null : stateAt(path, "b", 25),
  };
}
