-- Words that return in many rows are kept once, and the text around mentions packed.
--
-- What a mention or statement is stored as holds numbers of `word`; under their old names stand views that spell them
-- out.  `passage` holds, per source, the bytes of its text around mentions and statements: shown(words, start, stop)
-- gives a part of them on one line, by offsets in the source.

CREATE TABLE word (
    word INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE passage (
    source INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
    words BLOB NOT NULL        -- see passage.c
) STRICT;

INSERT INTO word (text)
    SELECT form FROM mention UNION SELECT type FROM mention WHERE type IS NOT NULL
    UNION SELECT number FROM mention WHERE number IS NOT NULL UNION SELECT symbol FROM mention WHERE symbol IS NOT NULL
    UNION SELECT issuer FROM mention WHERE issuer IS NOT NULL UNION SELECT place FROM mention WHERE place IS NOT NULL
    UNION SELECT title FROM mention WHERE title IS NOT NULL UNION SELECT repairs FROM mention WHERE repairs IS NOT NULL
    UNION SELECT pinpoint FROM mention WHERE pinpoint IS NOT NULL
    UNION SELECT catalogue FROM mention WHERE catalogue IS NOT NULL
    UNION SELECT relation FROM statement UNION SELECT strength FROM statement WHERE strength IS NOT NULL;

ALTER TABLE mention RENAME TO mention_row;
ALTER TABLE statement RENAME TO statement_row;
ALTER TABLE mention_row ADD COLUMN form_word INTEGER;
ALTER TABLE mention_row ADD COLUMN type_word INTEGER;
ALTER TABLE mention_row ADD COLUMN number_word INTEGER;
ALTER TABLE mention_row ADD COLUMN symbol_word INTEGER;
ALTER TABLE mention_row ADD COLUMN issuer_word INTEGER;
ALTER TABLE mention_row ADD COLUMN place_word INTEGER;
ALTER TABLE mention_row ADD COLUMN title_word INTEGER;
ALTER TABLE mention_row ADD COLUMN pinpoint_word INTEGER;
ALTER TABLE mention_row ADD COLUMN repairs_word INTEGER;
ALTER TABLE mention_row ADD COLUMN catalogue_word INTEGER;
ALTER TABLE statement_row ADD COLUMN relation_word INTEGER;
ALTER TABLE statement_row ADD COLUMN strength_word INTEGER;
UPDATE mention_row SET
    form_word = (SELECT word FROM word WHERE text = form),
    type_word = (SELECT word FROM word WHERE text = type),
    number_word = (SELECT word FROM word WHERE text = number),
    symbol_word = (SELECT word FROM word WHERE text = symbol),
    issuer_word = (SELECT word FROM word WHERE text = issuer),
    place_word = (SELECT word FROM word WHERE text = place),
    title_word = (SELECT word FROM word WHERE text = title),
    pinpoint_word = (SELECT word FROM word WHERE text = pinpoint),
    repairs_word = (SELECT word FROM word WHERE text = repairs),
    catalogue_word = (SELECT word FROM word WHERE text = catalogue);
UPDATE statement_row SET
    relation_word = (SELECT word FROM word WHERE text = relation),
    strength_word = (SELECT word FROM word WHERE text = strength);
ALTER TABLE mention_row DROP COLUMN form;
ALTER TABLE mention_row DROP COLUMN type;
ALTER TABLE mention_row DROP COLUMN number;
ALTER TABLE mention_row DROP COLUMN symbol;
ALTER TABLE mention_row DROP COLUMN issuer;
ALTER TABLE mention_row DROP COLUMN place;
ALTER TABLE mention_row DROP COLUMN title;
ALTER TABLE mention_row DROP COLUMN pinpoint;
ALTER TABLE mention_row DROP COLUMN repairs;
ALTER TABLE mention_row DROP COLUMN catalogue;
ALTER TABLE statement_row DROP COLUMN relation;
ALTER TABLE statement_row DROP COLUMN strength;

CREATE VIEW mention AS SELECT source, ordinal, start, stop, line, col, surface, shown_start, shown_stop,
    (SELECT text FROM word WHERE word = form_word) AS form,
    (SELECT text FROM word WHERE word = type_word) AS type,
    (SELECT text FROM word WHERE word = number_word) AS number,
    (SELECT text FROM word WHERE word = symbol_word) AS symbol,
    year, date,
    (SELECT text FROM word WHERE word = issuer_word) AS issuer,
    issuer_stated,
    (SELECT text FROM word WHERE word = place_word) AS place,
    (SELECT text FROM word WHERE word = title_word) AS title,
    (SELECT text FROM word WHERE word = pinpoint_word) AS pinpoint,
    (SELECT text FROM word WHERE word = repairs_word) AS repairs,
    confidence, parent, core, antecedent, among,
    (SELECT text FROM word WHERE word = catalogue_word) AS catalogue,
    name_key
    FROM mention_row;

CREATE VIEW statement AS SELECT source, ordinal,
    (SELECT text FROM word WHERE word = relation_word) AS relation,
    (SELECT text FROM word WHERE word = strength_word) AS strength,
    from_mention, to_mention, start, stop, line, col, cue_start, cue_stop, sentence_start, sentence_stop, shown_start,
    shown_stop, preamble, confidence
    FROM statement_row;

-- The words around mentions of what was read before come with the next ingest, which reads every file again.
DROP TABLE sentence;
UPDATE source SET hash = 0;
-- What came in a line of a stream is no file that could be gone.
ALTER TABLE source ADD COLUMN streamed INTEGER NOT NULL DEFAULT 0;
