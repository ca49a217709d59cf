import type { Ctx } from "@/lib/access/context";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { appendVersion, nextVersionTime } from "./append-version";
import { contentSha256, contentSizeBytes } from "./content-hash";
import { eraseVersion } from "./erase-version";
import { lockMemory } from "./lock-memory";

interface Copy {
  memoryStoreId: string;
  memoryVersionId: string;
}

const mask = "[redacted]\n";

/** Erases every word-for-word copy of a version, copies of copies too. A copy that is a live head is masked first. */
export async function redactCopies(tx: Tx, ctx: Ctx, originVersionId: string): Promise<Copy[]> {
  const { rows } = await tx.query<{ memory_store_id: string; id: string; memory_id: string }>(
    `WITH RECURSIVE copy AS (
       SELECT memory_store_id, id, memory_id FROM memory_version WHERE origin_memory_version_id = $1
       UNION
       SELECT v.memory_store_id, v.id, v.memory_id FROM memory_version v JOIN copy ON v.origin_memory_version_id = copy.id
     ) SELECT * FROM copy ORDER BY memory_store_id, memory_id`,
    [originVersionId],
  );
  const copies: Copy[] = [];
  for (const row of rows) {
    const copy = { memoryStoreId: row.memory_store_id, memoryVersionId: row.id };
    await maskIfHead(tx, ctx, copy);
    await eraseVersion(tx, ctx, copy);
    copies.push(copy);
  }
  return copies;
}

async function maskIfHead(tx: Tx, ctx: Ctx, copy: Copy): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "SELECT id FROM memory WHERE memory_store_id = $1 AND memory_version_id = $2",
    [copy.memoryStoreId, copy.memoryVersionId],
  );
  if (rows[0] === undefined) return;
  const head = await lockMemory(tx, copy.memoryStoreId, rows[0].id);
  const versionId = newId("memoryVersion");
  const body = { content: mask, sha256: contentSha256(mask), sizeBytes: contentSizeBytes(mask) };
  const createdAt = nextVersionTime(ctx.clock(), head.updated_at);
  await tx.query(
    `UPDATE memory SET memory_version_id = $3, content_sha256 = $4, content_size_bytes = $5, sequence = $6, updated_at = $7
     WHERE memory_store_id = $1 AND id = $2`,
    [copy.memoryStoreId, head.id, versionId, body.sha256, body.sizeBytes, head.sequence + 1, createdAt],
  );
  await appendVersion(
    tx,
    { ...ctx, reason: "The text that this copied was redacted." },
    {
      id: versionId,
      memoryStoreId: copy.memoryStoreId,
      memoryId: head.id,
      sequence: head.sequence + 1,
      operation: "modified",
      path: head.path,
      body,
      createdAt,
      provenance: {},
    },
  );
}
