-- What ended is compared with the subchain again and again. How far: the rowid of the execution that was looked at last.
CREATE TABLE chain_checks (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  position INTEGER NOT NULL
);

-- Writes that the chain shows otherwise than they were told, until it does no more.
CREATE TABLE chain_findings (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  subject        TEXT    NOT NULL UNIQUE, -- transaction, step and action, or the hash of a write that nobody here knows
  transaction_id TEXT    NOT NULL,
  step           INTEGER NOT NULL,
  action         TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  since          INTEGER NOT NULL         -- governance block time
);

-- Writes that stand in another block now than in the one that their evidence proves.
CREATE TABLE moved_writes (
  hash       TEXT PRIMARY KEY,
  block_hash TEXT NOT NULL
) WITHOUT ROWID;
