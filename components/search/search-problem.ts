import type { ApiError } from "@/lib/client/api-error";

/** What is wrong with the query, in the server's words; null for a failure that has nothing to do with it. */
export function searchProblem(error: ApiError | null): string | null {
  if (error === null || error.status !== 400) return null;
  return error.message.replace(/^(q|case|mode|path_prefix): /, "").replace(/^./, (letter) => letter.toUpperCase());
}
