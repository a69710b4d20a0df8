-- The graph in chunks that walks can use as they are (see net.h): derived, and never the only place where anything
-- stands.  It fits the derived half whose count it bears, and is passed over when that has moved on.

CREATE TABLE graph (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    stamp INTEGER NOT NULL,        -- state.resolved when it was made
    format INTEGER NOT NULL,       -- of the chunks: their version, and the order of bytes in them
    bound INTEGER NOT NULL,        -- every row of `document` is below it
    source_bound INTEGER NOT NULL, -- the same of `source`
    documents INTEGER NOT NULL
) STRICT;

CREATE TABLE graph_chunk (
    chunk INTEGER PRIMARY KEY,     -- part << 32 | number
    bytes BLOB NOT NULL
) STRICT;
