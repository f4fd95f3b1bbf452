-- The words of settlements that people here agreed to; the record has their digests.
CREATE TABLE settlements (
  transaction_id TEXT NOT NULL,
  digest         TEXT NOT NULL,
  text           TEXT NOT NULL,
  PRIMARY KEY (transaction_id, digest)
) WITHOUT ROWID;

-- What the record says that institutions agreed to last, by their ids.
CREATE TABLE proposals (
  transaction_id TEXT NOT NULL,
  institution    TEXT NOT NULL,
  digest         TEXT NOT NULL,
  PRIMARY KEY (transaction_id, institution)
) WITHOUT ROWID;

-- Which request of which application a call is: it stays one call if the subchain proxy forgets it.
ALTER TABLE calls ADD COLUMN request TEXT NOT NULL DEFAULT '';
CREATE INDEX calls_by_request ON calls (request);
