-- The newest block of the governance chain that any life of this proxy saw.
CREATE TABLE highest_block (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  number   INTEGER NOT NULL
);
