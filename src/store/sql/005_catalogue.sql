-- What the user imported about documents from outside the corpus (see catalogue): one row of a file, one row here.
-- '' stands for no value, so that equal rows are equal; dates are ISO.
CREATE TABLE known (
    origin TEXT NOT NULL,      -- the name of the file
    line INTEGER NOT NULL,     -- in it
    number TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    short_titles TEXT NOT NULL,
    issuer TEXT NOT NULL,
    place TEXT NOT NULL,       -- a province's slug
    passed TEXT NOT NULL,
    effective TEXT NOT NULL,
    expires TEXT NOT NULL,
    status TEXT NOT NULL,
    superseded_by TEXT NOT NULL,
    superseded_from TEXT NOT NULL,
    acting TEXT NOT NULL,      -- of a row about a change
    relation TEXT NOT NULL,    -- '' in rows about documents
    target TEXT NOT NULL,
    pinpoint TEXT NOT NULL,
    source TEXT NOT NULL,
    confidence TEXT NOT NULL,
    PRIMARY KEY (origin, number, type, title, short_titles, issuer, place, passed, effective, expires, status,
                 superseded_by, superseded_from, acting, relation, target, pinpoint, source, confidence)
) STRICT, WITHOUT ROWID;
