-- Read-only stores of a dream's sessions that its creator may read: held against what the sessions show, never edited.
ALTER TABLE dream ADD COLUMN reference_store_ids text[] NOT NULL DEFAULT '{}';
