-- Since when a source says of itself that it has effect; dates as in the first schema.
ALTER TABLE source ADD COLUMN effective INTEGER NOT NULL DEFAULT 0;
-- What was read before does not know: the next ingest reads every file again.
UPDATE source SET hash = 0;
