-- Times are kept to the millisecond that the API returns, so that a filter on a returned time finds its row.

CREATE TABLE workspace (
  id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE member (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  email text NOT NULL,
  name text,
  password_hash text,
  roles text[] NOT NULL,
  -- Counts up when roles or password change: a cookie made before then is refused.
  session_version integer NOT NULL DEFAULT 1,
  created_at timestamptz(3) NOT NULL,
  last_sign_in_at timestamptz(3),
  removed_at timestamptz(3)
);
CREATE UNIQUE INDEX member_email_key ON member (workspace_id, lower(email)) WHERE removed_at IS NULL;

-- Links that are used once: the first administrator's set-up and later invitations.
CREATE TABLE invitation (
  token_sha256 bytea PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  kind text NOT NULL CHECK (kind IN ('setup', 'invitation')),
  member_id text REFERENCES member ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3)
);

CREATE TABLE api_key (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL,
  secret_sha256 bytea NOT NULL UNIQUE,
  hint text NOT NULL,
  permissions text[] NOT NULL,
  roles text[] NOT NULL,
  memory_stores jsonb,
  created_by_kind text,
  created_by_id text,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3)
);
CREATE INDEX api_key_newest ON api_key (workspace_id, created_at DESC, id DESC);

CREATE TABLE service_account (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL
);

CREATE TABLE memory_store (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL,
  description text NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  archived_at timestamptz(3),
  proposal_of text
);
CREATE INDEX memory_store_newest ON memory_store (workspace_id, created_at DESC, id DESC);

-- The head of a live memory. Its content stands in the version that it points at.
CREATE TABLE memory (
  memory_store_id text NOT NULL REFERENCES memory_store ON DELETE CASCADE,
  id text NOT NULL,
  path text COLLATE "C" NOT NULL,
  memory_version_id text NOT NULL,
  content_sha256 text NOT NULL,
  content_size_bytes integer NOT NULL,
  sequence integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (memory_store_id, id),
  UNIQUE (memory_store_id, path)
);

CREATE TABLE memory_version (
  memory_store_id text NOT NULL REFERENCES memory_store ON DELETE CASCADE,
  id text NOT NULL,
  memory_id text NOT NULL,
  sequence integer NOT NULL,
  operation text NOT NULL CHECK (operation IN ('created', 'modified', 'deleted')),
  path text COLLATE "C",
  content text,
  content_sha256 text,
  content_size_bytes integer,
  created_at timestamptz(3) NOT NULL,
  author_kind text,
  author_id text,
  via text NOT NULL,
  reason text,
  as_of timestamptz(3),
  dream_id text,
  change_id text,
  event_id text,
  -- The version of another store that this one copies, so that redaction reaches the copies.
  origin_memory_store_id text,
  origin_memory_version_id text,
  redacted_at timestamptz(3),
  redacted_by_kind text,
  redacted_by_id text,
  -- The writing transaction, for readers that must not see past what is still in flight.
  written_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (memory_store_id, id),
  UNIQUE (memory_store_id, memory_id, sequence)
);
CREATE INDEX memory_version_newest ON memory_version (memory_store_id, created_at DESC, id DESC);
CREATE INDEX memory_version_author ON memory_version (memory_store_id, author_id, created_at DESC, id DESC);
CREATE INDEX memory_version_origin ON memory_version (origin_memory_version_id) WHERE origin_memory_version_id IS NOT NULL;
CREATE INDEX memory_version_dream ON memory_version (dream_id) WHERE dream_id IS NOT NULL;

CREATE TABLE agent (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  version integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  archived_at timestamptz(3)
);
CREATE INDEX agent_newest ON agent (workspace_id, created_at DESC, id DESC);

CREATE TABLE agent_version (
  agent_id text NOT NULL REFERENCES agent ON DELETE CASCADE,
  version integer NOT NULL,
  -- name, description, system, model, tools, mcp_servers, skills, metadata, multiagent, execution_identity
  definition jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (agent_id, version)
);

CREATE TABLE environment (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL,
  description text,
  config jsonb NOT NULL,
  metadata jsonb NOT NULL,
  scope text,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  archived_at timestamptz(3)
);
CREATE INDEX environment_newest ON environment (workspace_id, created_at DESC, id DESC);

