-- Whose turn an entry is: of transactions that this party initiated or was asked about (0), of records that nobody asked it
-- about (1), or after it was refused alone (2); and whose institution initiated the transaction. An initiator is named
-- INSTITUTION/SERVICE. Where that cannot be told any more an entry goes with the first, in a turn of its own.
ALTER TABLE record_queue ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record_queue ADD COLUMN initiator TEXT NOT NULL DEFAULT '?';
UPDATE record_queue SET standing = 1 WHERE transaction_id NOT IN (SELECT transaction_id FROM calls)
  AND transaction_id IN (SELECT id FROM transactions WHERE initiated_here = 0);
UPDATE record_queue SET initiator = coalesce((
  SELECT CASE WHEN instr(name, '/') > 0 THEN substr(name, 1, instr(name, '/') - 1) ELSE name END FROM (
    SELECT CASE WHEN json_valid(state) THEN json_extract(state, '$.progress.plan.initiator') END AS name
    FROM transactions WHERE id = record_queue.transaction_id)), '?');
DROP INDEX record_queue_by_batch;
CREATE INDEX record_queue_by_turn ON record_queue (batch, standing, initiator, number);
