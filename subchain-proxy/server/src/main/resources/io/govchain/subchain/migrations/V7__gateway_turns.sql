-- Who asked, so that each contract has its turn.
ALTER TABLE gateway_calls ADD COLUMN caller TEXT NOT NULL DEFAULT '';
UPDATE gateway_calls SET caller = json_extract(request, '$.caller');
DROP INDEX gateway_calls_due;
CREATE INDEX gateway_calls_turns ON gateway_calls (gateway, caller, due, number)
  WHERE state IN ('waiting', 'carried', 'answering');

-- Which life of this journal it is: a file beside the database names the newest one, so that an old copy is told from it.
CREATE TABLE journal_life (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  token    TEXT    NOT NULL
);