CREATE TABLE session (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  -- The resolved agent as it was when the session was made.
  agent jsonb NOT NULL,
  agent_id text NOT NULL,
  agent_version integer NOT NULL,
  environment_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('rescheduling', 'running', 'idle', 'terminated')),
  title text,
  metadata jsonb NOT NULL,
  budget jsonb,
  usage jsonb NOT NULL,
  outcome_evaluations jsonb NOT NULL,
  vault_ids text[] NOT NULL,
  deployment_id text,
  recorded boolean NOT NULL,
  outcome text CHECK (outcome IN ('success', 'failure', 'unknown')),
  -- Names the transcript that this session was imported from: importing it again adds only what is new.
  source_key text,
  started_at timestamptz(3),
  dream_id text,
  created_by_kind text NOT NULL,
  created_by_id text NOT NULL,
  event_count integer NOT NULL DEFAULT 0,
  -- Never goes back, also when events are erased.
  last_sequence integer NOT NULL DEFAULT 0,
  last_event_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  archived_at timestamptz(3)
);
CREATE INDEX session_newest ON session (workspace_id, created_at DESC, id DESC);
CREATE INDEX session_of_agent ON session (workspace_id, agent_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX session_source_key ON session (workspace_id, source_key) WHERE source_key IS NOT NULL;

-- Keys that the session's source had while it was shorter, so that importing an old copy again adds nothing.
CREATE TABLE session_source (
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  source_key text NOT NULL,
  PRIMARY KEY (source_key, session_id)
);
CREATE INDEX session_source_of ON session_source (session_id);

CREATE TABLE session_attachment (
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  memory_store_id text NOT NULL,
  position integer NOT NULL,
  access text NOT NULL CHECK (access IN ('read_only', 'read_write')),
  instructions text,
  name text NOT NULL,
  description text NOT NULL,
  mount_path text NOT NULL,
  PRIMARY KEY (session_id, memory_store_id)
);
CREATE INDEX session_attachment_store ON session_attachment (memory_store_id, session_id);

-- What a session names beside its memory stores. Reverie runs no sandbox: these are kept for the worker that does.
CREATE TABLE session_resource (
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  id text NOT NULL,
  position integer NOT NULL,
  type text NOT NULL CHECK (type IN ('file', 'github_repository')),
  file_id text,
  url text,
  checkout jsonb,
  mount_path text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  PRIMARY KEY (session_id, id)
);

CREATE TABLE session_event (
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  -- Assigned under the session's row lock: commit order.
  sequence integer NOT NULL,
  id text NOT NULL UNIQUE,
  type text NOT NULL,
  payload jsonb NOT NULL,
  processed_at timestamptz(3),
  -- processed_at, or the time of arrival while it is queued: what lists are ordered by.
  listed_at timestamptz(3) NOT NULL,
  occurred_at timestamptz(3),
  trusted boolean NOT NULL,
  source_id text,
  reported_event jsonb,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (session_id, sequence)
);
CREATE INDEX session_event_listed ON session_event (session_id, listed_at, sequence);
CREATE UNIQUE INDEX session_event_source ON session_event (session_id, source_id) WHERE source_id IS NOT NULL;

CREATE TABLE session_token (
  token_sha256 bytea PRIMARY KEY,
  session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL
);

CREATE TABLE dream (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  status text NOT NULL CHECK (status IN ('pending', 'running', 'completed', 'failed', 'canceled')),
  memory_store_id text NOT NULL,
  session_ids text[] NOT NULL,
  model jsonb NOT NULL,
  engine text NOT NULL,
  instructions text,
  output_behavior text NOT NULL CHECK (output_behavior IN ('create_new', 'update_existing')),
  output_memory_store_id text,
  session_id text,
  usage jsonb NOT NULL,
  error jsonb,
  progress jsonb NOT NULL,
  -- How much the engine looked at; null until it is through.
  report jsonb,
  -- update_existing only: true until the last write to the store has stopped, also after cancel.
  holds_store boolean NOT NULL DEFAULT false,
  review_state text NOT NULL CHECK (review_state IN ('unreviewed', 'in_review', 'applied', 'discarded')),
  review_comment text,
  -- Kept beside the changes, so that a list of dreams need not open their hunks.
  review_counts jsonb NOT NULL DEFAULT '{"approved": 0, "rejected": 0, "pending": 0}',
  -- Counts the tries, and fences off an earlier one that is still alive somewhere.
  attempts integer NOT NULL DEFAULT 0,
  -- Tries that a stopping worker gave back; they do not count against the dream.
  handed_back integer NOT NULL DEFAULT 0,
  heartbeat_at timestamptz(3),
  created_by_kind text NOT NULL,
  created_by_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  ended_at timestamptz(3),
  archived_at timestamptz(3)
);
CREATE INDEX dream_newest ON dream (workspace_id, created_at DESC, id DESC);
CREATE INDEX dream_of_store ON dream (memory_store_id, created_at DESC, id DESC);
-- Two dreams can never write into one store at a time.
CREATE UNIQUE INDEX dream_hold ON dream (memory_store_id) WHERE holds_store;

CREATE TABLE dream_insight (
  dream_id text NOT NULL REFERENCES dream ON DELETE CASCADE,
  id text NOT NULL UNIQUE,
  position integer NOT NULL,
  identity text NOT NULL,
  kind text NOT NULL,
  tier text NOT NULL,
  state text NOT NULL,
  -- The rest of the wire object.
  body jsonb NOT NULL,
  PRIMARY KEY (dream_id, position)
);

CREATE TABLE dream_change (
  dream_id text NOT NULL REFERENCES dream ON DELETE CASCADE,
  id text NOT NULL UNIQUE,
  position integer NOT NULL,
  operation text NOT NULL CHECK (operation IN ('created', 'modified', 'deleted', 'renamed')),
  path text COLLATE "C" NOT NULL,
  previous_path text COLLATE "C",
  base_memory_id text,
  base_memory_version_id text,
  base_content_sha256 text,
  proposed_content text,
  proposed_content_sha256 text,
  proposed_content_size_bytes integer,
  hunks jsonb NOT NULL,
  risk text NOT NULL,
  risk_reasons text[] NOT NULL,
  insight_ids text[] NOT NULL,
  decision text NOT NULL CHECK (decision IN ('pending', 'approved', 'partial', 'rejected')),
  -- The reviewer's own text for the whole file, and the content of the target that it was merged with, if any.
  decided_content text,
  decided_base_content_sha256 text,
  decided_by_kind text,
  decided_by_id text,
  decided_at timestamptz(3),
  comment text,
  applied_at timestamptz(3),
  applied_memory_store_id text,
  applied_memory_id text,
  applied_memory_version_id text,
  -- Null after a deletion.
  applied_content_sha256 text,
  -- Says which hunks, and which words, the applied version holds: applying the same again is skipped.
  applied_digest text,
  -- What undo goes back to; null where the file did not exist before.
  undo_memory_version_id text,
  conflict jsonb,
  PRIMARY KEY (dream_id, position)
);
CREATE INDEX dream_change_base ON dream_change (base_memory_version_id) WHERE base_memory_version_id IS NOT NULL;

-- What reviewers turned down, so that a later dream of the store does not bring it again without new support.
CREATE TABLE dream_rejection (
  memory_store_id text NOT NULL,
  identity text NOT NULL,
  supporting_sessions integer NOT NULL,
  dream_id text NOT NULL,
  rejected_at timestamptz(3) NOT NULL,
  PRIMARY KEY (memory_store_id, identity)
);

-- The processes that run jobs. One whose heartbeat stops is dead, and the living take its jobs back.
CREATE TABLE job_worker (
  id text PRIMARY KEY,
  graphile_worker_ids text[] NOT NULL,
  started_at timestamptz(3) NOT NULL,
  heartbeat_at timestamptz(3) NOT NULL
);

CREATE TABLE audit_event (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  action text NOT NULL,
  actor_kind text,
  actor_id text,
  target_type text NOT NULL,
  target_id text NOT NULL,
  memory_store_id text,
  outcome text NOT NULL CHECK (outcome IN ('success', 'refused')),
  details jsonb NOT NULL,
  request_id text,
  address text,
  created_at timestamptz(3) NOT NULL
);
CREATE INDEX audit_event_newest ON audit_event (workspace_id, created_at DESC, id DESC);
CREATE INDEX audit_event_target ON audit_event (workspace_id, target_id, created_at DESC, id DESC);

-- Small facts of the installation, such as which objects belong to the sample.
CREATE TABLE setting (
  workspace_id text NOT NULL REFERENCES workspace,
  name text NOT NULL,
  value jsonb NOT NULL,
  PRIMARY KEY (workspace_id, name)
);

-- Settles /a against /a/b without a lock on the store: shared on the store and the paths above, exclusive on the
-- path itself, always in one order. It must run in a statement before the check that it protects.
CREATE FUNCTION lock_memory_paths(store_id text, shared_paths text[], exclusive_paths text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT hashtextextended(store_id || path, 0) AS key, bool_or(is_exclusive) AS is_exclusive
    FROM (
      SELECT '' AS path, false AS is_exclusive
      UNION ALL SELECT unnest(shared_paths), false
      UNION ALL SELECT unnest(exclusive_paths), true
    ) AS requested
    GROUP BY 1
    ORDER BY 1
  LOOP
    IF wanted.is_exclusive THEN
      PERFORM pg_advisory_xact_lock(wanted.key);
    ELSE
      PERFORM pg_advisory_xact_lock_shared(wanted.key);
    END IF;
  END LOOP;
END
$$;

-- For what touches a whole store: archive, delete, clone, import, restore.
CREATE FUNCTION lock_memory_store(store_id text) RETURNS void
LANGUAGE sql VOLATILE AS $$ SELECT pg_advisory_xact_lock(hashtextextended(store_id, 0)) $$;

INSERT INTO workspace (id, name, created_at) VALUES ('wrkspc_default', 'Default', now());
