import type { ApiError } from "@/lib/client/api-error";

/** Why a file could not be redacted, and what to do about it. */
export function wordsForFailure({ status, type, message }: Pick<ApiError, "status" | "type" | "message">): string {
  if (type === "memory_precondition_failed_error") {
    return "Somebody wrote this file after its lines were chosen, so nothing was redacted. Choose them again in the new text.";
  }
  if (status === 404) return "The file is gone: it was deleted. Redact the versions in its history.";
  if (status === 403) return "You may not redact in this store.";
  return message;
}
