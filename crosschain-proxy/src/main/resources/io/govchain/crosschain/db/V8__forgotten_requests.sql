-- The ids of messages about transactions that never come on the record are forgotten with these.
ALTER TABLE received_requests ADD COLUMN message_id TEXT NOT NULL DEFAULT '';

-- What others asked for and nobody opened left its state, its requests and their refusals behind. Without a state there
-- is nothing either: its request was refused at once.
DELETE FROM transactions WHERE status = 'rejected' AND initiated_here = 0;
DELETE FROM received_requests WHERE transaction_id NOT IN (SELECT id FROM transactions);
DELETE FROM sent_messages WHERE type = 'refusal' AND transaction_id NOT IN (SELECT id FROM transactions);
