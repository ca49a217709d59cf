import type { ApiError } from "@/lib/client/api-error";
import type { MemoryImport } from "@/lib/contract/transfer";
import { formatCount } from "../ui/format-count";

/** "12 new files, 3 with a new text, 40 unchanged"; in a dry run what would be. */
export function importCounts({
  created,
  updated,
  unchanged,
  skipped_count,
  versions,
  history,
}: MemoryImport): string[] {
  return [
    ...(history ? [`${formatCount(versions, "version")} as the source had them`] : []),
    ...(created > 0 ? [formatCount(created, "new file")] : []),
    ...(updated > 0 ? [`${formatCount(updated, "file")} with a new text`] : []),
    ...(unchanged > 0 ? [`${formatCount(unchanged, "file")} the same already`] : []),
    ...(skipped_count > 0 ? [`${formatCount(skipped_count, "file")} left out`] : []),
  ];
}

/** Whether carrying it out would change anything. */
export function wouldChange({ created, updated, versions }: MemoryImport): boolean {
  return created + updated + versions > 0;
}

/** Why an import was refused, and the next step. */
export function wordsForImport(error: Pick<ApiError, "status" | "type" | "message" | "details">): string {
  if (error.type === "memory_path_conflict_error") {
    const { conflicting_path: path } = error.details;
    const which = typeof path === "string" ? path : "A file of the store";
    return `${which} stands in the way with another text, or as a file where the import has a folder. Choose whether the store keeps its text or takes the imported one, then look again.`;
  }
  if (error.status === 413) return "It is too large to be imported at once. Export it by folders and import these.";
  if (error.status === 429) return "Other imports are under way. Try again in a few seconds.";
  return error.message;
}
