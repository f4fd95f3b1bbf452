-- What the subchain proxy promised and did. Hex is lower case with 0x, times are governance block times.

-- Calls that applications handed in, and what they were last told about them.
CREATE TABLE calls (
  position        INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id  TEXT    NOT NULL UNIQUE,
  envelope_digest TEXT    NOT NULL,
  application     TEXT    NOT NULL,
  request         TEXT    NOT NULL,
  envelope        TEXT    NOT NULL,
  arguments       TEXT    NOT NULL,       -- JSON array of disclosures, one per step
  received_at     INTEGER NOT NULL,
  deadline        INTEGER NOT NULL,
  status          TEXT    NOT NULL,
  detail          TEXT    NOT NULL,
  steps           TEXT    NOT NULL,       -- JSON array as the cross-chain proxy told it
  told_at         INTEGER NOT NULL,       -- when the status message was issued, and its sequence
  told_sequence   INTEGER NOT NULL,
  UNIQUE (application, request)
);
CREATE INDEX calls_by_application ON calls (application, position);

-- Executions asked for by the paired cross-chain proxy: at most one per transaction, step, action.
-- Undoing may be tried again after an attempt that definitely had no effect; doing never is.
CREATE TABLE executions (
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  action         TEXT    NOT NULL,
  attempt        INTEGER NOT NULL,
  content        TEXT    NOT NULL,        -- digest of what is to be done
  request_digest TEXT    NOT NULL,        -- the envelope that the outcome answers
  request        TEXT    NOT NULL,
  outcome        TEXT,                    -- the envelope that answered it
  PRIMARY KEY (transaction_id, step, action)
);
CREATE INDEX executions_unfinished ON executions (transaction_id) WHERE outcome IS NULL;

-- Signed writes: kept before they are broadcast, with the result once the chain has given one.
CREATE TABLE prepared_writes (
  reference TEXT    PRIMARY KEY,
  account   TEXT    NOT NULL,
  nonce     INTEGER NOT NULL,
  hash      TEXT    NOT NULL,
  signed    BLOB    NOT NULL,
  result    TEXT
);
CREATE INDEX prepared_writes_by_nonce ON prepared_writes (account, nonce);
CREATE INDEX prepared_writes_unfinished ON prepared_writes (account, nonce) WHERE result IS NULL;

-- Messages to the paired cross-chain proxy: each names the digest of the one before in its lane.
CREATE TABLE sent_messages (
  transaction_id TEXT    NOT NULL,
  receiver       TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,
  type           TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  message_id     TEXT    NOT NULL,
  PRIMARY KEY (transaction_id, receiver, sequence)
);
