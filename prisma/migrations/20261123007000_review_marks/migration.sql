-- Counts how often a change of a dream took another form, so that "since I looked" is exact and quotes nothing.
ALTER TABLE dream_change ADD COLUMN revision integer NOT NULL DEFAULT 1;

CREATE FUNCTION count_change_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END
$$;

CREATE TRIGGER dream_change_revised BEFORE UPDATE ON dream_change
  FOR EACH ROW
  WHEN ((OLD.hunks, OLD.path, OLD.decision, OLD.decided_content, OLD.proposed_content, OLD.applied_memory_version_id, OLD.applied_at,
      OLD.conflict->>'reason')
    IS DISTINCT FROM
      (NEW.hunks, NEW.path, NEW.decision, NEW.decided_content, NEW.proposed_content, NEW.applied_memory_version_id, NEW.applied_at,
      NEW.conflict->>'reason'))
  EXECUTE FUNCTION count_change_revision();

-- How far each person saw each change. It holds numbers only, so a redaction has nothing to find here.
CREATE TABLE dream_seen (
  dream_id text NOT NULL REFERENCES dream ON DELETE CASCADE,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  change_id text NOT NULL REFERENCES dream_change (id) ON DELETE CASCADE,
  revision integer NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (dream_id, actor_kind, actor_id, change_id)
);
