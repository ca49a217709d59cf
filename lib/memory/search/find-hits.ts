import type { Wanted } from "./build-pattern";
import type { RunStatement } from "./run-search";

export interface Hit {
  memory_store_id: string;
  id: string;
  path: string;
  content_sha256: string;
  memory_version_id: string;
}

export interface FindHitsInput {
  storeIds: readonly string[];
  /** Starts and ends with /. */
  pathPrefix: string;
  wanted: Wanted;
  /** The store and path after which hits begin. */
  after: readonly [string, string];
  limit: number;
  /** How many heads are read before the index is asked; default 200. */
  probedHeads?: number | undefined;
}

const usuallyProbedHeads = 200;
const columns = (alias: string) =>
  ["memory_store_id", "id", "path", "content_sha256", "memory_version_id"].map((name) => `${alias}.${name}`).join(", ");

// $1 store or stores, $2 and $3 the prefix's range, $4 and $5 the place after which hits begin, $6 how many, $7 what is wanted,
// $8 the hint.
const inRange = (alias: string, store: string) => `${alias}.memory_store_id ${store}
  AND ${alias}.path >= $2 AND ${alias}.path < $3 AND (${alias}.memory_store_id, ${alias}.path) > ($4, $5)`;

const rowOfHead =
  "s.memory_store_id = m.memory_store_id AND s.memory_id = m.id AND s.memory_version_id = m.memory_version_id";
const versionOfHead = "v.memory_store_id = m.memory_store_id AND v.id = m.memory_version_id";

/** The first heads in order, read as they are: a text that is in many files fills its page from them. */
const probeQuery = (store: string, wanted: Wanted, probedHeads: number) => `
  SELECT * FROM (
    SELECT ${columns("m")}, row_number() OVER (ORDER BY m.memory_store_id, m.path) AS place,
           CASE WHEN s.memory_id IS NULL THEN ${matches(wanted, "v")} ELSE ${matches(wanted, "s")} END AS is_match
    FROM (SELECT * FROM memory m WHERE ${inRange("m", store)} ORDER BY m.memory_store_id, m.path LIMIT ${probedHeads}) m
    JOIN memory_version v ON ${versionOfHead}
    LEFT JOIN memory_search s ON ${rowOfHead}
  ) probed
  WHERE is_match OR place = ${probedHeads} ORDER BY place LIMIT $6::int + 1`;

// OFFSET 0 fences what is read first from what is looked up for it: the planner cannot know how little the first is.
const indexQuery = (store: string, stores: string, wanted: Wanted) => `
  WITH matching AS MATERIALIZED (
    SELECT s.memory_store_id, s.memory_id, s.memory_version_id FROM memory_search s
    WHERE s.memory_store_id ${store} AND ${indexed(wanted)}
  ), changed AS MATERIALIZED (
    SELECT ${columns("m")}, v.content
    FROM ${stores} store (id)
    LEFT JOIN memory_search_progress p ON p.memory_store_id = store.id
    CROSS JOIN LATERAL (
      SELECT v.memory_store_id, v.id, v.memory_id, v.content FROM memory_version v
      WHERE v.memory_store_id = store.id AND (v.written_xid, v.id) > (coalesce(p.indexed_before, '0'), coalesce(p.indexed_through, '')) OFFSET 0
    ) v
    CROSS JOIN LATERAL (
      SELECT * FROM memory m
      WHERE m.memory_store_id = v.memory_store_id AND m.id = v.memory_id AND m.memory_version_id = v.id OFFSET 0
    ) m
    WHERE ${inRange("m", store)} AND NOT EXISTS (SELECT FROM memory_search s WHERE ${rowOfHead})
  )
  SELECT ${columns("m")} FROM matching s
  CROSS JOIN LATERAL (SELECT * FROM memory m WHERE ${rowOfHead} OFFSET 0) m
  WHERE ${inRange("m", store)}
  UNION ALL
  SELECT ${columns("v")} FROM changed v WHERE ${matches(wanted, "v")}
  ORDER BY memory_store_id, path LIMIT $6`;

function matches(wanted: Wanted, alias: "s" | "v"): string {
  switch (wanted.kind) {
    case "literal":
      return `${alias}.content LIKE $7`;
    case "pattern":
      // With both, the index passes over most of what it would hold against the expression.
      return wanted.hint === null ? `${alias}.content ~ $7` : `(${alias}.content ~ $8 AND ${alias}.content ~ $7)`;
    case "words":
      return alias === "s"
        ? "s.words @@ websearch_to_tsquery('simple', $7)"
        : `(${wanted.hint === null ? "" : "v.content ~ $8 AND "}to_tsvector('simple', v.content) @@ websearch_to_tsquery('simple', $7))`;
  }
}

function indexed(wanted: Wanted): string {
  return wanted.kind === "pattern" && !wanted.isIndexable ? "(s.content || '') ~ $7" : matches(wanted, "s");
}

/**
 * Heads that match, in byte order of store and path. Exact at the moment of the transaction: search rows count only for the
 * head that they were made of, and every head that changed since the worker came by is read itself.
 */
export async function findHits(run: RunStatement, input: FindHitsInput): Promise<Hit[]> {
  const [only] = input.storeIds;
  if (only === undefined) return [];
  const isOne = input.storeIds.length === 1;
  const store = isOne ? "= $1" : "= ANY($1::text[])";
  const stores = isOne ? "(SELECT $1)" : "unnest($1::text[])";
  const text = input.wanted.kind === "literal" ? input.wanted.like : wantedText(input.wanted);
  const valuesFrom = ([storeId, path]: readonly [string, string], limit: number) => [
    isOne ? only : input.storeIds,
    input.pathPrefix,
    `${input.pathPrefix.slice(0, -1)}0`,
    storeId,
    path,
    limit,
    text,
    ...(input.wanted.kind !== "literal" && input.wanted.hint !== null ? [input.wanted.hint] : []),
  ];
  const probedHeads = input.probedHeads ?? usuallyProbedHeads;
  const probed = await run<Hit & { place: number; is_match: boolean }>(
    probeQuery(store, input.wanted, probedHeads),
    valuesFrom(input.after, input.limit),
  );
  const found = probed.filter((row) => row.is_match).slice(0, input.limit);
  const last = probed.at(-1);
  if (found.length === input.limit || last === undefined || last.place < probedHeads) return found;
  const rest = await run<Hit>(
    indexQuery(store, stores, input.wanted),
    valuesFrom([last.memory_store_id, last.path], input.limit - found.length),
  );
  return [...found, ...rest];
}

function wantedText(wanted: Exclude<Wanted, { kind: "literal" }>): string {
  return wanted.kind === "words" ? wanted.query : wanted.pattern;
}
