-- What it takes to decide no more than a changed catalogue can change.

-- Rows that came since the derived half was made, and those that went since.  Where `catalogued` counts of `state` are
-- not all that it counts beside `fresh`, something else changed too.
ALTER TABLE known ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
CREATE INDEX known_fresh ON known (fresh) WHERE fresh;
CREATE TABLE known_gone (
    origin TEXT NOT NULL,
    line INTEGER NOT NULL,
    number TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    short_titles TEXT NOT NULL,
    issuer TEXT NOT NULL,
    place TEXT NOT NULL,
    passed TEXT NOT NULL,
    effective TEXT NOT NULL,
    expires TEXT NOT NULL,
    status TEXT NOT NULL,
    superseded_by TEXT NOT NULL,
    superseded_from TEXT NOT NULL,
    acting TEXT NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL,
    pinpoint TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    PRIMARY KEY (origin, number, type, title, short_titles, issuer, place, passed, effective, expires, status,
                 superseded_by, superseded_from, acting, relation, target, pinpoint, source, confidence)
) STRICT, WITHOUT ROWID;

ALTER TABLE state ADD COLUMN catalogued INTEGER NOT NULL DEFAULT 0;
