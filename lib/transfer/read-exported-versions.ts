import type pg from "pg";
import type { ClaimedOrigin } from "@/lib/contract/memory-version";
import type { MemoryVersionRow } from "@/lib/memory/memory-version-row";
import { type ExportSelection, selectHeads, selectHistory } from "./export-selection";
import { readSnapshot } from "./read-snapshot";

export interface ExportedVersionRow extends Omit<MemoryVersionRow, "memory_store_id" | "origin"> {
  origin: ClaimedOrigin | null;
  as_of: Date | null;
  origin_memory_store_id: string | null;
  origin_memory_version_id: string | null;
}

const columns = `v.id, v.memory_id, v.sequence, v.operation, v.path, v.content, v.content_sha256, v.content_size_bytes,
  v.created_at, v.author_kind, v.author_id, v.via, v.reason, v.as_of, v.dream_id, v.change_id, v.event_id,
  v.origin_memory_store_id, v.origin_memory_version_id, v.origin, v.redacted_at, v.redacted_by_kind, v.redacted_by_id,
  v.redaction_reason`;

/** The chosen versions in batches: with their history oldest first, else the heads by path. */
export function readExportedVersions(
  pool: pg.Pool,
  selection: ExportSelection & { history: boolean },
): AsyncGenerator<ExportedVersionRow[], void, undefined> {
  const statement = selection.history ? selectHistory(selection, columns) : selectHeads(selection, columns, "with");
  return readSnapshot<ExportedVersionRow>(pool, statement);
}
