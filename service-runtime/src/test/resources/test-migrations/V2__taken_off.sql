-- Tells tests which messages are off the outbox because their receivers have them.
CREATE TABLE taken_off (number INTEGER PRIMARY KEY, message_id TEXT NOT NULL);
CREATE TRIGGER tell_taken_off AFTER DELETE ON outbox
WHEN NOT EXISTS (SELECT 1 FROM outbox_set_aside WHERE sequence = OLD.sequence)
BEGIN
  INSERT INTO taken_off (message_id) VALUES (OLD.message_id);
END;
