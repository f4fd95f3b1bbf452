-- Messages that were decided and not made yet: made, signed and put on the outbox after the decision is on disk.
CREATE TABLE pending_messages (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  effect         TEXT    NOT NULL,
  UNIQUE (transaction_id, effect)
);
