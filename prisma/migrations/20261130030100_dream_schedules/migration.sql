-- Dreams that begin by the clock. The schedule's row is the claim: whoever holds its lock starts what is due.
CREATE TABLE dream_schedule (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  -- No reference: a schedule outlives its store, so that it can say why it stopped.
  memory_store_id text NOT NULL,
  service_account_id text NOT NULL REFERENCES service_account,
  -- The account was made for this schedule, follows its needs and ends with it.
  owns_service_account boolean NOT NULL,
  model text NOT NULL,
  instructions text,
  cron text NOT NULL,
  timezone text NOT NULL,
  min_new_sessions integer NOT NULL,
  session_filter jsonb NOT NULL,
  auto_approve jsonb,
  notify jsonb NOT NULL,
  pause_reason text,
  -- Null while paused.
  next_run_at timestamptz(3),
  created_by_kind text NOT NULL,
  created_by_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CHECK ((pause_reason IS NULL) = (next_run_at IS NOT NULL))
);
CREATE INDEX dream_schedule_newest ON dream_schedule (workspace_id, created_at DESC, id DESC);
CREATE INDEX dream_schedule_due ON dream_schedule (next_run_at) WHERE next_run_at IS NOT NULL;

CREATE TABLE dream_schedule_run (
  id text PRIMARY KEY,
  dream_schedule_id text NOT NULL REFERENCES dream_schedule ON DELETE CASCADE,
  -- Null for a run that somebody asked for.
  scheduled_for timestamptz(3),
  missed_since timestamptz(3),
  started_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  state text NOT NULL CHECK (state IN ('dreaming', 'skipped', 'failed', 'finished')),
  reason text,
  message text,
  new_sessions integer NOT NULL,
  sessions_taken integer NOT NULL,
  dream_id text,
  -- As the schedule had them when the run began: a later change does not reach back.
  auto_approve jsonb,
  notify jsonb NOT NULL,
  auto_approved jsonb,
  awaiting_review integer NOT NULL DEFAULT 0,
  -- Until then one process is at the end of this run.
  settling_until timestamptz(3),
  settle_attempts integer NOT NULL DEFAULT 0,
  -- One run a tick, whoever looks.
  UNIQUE (dream_schedule_id, scheduled_for)
);
CREATE INDEX dream_schedule_run_newest ON dream_schedule_run (dream_schedule_id, started_at DESC, id DESC);
CREATE INDEX dream_schedule_run_open ON dream_schedule_run (dream_schedule_id) WHERE state = 'dreaming';
CREATE INDEX dream_schedule_run_dream ON dream_schedule_run (dream_id) WHERE dream_id IS NOT NULL;

-- How far each session was read for a schedule; one that grew since is new again.
CREATE TABLE dream_schedule_session (
  dream_schedule_id text NOT NULL REFERENCES dream_schedule ON DELETE CASCADE,
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  last_sequence integer NOT NULL,
  dream_id text NOT NULL,
  PRIMARY KEY (dream_schedule_id, session_id)
);
CREATE INDEX dream_schedule_session_of ON dream_schedule_session (session_id);

-- An e-mail that says that a dream awaits review. Its text is made when it is sent: counts and links only.
CREATE TABLE dream_digest (
  dream_schedule_run_id text NOT NULL REFERENCES dream_schedule_run ON DELETE CASCADE,
  recipient text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  error text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  PRIMARY KEY (dream_schedule_run_id, recipient)
);
CREATE INDEX dream_digest_due ON dream_digest (next_attempt_at) WHERE state = 'pending';

-- While a schedule still has something to approve by itself, nobody is asked for a review: the end of its run does that.
CREATE OR REPLACE FUNCTION tell_dream_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('completed', 'failed', 'canceled') THEN
    INSERT INTO change_event (workspace_id, memory_store_id, type, object_id)
    VALUES (NEW.workspace_id, NEW.memory_store_id, 'dream.' || NEW.status, NEW.id);
    IF NEW.status = 'completed' AND NEW.review_state = 'unreviewed'
      AND EXISTS (SELECT FROM dream_change WHERE dream_id = NEW.id AND decision = 'pending')
      AND NOT EXISTS (SELECT FROM dream_schedule_run
        WHERE dream_id = NEW.id AND state = 'dreaming' AND auto_approve IS NOT NULL) THEN
      INSERT INTO change_event (workspace_id, memory_store_id, type, object_id)
      VALUES (NEW.workspace_id, NEW.memory_store_id, 'dream.review_requested', NEW.id);
    END IF;
  END IF;
  IF OLD.review_state IS DISTINCT FROM NEW.review_state AND NEW.review_state IN ('applied', 'discarded') THEN
    INSERT INTO change_event (workspace_id, memory_store_id, type, object_id)
    VALUES (NEW.workspace_id, NEW.memory_store_id, 'dream.' || NEW.review_state, NEW.id);
  END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION tell_dream_run_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO change_event (workspace_id, memory_store_id, type, object_id)
  SELECT dream.workspace_id, dream.memory_store_id, 'dream.review_requested', dream.id
  FROM dream WHERE dream.id = NEW.dream_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER dream_run_end_told AFTER UPDATE OF state ON dream_schedule_run FOR EACH ROW
  WHEN (OLD.state = 'dreaming' AND NEW.state = 'finished' AND NEW.auto_approve IS NOT NULL AND NEW.awaiting_review > 0)
  EXECUTE FUNCTION tell_dream_run_end();
