-- Who looked at a document whose basis had changed, and what was known of the changes then.
--
-- Neither half of the rest touches these tables: a review outlives the files, and the derived documents, it is about.

CREATE TABLE review (
    review INTEGER PRIMARY KEY, -- grows: the last one is the latest made
    document TEXT NOT NULL,     -- canonical id at that time; it may be an alias by now
    date INTEGER NOT NULL,
    reviewer TEXT,
    note TEXT
) STRICT;
CREATE INDEX review_by_document ON review (document);

CREATE TABLE review_change (
    review INTEGER NOT NULL REFERENCES review ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    change TEXT NOT NULL,       -- what had happened by then: document, change, acting document
    PRIMARY KEY (review, ordinal)
) STRICT, WITHOUT ROWID;
