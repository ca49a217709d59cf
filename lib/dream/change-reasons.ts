import { reasonHeaderLimitCharacters } from "@/lib/contract/limits";
import type { Queryable } from "@/lib/db/transaction";
import type { ChangeRow } from "./change-row";

/** For each change the claim of its first insight, as the reason of the version that it becomes. */
export async function reasonsOf(
  db: Queryable,
  dreamId: string,
  changes: readonly Pick<ChangeRow, "id" | "insight_ids">[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; claim: string }>(
    "SELECT id, body->>'claim' AS claim FROM dream_insight WHERE dream_id = $1 AND id = ANY($2::text[])",
    [dreamId, [...new Set(changes.flatMap((change) => change.insight_ids.slice(0, 1)))]],
  );
  const claims = new Map(rows.map((row) => [row.id, asReason(row.claim)]));
  return new Map(
    changes.flatMap((change) => {
      const claim = claims.get(change.insight_ids[0] ?? "");
      return claim === undefined ? [] : [[change.id, claim] as const];
    }),
  );
}

/** One line within the limit of a reason. */
export function asReason(claim: string): string {
  const line = [...claim.replace(/\p{Cc}+/gu, " ").trim()];
  if (line.length <= reasonHeaderLimitCharacters) return line.join("");
  return `${line.slice(0, reasonHeaderLimitCharacters - 1).join("")}…`;
}
