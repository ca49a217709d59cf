import type { ClaimedOrigin } from "@/lib/contract/memory-version";
import type { ExportedVersion } from "@/lib/contract/transfer";
import { newId } from "@/lib/db/ids";
import type { Tx } from "@/lib/db/transaction";
import { contentSha256, contentSizeBytes } from "@/lib/memory/content-hash";
import type { IncomingClaim, IncomingFile } from "./incoming-file";

const rowsPerInsert = 500;
const bytesPerInsert = 4 * 1024 ** 2;

/** Where an import gathers what it read until all of it is known to be fit. The table is gone with the transaction. */
export async function openStage(tx: Tx): Promise<void> {
  await tx.query(`CREATE TEMPORARY TABLE import_file (
    position integer NOT NULL,
    path text COLLATE "C",
    content text,
    content_sha256 text,
    content_size_bytes integer,
    -- For the files that turn out to be new memories, and for every new version.
    memory_id text NOT NULL,
    memory_version_id text NOT NULL,
    origin jsonb,
    as_of timestamptz(3),
    -- The line of a JSON lines export but its content; null for a file of an archive.
    version jsonb
  ) ON COMMIT DROP`);
}

/** Gathers the files, a few megabytes at a time. `sourceStoreId` is the store that they say they come from. */
export async function stageFiles(tx: Tx, files: AsyncIterable<IncomingFile>, sourceStoreId: () => string | null) {
  let batch: IncomingFile[] = [];
  let batchBytes = 0;
  let position = 0;
  const flush = async () => {
    await insertBatch(tx, batch, position, sourceStoreId());
    position += batch.length;
    batch = [];
    batchBytes = 0;
  };
  for await (const file of files) {
    batch.push(file);
    batchBytes += file.content?.length ?? 0;
    if (batch.length >= rowsPerInsert || batchBytes >= bytesPerInsert) await flush();
  }
  await flush();
  await tx.query("CREATE INDEX ON import_file (path)");
  await tx.query("ANALYZE import_file");
}

async function insertBatch(tx: Tx, batch: readonly IncomingFile[], first: number, sourceStoreId: string | null) {
  await tx.query({
    name: "stage-import",
    text: `INSERT INTO import_file SELECT $1 + n - 1, path, content, sha256, size, memory_id, version_id, origin, as_of, version
           FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::jsonb[], $9::timestamptz[],
             $10::jsonb[]) WITH ORDINALITY
             AS f (path, content, sha256, size, memory_id, version_id, origin, as_of, version, n)`,
    values: [
      first,
      batch.map((file) => file.path),
      batch.map((file) => file.content),
      batch.map((file) => (file.content === null ? null : contentSha256(file.content))),
      batch.map((file) => (file.content === null ? null : contentSizeBytes(file.content))),
      batch.map(() => newId("memory")),
      batch.map(() => newId("memoryVersion")),
      batch.map((file) => originOf(file.claim, sourceStoreId)),
      batch.map((file) => (file.claim.kind === "version" ? file.claim.version.as_of : null)),
      batch.map((file) =>
        file.claim.kind === "version" ? JSON.stringify({ ...file.claim.version, content: null }) : null,
      ),
    ],
  });
}

/** What the source says of a text, as JSON, for a version that somebody else brings in. */
function originOf(claim: IncomingClaim, sourceStoreId: string | null): string | null {
  if (claim.kind === "file" && claim.modifiedAt === null) return null;
  return JSON.stringify(
    claim.kind === "file" ? { created_at: claim.modifiedAt } : originOfVersion(claim.version, sourceStoreId),
  );
}

function originOfVersion(version: ExportedVersion, sourceStoreId: string | null): ClaimedOrigin {
  return {
    ...(sourceStoreId === null ? {} : { memory_store_id: sourceStoreId }),
    memory_id: version.memory_id,
    memory_version_id: version.id,
    created_at: version.created_at,
    created_by: version.created_by,
    via: version.via,
    reason: version.reason,
  };
}
