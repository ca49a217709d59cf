CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The text of live memories once more, as search needs it. The worker fills it behind the writes, so that no writer pays
-- for a GIN index; a row counts only while its version is the head's.
CREATE TABLE memory_search (
  memory_store_id text NOT NULL REFERENCES memory_store ON DELETE CASCADE,
  memory_id text NOT NULL,
  memory_version_id text NOT NULL,
  content text NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (memory_store_id, memory_id)
);
CREATE INDEX memory_search_text ON memory_search USING gin (memory_store_id, content gin_trgm_ops);
CREATE INDEX memory_search_words ON memory_search USING gin (memory_store_id, words);

-- How far the worker has come: every head whose version was written by a transaction before this one has its row. A store
-- without an entry has none.
CREATE TABLE memory_search_progress (
  memory_store_id text PRIMARY KEY REFERENCES memory_store ON DELETE CASCADE,
  indexed_before xid8 NOT NULL
);

-- A version's text changes only when it is erased or masked. Whoever does that, the copy follows in the same transaction.
CREATE FUNCTION follow_memory_text() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS NULL THEN
    DELETE FROM memory_search
    WHERE memory_store_id = NEW.memory_store_id AND memory_id = NEW.memory_id AND memory_version_id = NEW.id;
  ELSE
    UPDATE memory_search SET content = NEW.content, words = to_tsvector('simple', NEW.content)
    WHERE memory_store_id = NEW.memory_store_id AND memory_id = NEW.memory_id AND memory_version_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER memory_version_text_follows AFTER UPDATE OF content ON memory_version
FOR EACH ROW WHEN (OLD.content IS DISTINCT FROM NEW.content) EXECUTE FUNCTION follow_memory_text();
