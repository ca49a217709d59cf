import type { Scrubber } from "@/lib/access/context";
import type { Tx } from "@/lib/db/transaction";
import { contentSha256, contentSizeBytes } from "@/lib/memory/content-hash";

const mask = "[redacted]";

/**
 * Takes text that came from redacted versions out of what dreams keep: quotes, claims and subjects of insights that cite such
 * a version, and hunks and proposals of the changes made from it or by those insights. Such a change becomes a conflict that
 * can only be rejected, and what it wrote into a proposal store is masked there. Rather too much than too little: a
 * claim is masked as a whole, because nobody knows which of its words came from where.
 */
export const scrubRedactedVersions: Scrubber = async (tx, redacted) => {
  const insightIds = await scrubInsights(tx, redacted);
  const changeIds = await scrubChanges(tx, redacted, insightIds);
  await maskProposals(tx, changeIds);
};

type Redacted = Parameters<Scrubber>[1];

interface InsightBody {
  claim: string;
  conditions: string[];
  subject: Record<string, unknown>;
  evidence: { source: string; memory_version_id?: string; path?: string; quote: string }[];
}

async function scrubInsights(tx: Tx, { memoryVersionIds }: Redacted): Promise<string[]> {
  const { rows } = await tx.query<{ id: string; body: InsightBody }>(
    `SELECT id, body FROM dream_insight
     WHERE EXISTS (SELECT FROM jsonb_array_elements(body->'evidence') AS item WHERE item->>'memory_version_id' = ANY($1::text[]))
     FOR UPDATE`,
    [memoryVersionIds],
  );
  const erased = new Set(memoryVersionIds);
  for (const { id, body } of rows) {
    const evidence = body.evidence.map((item) =>
      item.memory_version_id !== undefined && erased.has(item.memory_version_id)
        ? { ...item, path: mask, quote: mask }
        : item,
    );
    const scrubbed = { ...body, claim: mask, conditions: [], subject: maskSubject(body.subject), evidence };
    await tx.query("UPDATE dream_insight SET body = $2 WHERE id = $1", [id, JSON.stringify(scrubbed)]);
  }
  return rows.map((row) => row.id);
}

/** Texts become the mask; numbers and the shape stay, so that the kind's schema still holds. */
function maskSubject(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskTexts(item)]));
}

function maskTexts(value: unknown): unknown {
  if (typeof value === "string") return mask;
  return Array.isArray(value) ? value.map(maskTexts) : value;
}

interface ScrubbedChange {
  id: string;
  dream_id: string;
  path: string;
  hunks: { lines: { op: string; text: string }[]; replacement_lines?: string[] | null }[];
}

async function scrubChanges(tx: Tx, redacted: Redacted, insightIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<ScrubbedChange>(
    `SELECT id, dream_id, path, hunks FROM dream_change
     WHERE base_memory_version_id = ANY($1::text[]) OR insight_ids && $2::text[] FOR UPDATE`,
    [redacted.memoryVersionIds, insightIds],
  );
  for (const { id, hunks } of rows) {
    const scrubbed = hunks.map(({ lines, replacement_lines, ...hunk }) => ({
      ...hunk,
      lines: lines.map((line) => ({ ...line, text: mask })),
      ...(replacement_lines == null ? {} : { replacement_lines: [mask] }),
    }));
    const conflict = { change_id: id, reason: "redacted", path: mask, current_content_sha256: null, merge: null };
    await tx.query(
      `UPDATE dream_change SET hunks = $2, proposed_content = CASE WHEN proposed_content IS NULL THEN NULL ELSE $3 END,
         proposed_content_sha256 = NULL, proposed_content_size_bytes = NULL,
         base_content_sha256 = CASE WHEN base_memory_version_id = ANY($5::text[]) THEN NULL ELSE base_content_sha256 END,
         decided_content = CASE WHEN decided_content IS NULL THEN NULL ELSE $3 END, comment = NULL, conflict = $4, risk_reasons = '{}'
       WHERE id = $1`,
      [id, JSON.stringify(scrubbed), mask, JSON.stringify(conflict), redacted.memoryVersionIds],
    );
  }
  await scrubPaths(tx, redacted);
  return rows.map((row) => row.id);
}

/** A path goes with the version that was the last to bear it, whichever of the memory's versions that is. */
async function scrubPaths(tx: Tx, { memoryStoreId, memoryVersionIds }: Redacted): Promise<void> {
  await tx.query(
    `UPDATE dream_change AS change SET path = $3, previous_path = CASE WHEN previous_path IS NULL THEN NULL ELSE $3 END
     WHERE base_memory_version_id IN (
         SELECT sibling.id FROM memory_version redacted
         JOIN memory_version sibling ON sibling.memory_store_id = redacted.memory_store_id
           AND sibling.memory_id = redacted.memory_id AND sibling.redacted_at IS NOT NULL
         WHERE redacted.memory_store_id = $1 AND redacted.id = ANY($2::text[]))
       AND NOT EXISTS (SELECT FROM memory_version v WHERE v.memory_store_id = $1 AND v.path = change.path)`,
    [memoryStoreId, memoryVersionIds, mask],
  );
}

/** What these changes wrote into the output stores of their dreams; applied versions are ordinary history and stay. */
async function maskProposals(tx: Tx, changeIds: readonly string[]): Promise<void> {
  const content = `${mask}\n`;
  const values = [changeIds, content, contentSha256(content), contentSizeBytes(content)];
  await tx.query(
    `UPDATE memory_version AS v SET content = $2, content_sha256 = $3, content_size_bytes = $4, reason = NULL
     FROM memory_store s
     WHERE s.id = v.memory_store_id AND s.proposal_of IS NOT NULL AND v.change_id = ANY($1::text[]) AND v.content IS NOT NULL`,
    values,
  );
  await tx.query(
    `UPDATE memory AS m SET content_sha256 = v.content_sha256, content_size_bytes = v.content_size_bytes
     FROM memory_version v JOIN memory_store s ON s.id = v.memory_store_id
     WHERE v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id AND s.proposal_of IS NOT NULL
       AND v.change_id = ANY($1::text[])`,
    [changeIds],
  );
}
