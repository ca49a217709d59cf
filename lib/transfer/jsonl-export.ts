import { Readable } from "node:stream";
import { presentActor } from "@/lib/access/actor";
import type { ExportEnd, ExportedVersion, ExportHeader } from "@/lib/contract/transfer";
import type { ExportedVersionRow } from "./read-exported-versions";

/** A header, one line a version, and an end that tells a whole export from one that was cut off. */
export function jsonlExport(header: ExportHeader, versions: AsyncIterable<ExportedVersionRow[]>): Readable {
  return Readable.from(chunks(header, versions), { objectMode: false });
}

async function* chunks(
  header: ExportHeader,
  batches: AsyncIterable<ExportedVersionRow[]>,
): AsyncGenerator<Buffer, void, undefined> {
  let versions = 0;
  yield lineOf(header);
  for await (const rows of batches) {
    versions += rows.length;
    yield Buffer.concat(rows.map((row) => lineOf(presentExportedVersion(row))));
  }
  yield lineOf({ type: "reverie_export_end", versions } satisfies ExportEnd);
}

function lineOf(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`, "utf8");
}

/** The line of a version. The same version gives the same bytes in whatever store it stands. */
export function presentExportedVersion(row: ExportedVersionRow): ExportedVersion {
  return {
    type: "memory_version",
    id: row.id,
    memory_id: row.memory_id,
    sequence: row.sequence,
    operation: row.operation,
    path: row.path,
    content: row.content,
    content_sha256: row.content_sha256,
    content_size_bytes: row.content_size_bytes,
    created_at: row.created_at.toISOString(),
    created_by: presentActor(row.author_kind, row.author_id),
    via: row.via,
    reason: row.reason,
    as_of: row.as_of?.toISOString() ?? null,
    dream_id: row.dream_id,
    change_id: row.change_id,
    event_id: row.event_id,
    copy_of:
      row.origin_memory_store_id === null ||
      row.origin_memory_version_id === null ||
      // The same version in the store that this one was imported from: a link of ours, not of its history.
      row.origin_memory_version_id === row.id
        ? null
        : { memory_store_id: row.origin_memory_store_id, memory_version_id: row.origin_memory_version_id },
    origin: row.origin,
    redacted_at: row.redacted_at?.toISOString() ?? null,
    redacted_by: presentActor(row.redacted_by_kind, row.redacted_by_id),
    redaction_reason: row.redaction_reason,
  };
}
