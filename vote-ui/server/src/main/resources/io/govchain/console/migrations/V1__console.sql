-- What the console knows of its governance chain. Hashes, ids and addresses of the ledger are
-- bytes, because there are very many; everywhere else they are hex text.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- Every block, with the numbers that came first in it: a block's rows are found without an index,
-- and those of orphaned blocks are taken back by number.
CREATE TABLE blocks (
  number INTEGER PRIMARY KEY,
  hash TEXT NOT NULL,
  time INTEGER NOT NULL,
  transactions INTEGER NOT NULL,
  gas_used INTEGER NOT NULL,
  proposer TEXT,
  signers TEXT NOT NULL,
  first_event INTEGER NOT NULL,
  first_carrier INTEGER NOT NULL,
  first_seq INTEGER NOT NULL
);
CREATE INDEX blocks_time ON blocks (time);

-- The chain's transactions that carried events.
CREATE TABLE carriers (
  id INTEGER PRIMARY KEY,
  block INTEGER NOT NULL,
  hash BLOB NOT NULL,
  sender BLOB NOT NULL
);

-- The governance log without the ledger's lines; number is shared with ledger_events.
CREATE TABLE events (
  number INTEGER PRIMARY KEY,
  carrier INTEGER NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX events_type ON events (type);

-- place: in the order of what the event tells, the one that it happened to first; owner: 1 where
-- the subject is the institution that what happened belongs to.
CREATE TABLE subjects (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  event INTEGER NOT NULL,
  place INTEGER NOT NULL,
  owner INTEGER NOT NULL,
  PRIMARY KEY (kind, id, event)
) WITHOUT ROWID;
CREATE INDEX subjects_event ON subjects (event);

-- Institutions' ids as the ledger's rows name them.
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
);

-- seq grows with the time of opening, so that it serves as that order; runs: numbers of the runs
-- that tell of it, packed. While a new store catches up with a long chain the indexes below are
-- missing: they are built once it is done.
CREATE TABLE transactions (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL,
  initiator INTEGER NOT NULL,
  status INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  steps BLOB NOT NULL,
  ended_at INTEGER,
  duration INTEGER,
  escalated_at INTEGER,
  retries INTEGER NOT NULL DEFAULT 0,
  rejections INTEGER NOT NULL DEFAULT 0,
  runs BLOB NOT NULL DEFAULT x''
);
CREATE UNIQUE INDEX transactions_id ON transactions (id);
CREATE INDEX transactions_status ON transactions (status);
CREATE INDEX transactions_initiator ON transactions (initiator);
CREATE INDEX transactions_deadline ON transactions (deadline);
CREATE INDEX transactions_ended ON transactions (ended_at, status, duration)
  WHERE ended_at IS NOT NULL;
CREATE INDEX transactions_duration ON transactions (duration) WHERE duration IS NOT NULL;
CREATE INDEX transactions_escalated ON transactions (escalated_at) WHERE escalated_at IS NOT NULL;

-- Which transactions go through a pipeline: all of these numbers, first and last included. Those of
-- one pipeline never overlap, and none reaches from one block into the next.
CREATE TABLE pipeline_spans (
  pipeline INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (pipeline, first)
) WITHOUT ROWID;

-- Nearly all lines of the ledger: openings, reports and changes of status, in runs that follow one
-- another within a carrier. A run's lines are packed, and numbered from first on.
CREATE TABLE ledger_runs (
  first INTEGER PRIMARY KEY,
  carrier INTEGER NOT NULL,
  lines BLOB NOT NULL
);

-- The ledger's other lines: rejections, disputes, resolutions, and whatever is about a transaction
-- that is not known, where seq is empty and word that transaction's id. Otherwise word is the
-- digest.
CREATE TABLE ledger_events (
  number INTEGER PRIMARY KEY,
  carrier INTEGER NOT NULL,
  seq INTEGER,
  type INTEGER NOT NULL,
  step INTEGER,
  code INTEGER,
  reason INTEGER,
  institution INTEGER,
  word BLOB,
  note TEXT
);
CREATE INDEX ledger_events_seq ON ledger_events (seq);
CREATE INDEX ledger_events_rare ON ledger_events (type) WHERE type > 3;
CREATE INDEX ledger_events_disputed ON ledger_events (code) WHERE type = 2 AND code = 4;
CREATE INDEX ledger_events_unknown ON ledger_events (word) WHERE seq IS NULL;

-- How many transactions there are by status (what 1), initiator (2) and pipeline (3), so that
-- nobody has to count them.
CREATE TABLE counts (
  what INTEGER NOT NULL,
  id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (what, id)
) WITHOUT ROWID;

-- The ends of each version of a pipeline.
CREATE TABLE pipeline_versions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  path TEXT NOT NULL,
  source_institution TEXT NOT NULL,
  source_subchain TEXT NOT NULL,
  target_institution TEXT NOT NULL,
  target_subchain TEXT NOT NULL
);
CREATE INDEX pipeline_versions_id ON pipeline_versions (id);
CREATE INDEX pipeline_versions_source ON pipeline_versions (source_institution);
CREATE INDEX pipeline_versions_target ON pipeline_versions (target_institution);

-- When something was registered, and whose it is.
CREATE TABLE things (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  institution TEXT,
  event INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX things_event ON things (event);

-- Registered records as the chain answers them.
CREATE TABLE records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  status TEXT NOT NULL,
  institution TEXT,
  json TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX records_label ON records (kind, label);
CREATE INDEX records_institution ON records (institution, kind);

-- What is to be read from the chain again.
CREATE TABLE stale (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE TABLE work_orders (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  event INTEGER NOT NULL,
  proposer TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  actions TEXT NOT NULL,
  proposal TEXT NOT NULL,
  unknown_call INTEGER NOT NULL,
  changes TEXT NOT NULL DEFAULT '[]',
  policy TEXT NOT NULL DEFAULT 'NONE',
  seats INTEGER NOT NULL DEFAULT 0,
  in_favour INTEGER NOT NULL DEFAULT 0,
  against INTEGER NOT NULL DEFAULT 0,
  abstain INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'PENDING',
  snapshot INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  grace_end INTEGER NOT NULL,
  recheck_at INTEGER
);
CREATE INDEX work_orders_state ON work_orders (state);
CREATE INDEX work_orders_recheck ON work_orders (recheck_at) WHERE recheck_at IS NOT NULL;

CREATE TABLE votes (
  work_order TEXT NOT NULL,
  voter TEXT NOT NULL,
  vote TEXT NOT NULL,
  reason TEXT NOT NULL,
  event INTEGER NOT NULL,
  PRIMARY KEY (work_order, voter)
) WITHOUT ROWID;

CREATE TABLE credit (
  institution TEXT PRIMARY KEY,
  score INTEGER NOT NULL,
  restricted INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Key: what the finding is about, so that a rule does not find it twice.
CREATE TABLE alerts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule TEXT NOT NULL,
  severity INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT,
  subject TEXT,
  event INTEGER,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  found TEXT NOT NULL,
  account TEXT,
  institution TEXT,
  acknowledged_at INTEGER,
  comment TEXT
);
CREATE UNIQUE INDEX alerts_open ON alerts (rule, key) WHERE closed_at IS NULL;
CREATE INDEX alerts_rule ON alerts (rule);

-- What the feed tells; only the newest are kept.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  what INTEGER NOT NULL,
  ref INTEGER NOT NULL
);

CREATE TABLE nonces (
  account TEXT NOT NULL,
  nonce TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  PRIMARY KEY (account, nonce)
) WITHOUT ROWID;
CREATE INDEX nonces_issued ON nonces (issued_at);
