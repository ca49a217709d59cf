/** The control's two tables: the columns and keys of memory and memory_version, and none of their other indexes. */
export const controlSchema = `
  CREATE TABLE control_head (
    store_id text NOT NULL, id text NOT NULL, path text COLLATE "C" NOT NULL, version_id text NOT NULL,
    content_sha256 text NOT NULL, content_size_bytes integer NOT NULL, sequence integer NOT NULL,
    created_at timestamptz(3) NOT NULL, updated_at timestamptz(3) NOT NULL,
    PRIMARY KEY (store_id, id), UNIQUE (store_id, path));
  CREATE TABLE control_version (
    store_id text NOT NULL, id text NOT NULL, memory_id text NOT NULL, sequence integer NOT NULL, operation text NOT NULL,
    path text COLLATE "C", content text, content_sha256 text, content_size_bytes integer, created_at timestamptz(3) NOT NULL,
    author_kind text, author_id text, via text NOT NULL, reason text, as_of timestamptz(3), dream_id text, change_id text,
    event_id text, origin_memory_store_id text, origin_memory_version_id text, redacted_at timestamptz(3),
    redacted_by_kind text, redacted_by_id text, written_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (store_id, id), UNIQUE (store_id, memory_id, sequence));`;
