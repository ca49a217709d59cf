import type { ApiError } from "@/lib/client/api-error";

/** What a refused change means to the person who asked for it, and what to do next. */
export function wordsForRefusal(error: Pick<ApiError, "type" | "message" | "status">): string {
  if (error.type === "memory_precondition_failed_error") {
    return "Somebody wrote this file after you opened it, so nothing was changed. Close this, look at the new text, then decide again.";
  }
  if (error.type === "memory_path_conflict_error") {
    return "Another file stands at this path, or inside it as if it were a folder. Choose a different path.";
  }
  if (error.status === 404) return "The file is gone: somebody deleted it. Its history is still there.";
  return error.message;
}
