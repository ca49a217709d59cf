import type pg from "pg";

export interface SeededStore {
  storeId: string;
  memoryIds: string[];
  /** By memory id, as it was seeded. */
  contentSha256s: Map<string, string>;
  /** A word that one memory holds. */
  rareWord: string;
}

const versionsPerMemory = 10;

/**
 * Fills a store that exists with memories of about 2 KB, each with nine earlier versions, ten to a folder. Straight into
 * the tables, since a million writes through the API would take the whole time of the measurement.
 */
export async function seedStore(pool: pg.Pool, storeId: string, memoryCount: number): Promise<SeededStore> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `CREATE TEMP TABLE seed ON COMMIT DROP AS
      SELECT n, 'mem_' || $1 || lpad(n::text, 10, '0') AS memory_id,
        '/area-' || n / 1000 || '/topic-' || n % 1000 / 10 || '/note-' || n || '.md' AS path,
        '# Note ' || n || E'\\n\\nnoted-' || md5(n::text) || E'\\n' || (
          SELECT string_agg('- ' || md5((n * 31 + line)::text) || ' ' || md5((n % 100 + line)::text) || E'\\n', '')
          FROM generate_series(1, 27) line) AS content
      FROM generate_series(0, $2::integer - 1) n`
        .replaceAll("$1", `'${storeId.slice(-6)}'`)
        .replaceAll("$2", String(memoryCount)),
    );
    await client.query(
      `INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
         content_size_bytes, created_at, author_kind, author_id, via)
       SELECT $1, 'memver_' || right(s.memory_id, 16) || lpad(v::text, 3, '0'), s.memory_id, v,
         CASE WHEN v = 1 THEN 'created' ELSE 'modified' END, s.path, b.content,
         encode(sha256(convert_to(b.content, 'UTF8')), 'hex'), octet_length(b.content),
         now() - interval '1 day' + (v * ${memoryCount} + s.n) * interval '1 ms', 'api_key', 'apikey_seed', 'api'
       FROM generate_series(1, ${versionsPerMemory}) v CROSS JOIN seed s
       CROSS JOIN LATERAL (SELECT CASE WHEN v = ${versionsPerMemory} THEN s.content ELSE left(s.content, 200) || v END AS content) b`,
      [storeId],
    );
    await client.query(
      `INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
         created_at, updated_at)
       SELECT memory_store_id, memory_id, path, id, content_sha256, content_size_bytes, sequence, created_at, created_at
       FROM memory_version WHERE memory_store_id = $1 AND sequence = ${versionsPerMemory}`,
      [storeId],
    );
    await client.query("COMMIT");
  } finally {
    client.release();
  }
  const { rows } = await pool.query<{ id: string; content_sha256: string }>(
    "SELECT id, content_sha256 FROM memory WHERE memory_store_id = $1 ORDER BY path",
    [storeId],
  );
  const rare = await pool.query<{ word: string }>("SELECT 'noted-' || md5(($1::integer)::text) AS word", [
    Math.floor(memoryCount * 0.7),
  ]);
  return {
    storeId,
    memoryIds: rows.map((row) => row.id),
    contentSha256s: new Map(rows.map((row) => [row.id, row.content_sha256])),
    rareWord: rare.rows[0]?.word ?? "",
  };
}
