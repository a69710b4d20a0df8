-- What a mention that points back or shortens stands for: 1 + the mention's ordinal, and 1 + that of the first which it
-- may mean as well; both 0 where the text does not say.
ALTER TABLE mention ADD COLUMN antecedent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mention ADD COLUMN among INTEGER NOT NULL DEFAULT 0;
-- What was read before does not know: the next ingest reads every file again.
UPDATE source SET hash = 0;
