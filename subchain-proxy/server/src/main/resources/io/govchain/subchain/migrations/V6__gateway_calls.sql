-- Calls that contracts of the subchain asked for through a gateway. Hex is lower case with 0x; times are governance block
-- times, deadlines the subchain's.

-- How far the gateway's events have been read.
CREATE TABLE gateway_positions (
  gateway     TEXT    PRIMARY KEY,
  next_block  INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  known_from  INTEGER NOT NULL          -- requests up to this number may have been carried before this journal began
);

CREATE TABLE gateway_calls (
  gateway        TEXT    NOT NULL,
  number         INTEGER NOT NULL,
  id             TEXT    NOT NULL UNIQUE,
  request        TEXT    NOT NULL,      -- JSON of the request as the gateway has it
  disclosure     TEXT,                  -- its arguments, where they are not in the request
  state          TEXT    NOT NULL,      -- waiting, carried, answering, ended, held
  transaction_id TEXT,                  -- the governed transaction, once there is one
  answer         TEXT,                  -- JSON of what the gateway is to be told
  attempt        INTEGER NOT NULL,      -- of telling it, from 1
  tries          INTEGER NOT NULL,      -- looks since the last change, for the pause before the next
  due            INTEGER NOT NULL,      -- not to be looked at before
  detail         TEXT    NOT NULL,      -- for people
  PRIMARY KEY (gateway, number)
);
CREATE INDEX gateway_calls_due ON gateway_calls (gateway, due) WHERE state IN ('waiting', 'carried', 'answering');
CREATE INDEX gateway_calls_by_state ON gateway_calls (state);
