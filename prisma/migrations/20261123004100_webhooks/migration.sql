-- Where events are sent. The position says up to where its deliveries were made; writers know nothing of it.
CREATE TABLE webhook (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace,
  url text NOT NULL,
  description text,
  events text[] NOT NULL,
  -- Empty: all stores.
  memory_store_ids text[] NOT NULL DEFAULT '{}',
  -- Kept as it is, because signing needs it.
  secret text NOT NULL,
  created_by_kind text NOT NULL,
  created_by_id text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  disabled_at timestamptz(3),
  -- Everything of transactions before this one has its deliveries.
  followed_until xid8 NOT NULL
);
CREATE INDEX webhook_newest ON webhook (workspace_id, created_at DESC, id DESC);

CREATE TABLE webhook_delivery (
  webhook_id text NOT NULL REFERENCES webhook ON DELETE CASCADE,
  id text NOT NULL,
  event_type text NOT NULL,
  -- The event without its envelope: ids only.
  data jsonb NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz(3),
  response_status integer,
  error text,
  created_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  PRIMARY KEY (webhook_id, id)
);
CREATE INDEX webhook_delivery_newest ON webhook_delivery (webhook_id, created_at DESC, id DESC);
CREATE INDEX webhook_delivery_due ON webhook_delivery (next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE ended_at IS NOT NULL;
