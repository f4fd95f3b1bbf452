-- Who has seen an alert besides the one whose acknowledgement stands with it; an account says it once.
CREATE TABLE further_acknowledgements (
  alert INTEGER NOT NULL,
  account TEXT NOT NULL,
  institution TEXT NOT NULL,
  time INTEGER NOT NULL,
  comment TEXT NOT NULL,
  PRIMARY KEY (alert, account)
) WITHOUT ROWID;
