-- The same as before in simple statements for each write: one large statement over arrays spent most of its time on
-- being set up (docs/decisions/0006).
DROP FUNCTION write_memories(
  text, text, boolean, integer[], text[], boolean[], boolean[], text[], text[], text[], text[], integer[], text[], text[],
  timestamptz[], text[], text[], text[], text[], timestamptz[], text[], text[], text[], text[], text[], text[],
  timestamptz[], text[], text[]);

-- The memory that stands at a path, above it or below it, other than the one that is to stand there; p_claimed has the
-- paths above and this one last. The character after / is 0, so [path/, path0) is exactly what lies below a path.
CREATE FUNCTION find_overlapping_memory(p_memory_store_id text, p_memory_id text, p_claimed text[])
RETURNS TABLE (id text, path text) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  own text COLLATE "C" := p_claimed[cardinality(p_claimed)];
BEGIN
  RETURN QUERY
  SELECT found.id, found.path FROM (
    SELECT m.id, m.path FROM memory m
    WHERE m.memory_store_id = p_memory_store_id AND m.path = ANY (p_claimed) AND m.id <> p_memory_id
    UNION ALL
    (SELECT m.id, m.path FROM memory m
     WHERE m.memory_store_id = p_memory_store_id AND m.path > own || '/' AND m.path < own || '0' AND m.id <> p_memory_id
     ORDER BY m.path LIMIT 1)
  ) found
  ORDER BY found.path LIMIT 1;
END
$$;

-- Creates and changes memories of one store: locks, checks, heads, versions and audit rows in one round trip, for one
-- write or for many that arrived together. No two of them may touch one memory or overlapping paths, and they come in
-- the order of their memories' ids. What cannot be done is said in `outcome` and writes nothing; the others are written.
--
-- The arrays have one element a write. An element of p_claims is null for a write that keeps its path; else the paths
-- above the one that it puts its memory at, and this one last, with U+0001 between. p_lock is false where the
-- transaction holds the whole store.
CREATE FUNCTION write_memories(
  p_workspace_id text, p_memory_store_id text, p_lock boolean, p_claims text[], p_is_create boolean[],
  p_memory_id text[], p_path text[], p_content text[], p_content_sha256 text[], p_content_size_bytes integer[],
  p_expected_sha256 text[], p_memory_version_id text[], p_at timestamptz[], p_author_kind text[], p_author_id text[],
  p_via text[], p_reason text[], p_as_of timestamptz[], p_dream_id text[], p_change_id text[], p_event_id text[],
  p_origin_memory_store_id text[], p_origin_memory_version_id text[], p_audit_id text[], p_audit_at timestamptz[],
  p_request_id text[], p_address text[]
) RETURNS TABLE (
  outcome text, path text, memory_version_id text, content_sha256 text, content_size_bytes integer, sequence integer,
  created_at timestamptz, updated_at timestamptz, kept_content text, conflicting_memory_id text, conflicting_path text
) LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_column
DECLARE
  store_archived_at timestamptz;
  claimed text[];
  shared_paths text[] := '{}';
  exclusive_paths text[] := '{}';
  head memory%ROWTYPE;
  old_version_id text;
  renamed boolean;
  waited interval;
