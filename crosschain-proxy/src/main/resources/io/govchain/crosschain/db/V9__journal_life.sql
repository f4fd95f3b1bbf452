-- Which life of this journal it is: a file beside the database names the newest one, so that an old copy is told from it.
CREATE TABLE journal_life (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  token    TEXT    NOT NULL
);
