-- A tree marks the few files with redacted versions and finds the deleted ones without reading every version of its store.
CREATE INDEX memory_version_redacted ON memory_version (memory_store_id, memory_id) WHERE redacted_at IS NOT NULL;
CREATE INDEX memory_version_deleted ON memory_version (memory_store_id, path) WHERE operation = 'deleted';
