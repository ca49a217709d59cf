-- What later dreams of a store test: ids, names of findings and numbers, no words.
CREATE TABLE dream_hypothesis (
  memory_store_id text NOT NULL,
  identity text NOT NULL,
  state text NOT NULL CHECK (state IN ('supported', 'confirmed', 'retracted')),
  -- Fixed when it was first supported: lags that count as a hit, and the share that chance alone gives.
  lag_from_ms bigint NOT NULL,
  lag_to_ms bigint NOT NULL,
  chance double precision NOT NULL,
  -- Sessions that it was learnt from, which test nothing.
  session_ids text[] NOT NULL,
  tested_until_ms bigint NOT NULL,
  hits integer NOT NULL,
  opportunities integer NOT NULL,
  dream_id text NOT NULL,
  PRIMARY KEY (memory_store_id, identity)
);
