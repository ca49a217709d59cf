-- Creates and changes memories of one store: locks, checks, heads, versions and audit rows in one round trip, for one
-- write or for many that arrived together. No two of them may touch one memory or overlapping paths. What cannot be
-- done is said in `outcome` and writes nothing; the others are written.
--
-- The arrays have one element a write; in p_claim_* one for each path that a write puts a memory at, and one for each
-- path above it. p_lock is false where the transaction holds the whole store.
CREATE FUNCTION write_memories(
  p_workspace_id text, p_memory_store_id text, p_lock boolean,
  p_claim_write integer[], p_claim_path text[], p_claim_is_own boolean[],
  p_is_create boolean[], p_memory_id text[], p_path text[], p_content text[], p_content_sha256 text[],
  p_content_size_bytes integer[], p_expected_sha256 text[], p_memory_version_id text[], p_at timestamptz[],
  p_author_kind text[], p_author_id text[], p_via text[], p_reason text[], p_as_of timestamptz[], p_dream_id text[],
  p_change_id text[], p_event_id text[], p_origin_memory_store_id text[], p_origin_memory_version_id text[],
  p_audit_id text[], p_audit_at timestamptz[], p_request_id text[], p_address text[]
) RETURNS TABLE (
  write_number integer, outcome text, path text, memory_version_id text, content_sha256 text, content_size_bytes integer,
  sequence integer, created_at timestamptz, updated_at timestamptz, kept_content text, conflicting_memory_id text,
  conflicting_path text
) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  store_archived_at timestamptz;
BEGIN
  IF p_lock THEN
    PERFORM lock_memory_paths(
      p_memory_store_id,
      coalesce((SELECT array_agg(c.path) FROM unnest(p_claim_path, p_claim_is_own) AS c (path, is_own) WHERE NOT c.is_own), '{}'),
      coalesce((SELECT array_agg(c.path) FROM unnest(p_claim_path, p_claim_is_own) AS c (path, is_own) WHERE c.is_own), '{}'));
  END IF;
  -- Each statement from here sees what was committed while the locks were waited for.
  SELECT s.archived_at INTO store_archived_at FROM memory_store s
  WHERE s.id = p_memory_store_id AND s.workspace_id = p_workspace_id;
  IF NOT FOUND OR store_archived_at IS NOT NULL THEN
    RETURN QUERY SELECT n::integer, CASE WHEN store_archived_at IS NULL THEN 'no_store' ELSE 'archived' END,
      NULL::text, NULL::text, NULL::text, NULL::integer, NULL::integer, NULL::timestamptz, NULL::timestamptz, NULL::text,
      NULL::text, NULL::text
    FROM generate_series(1, cardinality(p_is_create)) AS n;
    RETURN;
  END IF;
  PERFORM 1 FROM memory m WHERE m.memory_store_id = p_memory_store_id AND m.id = ANY (p_memory_id) ORDER BY m.id FOR UPDATE;

  RETURN QUERY
  WITH asked AS (
    SELECT * FROM unnest(
      p_is_create, p_memory_id, p_path, p_content, p_content_sha256, p_content_size_bytes, p_expected_sha256,
      p_memory_version_id, p_at, p_author_kind, p_author_id, p_via, p_reason, p_as_of, p_dream_id, p_change_id,
      p_event_id, p_origin_memory_store_id, p_origin_memory_version_id, p_audit_id, p_audit_at, p_request_id, p_address
    ) WITH ORDINALITY AS a (
      is_create, memory_id, path, content, content_sha256, content_size_bytes, expected_sha256, memory_version_id, at,
      author_kind, author_id, via, reason, as_of, dream_id, change_id, event_id, origin_memory_store_id,
      origin_memory_version_id, audit_id, audit_at, request_id, address, number)
  ),
  -- The character after / is 0, so [path/, path0) is exactly what lies below a path.
  overlap AS (
    SELECT DISTINCT ON (c.write) c.write, found.id, found.path
    FROM unnest(p_claim_write, p_claim_path, p_claim_is_own) AS c (write, path, is_own)
    CROSS JOIN LATERAL (
      (SELECT m.id, m.path FROM memory m WHERE m.memory_store_id = p_memory_store_id AND m.path = c.path)
      UNION ALL
      (SELECT m.id, m.path FROM memory m
       WHERE c.is_own AND m.memory_store_id = p_memory_store_id AND m.path > c.path || '/' AND m.path < c.path || '0'
         AND m.id <> p_memory_id[c.write]
       ORDER BY m.path LIMIT 1)
    ) found
    WHERE found.id <> p_memory_id[c.write]
    ORDER BY c.write, found.path
  ),
  judged AS (
    SELECT a.*, m.path AS old_path, m.memory_version_id AS old_version_id, m.content_sha256 AS old_sha256,
      m.content_size_bytes AS old_size_bytes, m.sequence AS old_sequence, m.created_at AS old_created_at,
      m.updated_at AS old_updated_at, kept.content AS kept_content, o.id AS overlap_id, o.path AS overlap_path,
      coalesce(a.path, m.path) AS new_path,
      coalesce(a.content_sha256, m.content_sha256) AS new_sha256,
      coalesce(a.content_size_bytes, m.content_size_bytes) AS new_size_bytes,
      -- Never before, never equal to the previous one, so that time and order agree.
      greatest(a.at, m.updated_at + interval '1 millisecond') AS written_at,
      CASE
        WHEN NOT a.is_create AND m.id IS NULL THEN 'not_found'
        WHEN NOT a.is_create AND coalesce(a.content_sha256 = m.content_sha256, true) AND coalesce(a.path = m.path, true)
          THEN 'unchanged'
        WHEN NOT a.is_create AND a.expected_sha256 <> m.content_sha256 THEN 'stale'
        WHEN o.id IS NOT NULL THEN 'overlap'
        ELSE 'written'
      END AS outcome
    FROM asked a
    LEFT JOIN memory m ON m.memory_store_id = p_memory_store_id AND m.id = a.memory_id AND NOT a.is_create
    LEFT JOIN memory_version kept
      ON a.content IS NULL AND kept.memory_store_id = p_memory_store_id AND kept.id = m.memory_version_id
    LEFT JOIN overlap o ON o.write = a.number
  ),
  added AS (
    INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
      created_at, updated_at)
    SELECT p_memory_store_id, j.memory_id, j.new_path, j.memory_version_id, j.new_sha256, j.new_size_bytes, 1, j.at, j.at
    FROM judged j WHERE j.is_create AND j.outcome = 'written'
  ),
  changed AS (
    UPDATE memory m SET path = j.new_path, memory_version_id = j.memory_version_id, content_sha256 = j.new_sha256,
      content_size_bytes = j.new_size_bytes, sequence = j.old_sequence + 1, updated_at = j.written_at
    FROM judged j
    WHERE NOT j.is_create AND j.outcome = 'written' AND m.memory_store_id = p_memory_store_id AND m.id = j.memory_id
  ),
  versions AS (
    INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
      content_size_bytes, created_at, author_kind, author_id, via, reason, as_of, dream_id, change_id, event_id,
      origin_memory_store_id, origin_memory_version_id)
    SELECT p_memory_store_id, j.memory_version_id, j.memory_id, coalesce(j.old_sequence, 0) + 1,
      CASE WHEN j.is_create THEN 'created' ELSE 'modified' END, j.new_path, coalesce(j.content, j.kept_content),
      j.new_sha256, j.new_size_bytes, j.written_at, j.author_kind, j.author_id, j.via, j.reason, j.as_of, j.dream_id,
      j.change_id, j.event_id, j.origin_memory_store_id, j.origin_memory_version_id
    FROM judged j WHERE j.outcome = 'written'
  ),
  recorded AS (
    INSERT INTO audit_event (id, workspace_id, action, actor_kind, actor_id, target_type, target_id, memory_store_id,
      outcome, details, request_id, address, created_at)
    SELECT j.audit_id, p_workspace_id, CASE WHEN j.is_create THEN 'memory.create' ELSE 'memory.update' END, j.author_kind,
      j.author_id, 'memory', j.memory_id, p_memory_store_id, 'success',
      CASE WHEN j.is_create THEN jsonb_build_object('memory_version_id', j.memory_version_id)
        ELSE jsonb_build_object('memory_version_id', j.memory_version_id, 'renamed', j.new_path <> j.old_path) END,
      j.request_id, j.address, j.audit_at
    FROM judged j WHERE j.outcome = 'written'
  )
  SELECT j.number::integer, j.outcome,
    CASE WHEN j.outcome = 'written' THEN j.new_path ELSE j.old_path END,
    CASE WHEN j.outcome = 'written' THEN j.memory_version_id ELSE j.old_version_id END,
    CASE WHEN j.outcome = 'written' THEN j.new_sha256 ELSE j.old_sha256 END,
    CASE WHEN j.outcome = 'written' THEN j.new_size_bytes ELSE j.old_size_bytes END,
    CASE WHEN j.outcome = 'written' THEN coalesce(j.old_sequence, 0) + 1 ELSE j.old_sequence END,
    CASE WHEN j.is_create THEN j.at ELSE j.old_created_at END,
    CASE WHEN j.outcome = 'written' THEN j.written_at ELSE j.old_updated_at END,
    j.kept_content, j.overlap_id, j.overlap_path
  FROM judged j;
END
$$;

-- A foreign key would lock the store's row for every write, and many writers at once would queue for it. A writer holds
-- the store's advisory lock instead, and deletion of a store takes that lock exclusively.
ALTER TABLE memory DROP CONSTRAINT memory_memory_store_id_fkey;
ALTER TABLE memory_version DROP CONSTRAINT memory_version_memory_store_id_fkey;
CREATE FUNCTION delete_store_contents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM memory WHERE memory_store_id = OLD.id;
  DELETE FROM memory_version WHERE memory_store_id = OLD.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER memory_store_contents_follow AFTER DELETE ON memory_store FOR EACH ROW
EXECUTE FUNCTION delete_store_contents();
