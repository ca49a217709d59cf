import { presentActor } from "@/lib/access/actor";
import type { MemoryBlameRange } from "@/lib/contract/memory-blame";
import type { Tx } from "@/lib/db/transaction";
import type { BlameRange } from "@/lib/text/blame-lines";
import type { MemoryVersionRow } from "./memory-version-row";

type Origin = Pick<
  MemoryVersionRow,
  "id" | "created_at" | "author_kind" | "author_id" | "via" | "reason" | "dream_id" | "redacted_at"
>;

/** The wire form of ranges, with who wrote them and why as the versions say it now. */
export async function presentBlameRanges(
  tx: Tx,
  memoryStoreId: string,
  ranges: readonly BlameRange[],
): Promise<MemoryBlameRange[]> {
  if (ranges.length === 0) return [];
  const ids = new Set(ranges.flatMap((range) => [range.versionId, ...range.redactedVersionIds]));
  const { rows } = await tx.query<Origin>(
    `SELECT id, created_at, author_kind, author_id, via, reason, dream_id, redacted_at FROM memory_version
     WHERE memory_store_id = $1 AND id = ANY($2::text[])`,
    [memoryStoreId, [...ids]],
  );
  const origins = new Map(rows.map((row) => [row.id, row]));
  return ranges.flatMap((range) => {
    const origin = origins.get(range.versionId);
    return origin === undefined ? [] : [presentRange(range, origin, origins)];
  });
}

function presentRange(range: BlameRange, origin: Origin, origins: ReadonlyMap<string, Origin>): MemoryBlameRange {
  return {
    start_line: range.startLine,
    line_count: range.lineCount,
    memory_version_id: origin.id,
    created_by: presentActor(origin.author_kind, origin.author_id),
    created_at: origin.created_at.toISOString(),
    via: origin.via,
    reason: origin.reason,
    dream_id: origin.dream_id,
    redacted: range.redactedVersionIds.length > 0,
    redacted_versions: range.redactedVersionIds.flatMap((id) => {
      const version = origins.get(id);
      return version === undefined ? [] : [presentRedacted(version)];
    }),
  };
}

function presentRedacted(version: Origin) {
  return {
    memory_version_id: version.id,
    created_by: presentActor(version.author_kind, version.author_id),
    created_at: version.created_at.toISOString(),
    redacted_at: version.redacted_at?.toISOString() ?? null,
  };
}
