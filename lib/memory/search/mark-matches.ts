import { randomBytes } from "node:crypto";
import type { MemoryMatchPlace } from "@/lib/contract/memory-search";
import { shownMatchesLimit } from "@/lib/contract/memory-search";
import type { Wanted } from "./build-pattern";
import type { Hit } from "./find-hits";
import { locateMatches } from "./locate-matches";
import type { RunStatement } from "./run-search";

interface MarkedRow {
  id: string;
  content: string;
  match_count: number;
  lengths: number[] | null;
}

// $1 stores, $2 versions, $3 what is wanted, $4 the mark, $5 how many pieces are measured. A mark that no content can hold
// by chance stands before and after each match, so the pieces between marks say where PostgreSQL itself sees the matches.
const markedPieces = (wanted: Wanted) => `
  SELECT v.id, v.content, greatest(cardinality(marked.pieces) - 1, 0) / 2 AS match_count,
         (SELECT array_agg(char_length(piece) ORDER BY place)
          FROM unnest(marked.pieces[1:$5]) WITH ORDINALITY AS measured (piece, place)) AS lengths
  FROM unnest($1::text[], $2::text[]) AS hit (store_id, version_id)
  JOIN memory_version v ON v.memory_store_id = hit.store_id AND v.id = hit.version_id
  CROSS JOIN LATERAL (SELECT string_to_array(${marked(wanted)}, $4::text) AS pieces OFFSET 0) marked`;

function marked(wanted: Wanted): string {
  return wanted.kind === "words"
    ? `ts_headline('simple', v.content, websearch_to_tsquery('simple', $3),
         'HighlightAll=true, StartSel="' || $4 || '", StopSel="' || $4 || '"')`
    : String.raw`regexp_replace(v.content, $3, $4 || '\&' || $4, 'g')`;
}

/** Where the matches of each hit stand, the first few of them, and how many there are; keyed by version. */
export async function markMatches(
  run: RunStatement,
  wanted: Wanted,
  hits: readonly Hit[],
): Promise<ReadonlyMap<string, { matches: MemoryMatchPlace[]; matchCount: number }>> {
  const mark = `mark${randomBytes(16).toString("hex")}`;
  const rows = await run<MarkedRow>(markedPieces(wanted), [
    hits.map((hit) => hit.memory_store_id),
    hits.map((hit) => hit.memory_version_id),
    wanted.kind === "words" ? wanted.query : wanted.pattern,
    mark,
    shownMatchesLimit * 2,
  ]);
  return new Map(
    rows.map((row) => [
      row.id,
      { matches: locateMatches(row.content, row.lengths ?? []), matchCount: row.match_count },
    ]),
  );
}
