-- An entry may wait while the same one with another digest is under way: who agreed to one settlement may agree to another.
ALTER TABLE record_queue RENAME TO record_queue_before;
DROP INDEX record_queue_by_batch;
CREATE TABLE record_queue (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  entry          TEXT    NOT NULL,
  digest         TEXT    NOT NULL,
  batch          TEXT,
  UNIQUE (transaction_id, step, entry, digest)
);
CREATE INDEX record_queue_by_batch ON record_queue (batch, number);
INSERT INTO record_queue SELECT number, transaction_id, step, entry, digest, batch FROM record_queue_before;
DROP TABLE record_queue_before;
