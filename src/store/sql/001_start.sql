-- The first schema.
--
-- Read from one file each, written in one transaction a file: source, mention, statement, sentence.
-- Derived from all sources together, rewritten in one transaction: document, alias, learnt, document_source, link,
-- candidate, edge.  Whether the second half still fits the first is told by `state`.
--
-- Offsets are bytes of the source, end exclusive.  A date is the number yyyymmdd, unknown parts 00; 0 is no date.
-- A *_key column is the folded form in which people's spellings of a number or a name meet (see key.c).

CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    changed INTEGER NOT NULL,  -- counts every source written or removed
    resolved INTEGER NOT NULL  -- the count at which the derived half was made
) STRICT;
INSERT INTO state VALUES (1, 0, 0);

CREATE TABLE source (
    source INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,        -- what follows the last '/'
    hash INTEGER NOT NULL,
    size INTEGER NOT NULL,
    print BLOB NOT NULL,       -- 64 numbers of 8 bytes, the lowest byte first
    marks_lost INTEGER NOT NULL,
    -- what the source says of itself
    type TEXT,
    number TEXT,
    symbol TEXT,
    issuer TEXT,
    issuer_stated INTEGER NOT NULL,
    place TEXT,
    title TEXT,
    signer TEXT,
    signer_role TEXT,
    date INTEGER NOT NULL
) STRICT;
CREATE INDEX source_by_name ON source (name);

CREATE TABLE mention (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,  -- from 0, by start, then by falling end
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    surface BLOB NOT NULL,     -- the bytes themselves, whatever they are
    shown_start INTEGER NOT NULL, -- the words around: a row of `sentence`
    shown_stop INTEGER NOT NULL,
    form TEXT NOT NULL,
    type TEXT,
    number TEXT,
    symbol TEXT,
    year INTEGER NOT NULL,
    date INTEGER NOT NULL,
    issuer TEXT,
    issuer_stated INTEGER NOT NULL,
    place TEXT,
    title TEXT,
    pinpoint TEXT,
    repairs TEXT,
    confidence REAL NOT NULL,
    parent INTEGER NOT NULL,   -- ordinal, or -1
    core INTEGER NOT NULL,
    catalogue TEXT,            -- number, or where there is none title, of the built-in catalogue's row it names
    name_key TEXT,             -- of the surface of a mention by name
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_by_name ON mention (name_key) WHERE name_key IS NOT NULL;

-- Words around mentions and statements, on one line; most are shared by several.
CREATE TABLE sentence (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (source, start, stop)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    relation TEXT NOT NULL,
    strength TEXT,
    from_mention INTEGER NOT NULL, -- ordinal, or -1: the document that the source carries
    to_mention INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    line INTEGER NOT NULL,
    col INTEGER NOT NULL,
    cue_start INTEGER NOT NULL,
    cue_stop INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_stop INTEGER NOT NULL,
    shown_start INTEGER NOT NULL, -- as much of the sentence as is shown: a row of `sentence`
    shown_stop INTEGER NOT NULL,
    preamble INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    document INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    urn TEXT,
    type TEXT,
    number TEXT,
    symbol TEXT,
    issuer TEXT,
    place TEXT,
    title TEXT,
    signer TEXT,
    signer_role TEXT,
    date INTEGER NOT NULL,
    earliest INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    in_catalogue INTEGER NOT NULL,
    type_key TEXT,
    number_key TEXT,
    name_key TEXT,             -- title with its type word in front
    bare_key TEXT              -- title without it
) STRICT;
CREATE INDEX document_by_urn ON document (urn);
CREATE INDEX document_by_number ON document (number_key);
CREATE INDEX document_by_name ON document (name_key);
CREATE INDEX document_by_bare_name ON document (bare_key);

CREATE TABLE alias (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_id ON alias (id);

CREATE TABLE learnt (
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,        -- field: file:line
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Which file carries which document's text.  A file may hold several; `main` marks the one whose words its statements are.
CREATE TABLE document_source (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    main INTEGER NOT NULL,
    PRIMARY KEY (source, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_source_by_document ON document_source (document);

CREATE TABLE link (
    source INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    document INTEGER REFERENCES document ON DELETE CASCADE, -- NULL: unresolved or ambiguous
    confidence REAL NOT NULL,
    basis TEXT,
    PRIMARY KEY (source, mention),
    FOREIGN KEY (source, mention) REFERENCES mention (source, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_document ON link (document);

CREATE TABLE candidate (
    source INTEGER NOT NULL,
    mention INTEGER NOT NULL,
    rank INTEGER NOT NULL,     -- from 0, best first
    document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    PRIMARY KEY (source, mention, rank),
    FOREIGN KEY (source, mention) REFERENCES mention (source, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX candidate_by_document ON candidate (document);

CREATE TABLE edge (
    source INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    from_document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    to_document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    confidence REAL NOT NULL,
    PRIMARY KEY (source, statement, from_document, to_document),
    FOREIGN KEY (source, statement) REFERENCES statement (source, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_by_from ON edge (from_document);
CREATE INDEX edge_by_to ON edge (to_document);
