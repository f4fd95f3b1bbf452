-- What this proxy knows about every transaction that it is a party of.
CREATE TABLE transactions (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT    NOT NULL UNIQUE,
  status         TEXT    NOT NULL,
  initiated_here INTEGER NOT NULL,
  finished       INTEGER NOT NULL,
  wake_at        INTEGER,
  state          TEXT    NOT NULL
);
CREATE INDEX transactions_by_status ON transactions (status, number);
CREATE INDEX transactions_by_wake_at ON transactions (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX transactions_unfinished ON transactions (number) WHERE finished = 0;

-- Entries for the record on the governance chain, waiting for a batch or in one.
CREATE TABLE record_queue (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  entry          TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  batch          TEXT,
  UNIQUE (transaction_id, step, entry)
);
CREATE INDEX record_queue_by_batch ON record_queue (batch, number);

-- Effects inside this process that were decided and not performed yet.
CREATE TABLE pending_effects (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  effect         TEXT    NOT NULL,
  UNIQUE (transaction_id, effect)
);

-- What proves a step or its compensation: the exact text whose digest is on the record.
CREATE TABLE evidence (
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  action         TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  evidence       TEXT    NOT NULL,
  value          TEXT,
  PRIMARY KEY (transaction_id, step, action, digest)
) WITHOUT ROWID;

-- How far the governance chain was followed; moves together with what its blocks led to.
CREATE TABLE chain_position (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  block    INTEGER NOT NULL
);
