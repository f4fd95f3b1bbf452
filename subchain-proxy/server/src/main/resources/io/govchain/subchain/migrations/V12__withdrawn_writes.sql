-- Whether what a write was for has ended without it: then it is not to take effect any more.
ALTER TABLE prepared_writes ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
