-- Answers of language models that were paid for: a session that did not change is never sent twice, and a dream that died goes on with
-- the questions that are still open. Derived from transcripts (and, with a store, from memory), so what removes those
-- reaches it by itself.
CREATE TABLE dream_model_result (
  workspace_id text NOT NULL REFERENCES workspace,
  -- Hash of the question: step, versions of prompt and schema, model, and the whole prompt.
  key_sha256 text NOT NULL,
  step text NOT NULL CHECK (step IN ('map', 'reduce', 'verify')),
  model text NOT NULL,
  prompt_version text NOT NULL,
  schema_version text NOT NULL,
  session_ids text[] NOT NULL,
  -- Set where memory was part of the question.
  memory_store_id text REFERENCES memory_store ON DELETE CASCADE,
  answer jsonb NOT NULL,
  usage jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (workspace_id, key_sha256)
);
CREATE INDEX dream_model_result_sessions ON dream_model_result USING gin (session_ids);
CREATE INDEX dream_model_result_store ON dream_model_result (memory_store_id) WHERE memory_store_id IS NOT NULL;
CREATE INDEX dream_model_result_age ON dream_model_result (created_at);

CREATE FUNCTION forget_model_results() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'session' THEN
    DELETE FROM dream_model_result WHERE session_ids @> ARRAY[OLD.id];
  ELSE
    DELETE FROM dream_model_result WHERE session_ids @> ARRAY[OLD.session_id];
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER session_model_results AFTER DELETE ON session
  FOR EACH ROW EXECUTE FUNCTION forget_model_results();

-- An event is only ever rewritten to take something out of it.
CREATE TRIGGER session_event_model_results AFTER UPDATE OF payload ON session_event
  FOR EACH ROW WHEN (OLD.payload IS DISTINCT FROM NEW.payload) EXECUTE FUNCTION forget_model_results();

-- What the dream's creator lets it use at most; null = the installation's limits alone.
ALTER TABLE dream ADD COLUMN budget jsonb;
