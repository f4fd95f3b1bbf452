-- Messages to be delivered. AUTOINCREMENT: a sequence number is never used twice, so order survives deletion.
CREATE TABLE outbox (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id  TEXT    NOT NULL,
  destination TEXT    NOT NULL,
  transaction_id TEXT NOT NULL,           -- empty when the message belongs to none
  expires     INTEGER NOT NULL,           -- unix seconds of the governance chain
  enqueued_at INTEGER NOT NULL,           -- unix milliseconds of this machine, for metrics only
  body        BLOB    NOT NULL,
  UNIQUE (destination, message_id)
);

-- Messages that will not be delivered, kept for people.
CREATE TABLE outbox_set_aside (
  sequence    INTEGER PRIMARY KEY,
  message_id  TEXT    NOT NULL,
  destination TEXT    NOT NULL,
  transaction_id TEXT NOT NULL,
  expires     INTEGER NOT NULL,
  set_aside_at INTEGER NOT NULL,
  code        TEXT    NOT NULL,
  detail      TEXT    NOT NULL,
  body        BLOB    NOT NULL
);

-- Messages that were acknowledged. The sender is part of the key: nobody can occupy another's identifiers.
CREATE TABLE inbox (
  sender      TEXT    NOT NULL,
  message_id  TEXT    NOT NULL,
  digest      TEXT    NOT NULL,
  expires     INTEGER NOT NULL,
  PRIMARY KEY (sender, message_id)
) WITHOUT ROWID;

CREATE INDEX inbox_by_expiry ON inbox (expires);
