-- The newest block of each chain behind the adapter that any life of this proxy saw.
CREATE TABLE highest_subchain_blocks (
  chain_id INTEGER PRIMARY KEY,
  number   INTEGER NOT NULL
);
