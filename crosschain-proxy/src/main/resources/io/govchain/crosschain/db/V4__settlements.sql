-- The words of settlements that people here agreed to; the record has their digests.
CREATE TABLE settlements (
  transaction_id TEXT NOT NULL,
  digest         TEXT NOT NULL,
  text           TEXT NOT NULL,
  PRIMARY KEY (transaction_id, digest)
) WITHOUT ROWID;
