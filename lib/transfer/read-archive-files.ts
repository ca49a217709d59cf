import type pg from "pg";
import type { ArchiveEntry } from "./archive-entry";
import { entryName } from "./entry-name";
import { type ExportSelection, selectHeads } from "./export-selection";
import { readSnapshot } from "./read-snapshot";

/** The chosen files in path order, named and dated for an archive. */
export async function* readArchiveFiles(
  pool: pg.Pool,
  selection: ExportSelection,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const statement = selectHeads(selection, "v.path, v.content, v.created_at", "without");
  for await (const rows of readSnapshot<{ path: string; content: string; created_at: Date }>(pool, statement)) {
    for (const row of rows) {
      yield { name: entryName(row.path), content: row.content, modifiedAt: row.created_at };
    }
  }
}
