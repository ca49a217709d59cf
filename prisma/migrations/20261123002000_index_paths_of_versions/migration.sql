-- The past of a store is read in order of paths, a page at a time, from the index alone until a file is shown.
CREATE INDEX memory_version_path ON memory_version (memory_store_id, path, memory_id, sequence DESC)
  INCLUDE (created_at, written_xid, operation);