BEGIN
  IF p_lock THEN
    FOR i IN 1 .. cardinality(p_is_create) LOOP
      IF p_claims[i] IS NOT NULL THEN
        claimed := string_to_array(p_claims[i], chr(1));
        shared_paths := shared_paths || claimed[:cardinality(claimed) - 1];
        exclusive_paths := exclusive_paths || claimed[cardinality(claimed)];
      END IF;
    END LOOP;
    IF exclusive_paths = '{}' THEN
      PERFORM pg_advisory_xact_lock_shared(hashtextextended(p_memory_store_id, 0));
    ELSE
      PERFORM lock_memory_paths(p_memory_store_id, shared_paths, exclusive_paths);
    END IF;
  END IF;

  -- A write is of the time when its turn came: else it would appear in moments that others have looked at meanwhile.
  waited := clock_timestamp() - statement_timestamp();
  IF waited < interval '20 milliseconds' THEN
    waited := interval '0';
  END IF;

  -- Each statement from here sees what was committed while the locks were waited for.
  SELECT s.archived_at INTO store_archived_at FROM memory_store s
  WHERE s.id = p_memory_store_id AND s.workspace_id = p_workspace_id;
  IF NOT FOUND OR store_archived_at IS NOT NULL THEN
    outcome := CASE WHEN store_archived_at IS NULL THEN 'no_store' ELSE 'archived' END;
    FOR i IN 1 .. cardinality(p_is_create) LOOP
      RETURN NEXT;
    END LOOP;
    RETURN;
  END IF;

  FOR i IN 1 .. cardinality(p_is_create) LOOP
    outcome := 'written';
    kept_content := NULL;
    conflicting_memory_id := NULL;
    conflicting_path := NULL;
    renamed := false;

    IF p_is_create[i] THEN
      SELECT o.id, o.path INTO conflicting_memory_id, conflicting_path
      FROM find_overlapping_memory(p_memory_store_id, p_memory_id[i], string_to_array(p_claims[i], chr(1))) o;
      IF FOUND THEN
        outcome := 'overlap';
      ELSE
        head := NULL;
        head.path := p_path[i];
        head.memory_version_id := p_memory_version_id[i];
        head.content_sha256 := p_content_sha256[i];
        head.content_size_bytes := p_content_size_bytes[i];
        head.sequence := 1;
        head.created_at := p_at[i] + waited;
        head.updated_at := p_at[i] + waited;
        INSERT INTO memory (memory_store_id, id, path, memory_version_id, content_sha256, content_size_bytes, sequence,
          created_at, updated_at)
        VALUES (p_memory_store_id, p_memory_id[i], head.path, head.memory_version_id, head.content_sha256,
          head.content_size_bytes, 1, head.created_at, head.updated_at);
      END IF;
    END IF;

    -- Reading takes no row lock, since a lock alone would make a refusal wait for the disk. The change is made to the
    -- version that was read, or what another writer left meanwhile is judged anew.
    WHILE NOT p_is_create[i] LOOP
      outcome := 'written';
      renamed := false;
      SELECT m.* INTO head FROM memory m WHERE m.memory_store_id = p_memory_store_id AND m.id = p_memory_id[i];
      IF NOT FOUND THEN
        outcome := 'not_found';
      ELSIF coalesce(p_content_sha256[i] = head.content_sha256, true) AND coalesce(p_path[i] = head.path, true) THEN
        outcome := 'unchanged';
      ELSIF p_expected_sha256[i] <> head.content_sha256 THEN
        outcome := 'stale';
      END IF;
      IF p_content[i] IS NULL AND outcome IN ('written', 'unchanged') THEN
        SELECT v.content INTO kept_content FROM memory_version v
        WHERE v.memory_store_id = p_memory_store_id AND v.id = head.memory_version_id;
        -- Replaced and redacted since the statement before: look again.
        CONTINUE WHEN kept_content IS NULL;
      END IF;
      EXIT WHEN outcome <> 'written';
      IF p_path[i] <> head.path THEN
        renamed := true;
        SELECT o.id, o.path INTO conflicting_memory_id, conflicting_path
        FROM find_overlapping_memory(p_memory_store_id, p_memory_id[i], string_to_array(p_claims[i], chr(1))) o;
        IF FOUND THEN
          outcome := 'overlap';
          EXIT;
        END IF;
      END IF;
      old_version_id := head.memory_version_id;
      head.path := coalesce(p_path[i], head.path);
      head.memory_version_id := p_memory_version_id[i];
      head.content_sha256 := coalesce(p_content_sha256[i], head.content_sha256);
      head.content_size_bytes := coalesce(p_content_size_bytes[i], head.content_size_bytes);
      head.sequence := head.sequence + 1;
      -- Never before, never equal to the previous one, so that time and order agree.
      head.updated_at := greatest(p_at[i] + waited, head.updated_at + interval '1 millisecond');
      UPDATE memory m SET path = head.path, memory_version_id = head.memory_version_id,
        content_sha256 = head.content_sha256, content_size_bytes = head.content_size_bytes, sequence = head.sequence,
        updated_at = head.updated_at
      WHERE m.memory_store_id = p_memory_store_id AND m.id = p_memory_id[i] AND m.memory_version_id = old_version_id;
      EXIT WHEN FOUND;
    END LOOP;

    IF outcome = 'written' THEN
      INSERT INTO memory_version (memory_store_id, id, memory_id, sequence, operation, path, content, content_sha256,
        content_size_bytes, created_at, author_kind, author_id, via, reason, as_of, dream_id, change_id, event_id,
        origin_memory_store_id, origin_memory_version_id)
      VALUES (p_memory_store_id, head.memory_version_id, p_memory_id[i], head.sequence,
        CASE WHEN p_is_create[i] THEN 'created' ELSE 'modified' END, head.path, coalesce(p_content[i], kept_content),
        head.content_sha256, head.content_size_bytes, head.updated_at, p_author_kind[i], p_author_id[i], p_via[i],
        p_reason[i], p_as_of[i], p_dream_id[i], p_change_id[i], p_event_id[i], p_origin_memory_store_id[i],
        p_origin_memory_version_id[i]);
      INSERT INTO audit_event (id, workspace_id, action, actor_kind, actor_id, target_type, target_id, memory_store_id,
        outcome, details, request_id, address, created_at)
      VALUES (p_audit_id[i], p_workspace_id, CASE WHEN p_is_create[i] THEN 'memory.create' ELSE 'memory.update' END,
        p_author_kind[i], p_author_id[i], 'memory', p_memory_id[i], p_memory_store_id, 'success',
        CASE WHEN p_is_create[i] THEN jsonb_build_object('memory_version_id', head.memory_version_id)
          ELSE jsonb_build_object('memory_version_id', head.memory_version_id, 'renamed', renamed) END,
        p_request_id[i], p_address[i], p_audit_at[i]);
    END IF;

    path := head.path;
    memory_version_id := head.memory_version_id;
    content_sha256 := head.content_sha256;
    content_size_bytes := head.content_size_bytes;
    sequence := head.sequence;
    created_at := head.created_at;
    updated_at := head.updated_at;
    RETURN NEXT;
  END LOOP;
END
$$;

-- Their expressions are read anew for every statement that inserts; what writes here is typed.
ALTER TABLE memory_version DROP CONSTRAINT memory_version_operation_check;
ALTER TABLE audit_event DROP CONSTRAINT audit_event_outcome_check;
