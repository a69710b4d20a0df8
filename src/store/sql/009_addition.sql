-- What it takes to decide a new source without deciding all of them anew.

-- Under which keys documents were found, and where mentions looked (see resolve/past.h): a row of `document`; of
-- `source`, below zero; or 0, something that may be decided otherwise.  Derived, like all that it refers to.
CREATE TABLE clue (
    key INTEGER NOT NULL,
    what INTEGER NOT NULL,
    PRIMARY KEY (key, what)
) STRICT, WITHOUT ROWID;

-- Sources that came since the derived half was made.  Where they are not all that `state` counts, something else
-- changed too.
CREATE TABLE fresh (
    source INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE
) STRICT;

ALTER TABLE state ADD COLUMN rules TEXT;                           -- by which the derived half was made
ALTER TABLE state ADD COLUMN documents INTEGER NOT NULL DEFAULT 0; -- in it; these count where `rules` is there
ALTER TABLE state ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE state ADD COLUMN edges INTEGER NOT NULL DEFAULT 0;

ALTER TABLE document ADD COLUMN entry INTEGER NOT NULL DEFAULT -1; -- place in the catalogue
ALTER TABLE document ADD COLUMN ranks INTEGER NOT NULL DEFAULT 0;  -- how good its fields' origins are
