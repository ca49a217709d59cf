-- What the source of an imported text said of it: author, time, ids. A claim, so it stands beside the version's own.
ALTER TABLE memory_version ADD COLUMN origin jsonb;
