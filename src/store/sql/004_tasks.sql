-- The tasks a source assigns, written with the source.  Offsets and dates as in the first schema.

CREATE TABLE task (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,  -- from 0, by start
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    line INTEGER NOT NULL,
    path TEXT,                 -- place in the outline: II.1.a
    section TEXT,
    what TEXT NOT NULL,
    coordinate TEXT,
    deadline TEXT,             -- as printed
    due_from INTEGER NOT NULL, -- first and last day it comes to; 0: it names none
    due_to INTEGER NOT NULL,
    recurring INTEGER NOT NULL, -- bits of vd_recurring
    inherited INTEGER NOT NULL, -- bits of VD_TASK_…
    confidence REAL NOT NULL,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE task_lead (
    source INTEGER NOT NULL,
    task INTEGER NOT NULL,
    rank INTEGER NOT NULL,     -- from 0, as printed
    body TEXT NOT NULL,
    body_key TEXT,
    duty TEXT NOT NULL,
    PRIMARY KEY (source, task, rank),
    FOREIGN KEY (source, task) REFERENCES task (source, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
