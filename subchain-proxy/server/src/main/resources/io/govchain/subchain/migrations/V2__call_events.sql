-- Every change of a call's status, numbered in the order of the writes that made it. Written in the same write
-- as the change; never altered. Numbers are not reused: readers resume by them.
CREATE TABLE call_events (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  transaction_id TEXT    NOT NULL,
  application    TEXT    NOT NULL,
  request        TEXT    NOT NULL,
  status         TEXT    NOT NULL,
  detail         TEXT    NOT NULL,
  at             INTEGER NOT NULL        -- governance block time; never goes back within a transaction
);
CREATE INDEX call_events_by_transaction ON call_events (transaction_id, number);
CREATE INDEX call_events_by_application ON call_events (application, number);

-- What is known of calls that were taken before there was a log: that they came, and where they stand.
INSERT INTO call_events (transaction_id, application, request, status, detail, at)
  SELECT transaction_id, application, request, 'received', '', received_at FROM calls ORDER BY position;
INSERT INTO call_events (transaction_id, application, request, status, detail, at)
  SELECT transaction_id, application, request, status, detail, max(told_at, received_at) FROM calls
  WHERE status <> 'received' ORDER BY position;

-- Paths of the pipelines that a call uses, a JSON array.
ALTER TABLE calls ADD COLUMN pipelines TEXT NOT NULL DEFAULT '[]';

-- How far each application's webhook has got.
CREATE TABLE webhook_positions (
  application TEXT    PRIMARY KEY,
  number      INTEGER NOT NULL           -- of the last event that was taken there
);
