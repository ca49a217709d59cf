-- What a service account may do, as for keys. It has no secret: only the installation acts as one.
ALTER TABLE service_account
  ADD COLUMN permissions text[] NOT NULL DEFAULT '{}',
  ADD COLUMN roles text[] NOT NULL DEFAULT '{}',
  ADD COLUMN memory_stores jsonb,
  ADD COLUMN created_by_kind text,
  ADD COLUMN created_by_id text,
  ADD COLUMN archived_at timestamptz(3);
CREATE INDEX service_account_newest ON service_account (workspace_id, created_at DESC, id DESC);
