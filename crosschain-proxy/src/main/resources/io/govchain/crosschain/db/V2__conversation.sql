-- The application's signed call of each transaction, as it came.
CREATE TABLE calls (
  transaction_id TEXT PRIMARY KEY,
  envelope       TEXT NOT NULL
) WITHOUT ROWID;

-- The salted arguments of those steps whose arguments this party may know.
CREATE TABLE disclosures (
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  disclosure     TEXT    NOT NULL,
  PRIMARY KEY (transaction_id, step)
) WITHOUT ROWID;

-- Own messages: each names the digest of the one before in its lane, and answers name their request.
CREATE TABLE sent_messages (
  transaction_id TEXT    NOT NULL,
  receiver       TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,
  message_id     TEXT    NOT NULL UNIQUE,
  type           TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  attempt        INTEGER NOT NULL,
  digest         TEXT    NOT NULL,
  PRIMARY KEY (transaction_id, receiver, sequence)
) WITHOUT ROWID;
CREATE INDEX sent_messages_by_digest ON sent_messages (digest);

-- Requests of others that an own message may answer.
CREATE TABLE received_requests (
  transaction_id TEXT    NOT NULL,
  sender         TEXT    NOT NULL,
  type           TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  digest         TEXT    NOT NULL,
  pipeline       TEXT    NOT NULL,
  PRIMARY KEY (transaction_id, sender, type, step)
) WITHOUT ROWID;

-- Signed governance transactions: kept before they are broadcast, with what became of them.
CREATE TABLE prepared_transactions (
  reference TEXT    PRIMARY KEY,
  nonce     INTEGER NOT NULL,
  hash      TEXT    NOT NULL,
  raw       TEXT    NOT NULL,
  state     TEXT    NOT NULL,
  receipt   TEXT
);
CREATE INDEX prepared_transactions_by_nonce ON prepared_transactions (nonce);
CREATE INDEX prepared_transactions_unfinished ON prepared_transactions (nonce) WHERE state = 'prepared';

-- What a person must look at.
CREATE TABLE alarms (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  code           TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  block_time     INTEGER NOT NULL,
  UNIQUE (transaction_id, step, code, text)
);

-- The head of the governance chain when this journal was begun: earlier transactions may have seen
-- a former life of this proxy.
CREATE TABLE journal_birth (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  block    INTEGER NOT NULL
);
