import { createHash } from "node:crypto";
import type { Queryable } from "@/lib/db/transaction";

interface DigestRow {
  id: string;
  line: unknown[];
}

/** The digest of a whole review and the digest of each change in it, by change id. */
export interface ReviewDigest {
  whole: string;
  byChange: ReadonlyMap<string, string>;
}

/**
 * Names byte for byte what a reviewer saw: SHA-256 over every change in order with its id, the hashes of its base, of
 * what is proposed and of what a reviewer wrote instead, and every decision. Whether something was applied is no part
 * of it, so that a repeated apply still fits. With `changeId` it is about that change alone.
 */
export async function readReviewDigest(db: Queryable, dreamId: string, changeId?: string): Promise<ReviewDigest> {
  const { rows } = await db.query<DigestRow>(
    `SELECT id, jsonb_build_array(id, operation, path, previous_path, base_content_sha256, proposed_content_sha256,
         encode(sha256(convert_to(decided_content, 'UTF8')), 'hex'), decided_base_content_sha256, decision,
         (SELECT coalesce(jsonb_agg(jsonb_build_array(hunk->>'id', hunk->>'decision', hunk->'replacement_lines') ORDER BY place), '[]')
          FROM jsonb_array_elements(hunks) WITH ORDINALITY AS listed (hunk, place))) AS line
     FROM dream_change WHERE dream_id = $1 AND ($2::text IS NULL OR id = $2) ORDER BY position`,
    [dreamId, changeId],
  );
  const byChange = new Map(rows.map((row) => [row.id, sha256(JSON.stringify(row.line))]));
  return { whole: sha256([...byChange.values()].join("\n")), byChange };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
