-- Ballots that were signed for sending by the relay's account.
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
