-- The term of the body that a mention names: "XIII", "2020-2025".  Party numbers begin anew with every term.
ALTER TABLE mention_row ADD COLUMN term_word INTEGER;
DROP VIEW mention;
CREATE VIEW mention AS SELECT source, ordinal, start, stop, line, col, surface, shown_start, shown_stop,
    (SELECT text FROM word WHERE word = form_word) AS form,
    (SELECT text FROM word WHERE word = type_word) AS type,
    (SELECT text FROM word WHERE word = number_word) AS number,
    (SELECT text FROM word WHERE word = symbol_word) AS symbol,
    year, date,
    (SELECT text FROM word WHERE word = issuer_word) AS issuer,
    issuer_stated,
    (SELECT text FROM word WHERE word = place_word) AS place,
    (SELECT text FROM word WHERE word = term_word) AS term,
    (SELECT text FROM word WHERE word = title_word) AS title,
    (SELECT text FROM word WHERE word = pinpoint_word) AS pinpoint,
    (SELECT text FROM word WHERE word = repairs_word) AS repairs,
    confidence, parent, core, antecedent, among,
    (SELECT text FROM word WHERE word = catalogue_word) AS catalogue,
    name_key
    FROM mention_row;
-- What was read before does not know: the next ingest reads every file again.
UPDATE source SET hash = 0;
