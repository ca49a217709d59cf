import { cursorTime } from "@/lib/db/keyset-page";

export const newestFirst = [{ created_at: "desc" as const }, { id: "desc" as const }];

/** The rows after a cursor's, in the order `newestFirst`. Throws InvalidRequestError for a forged cursor. */
export function olderThan(after: readonly string[] | null) {
  if (after === null) return {};
  const created_at = cursorTime(after[0]);
  return { OR: [{ created_at: { lt: created_at } }, { created_at, id: { lt: after[1] ?? "" } }] };
}
