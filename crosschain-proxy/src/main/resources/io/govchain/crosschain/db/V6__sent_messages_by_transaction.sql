-- Own messages are looked up within their transaction only: indexes of random ids and digests would each have another
-- page written for every message.
CREATE TABLE sent_messages_by_transaction (
  transaction_id TEXT    NOT NULL,
  receiver       TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,
  message_id     TEXT    NOT NULL,
  type           TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  attempt        INTEGER NOT NULL,
  digest         TEXT    NOT NULL,
  PRIMARY KEY (transaction_id, receiver, sequence)
) WITHOUT ROWID;
INSERT INTO sent_messages_by_transaction
  SELECT transaction_id, receiver, sequence, message_id, type, step, attempt, digest FROM sent_messages;
DROP TABLE sent_messages;
ALTER TABLE sent_messages_by_transaction RENAME TO sent_messages;
