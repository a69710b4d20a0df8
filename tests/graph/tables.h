/** Tables drawn by hand: documents, sources and edges that come, change and go, each step noted as whoever writes the
 *  derived half notes it. */
#ifndef VD_TESTS_GRAPH_TABLES_H
#define VD_TESTS_GRAPH_TABLES_H

#include "sample.h"

#include "base/buf.h"
#include "store/net.h"
#include "store/net_changes.h"
#include "store/net_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { APART = 67, NAMES = 60, STATEMENTS = 12 };

static uint32_t drawing;
static vd_db *db;
static vd_net_changes changes;

static inline uint32_t draw(uint32_t below)
{
    return sample_random(&drawing) % below;
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

__attribute__((format(printf, 1, 2))) static inline void run(const char *format, ...)
{
    char text[700];
    char *words = NULL;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (sqlite3_exec(db->sql, text, NULL, NULL, &words) != SQLITE_OK) {
        fail_msg("%s: %s", text, words);
    }
}

static inline int64_t value(const char *text)
{
    int64_t out = 0;
    assert_int_equal(vd_sql_number(db->sql, text, &out, NULL), VD_OK);
    return out;
}

/* Some row of a table; 0: it has none.  The first ones are drawn more often, so that they become hubs. */
static inline int64_t row_draw(const char *table)
{
    char text[200];
    snprintf(text, sizeof text, "SELECT count(*) FROM %s", table);
    uint32_t count = (uint32_t)value(text);
    if (count == 0) {
        return 0;
    }
    snprintf(text, sizeof text, "SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %u", table, table, table,
             draw(2) ? draw(count) : draw(count < 3 ? count : 3));
    return value(text);
}

/* Calls `act` with what each row holds. */
static inline void each(const char *text, int64_t number, void (*act)(int64_t row))
{
    sqlite3_stmt *statement = NULL;
    int64_t rows[400];
    size_t count = 0;
    assert_int_equal(sqlite3_prepare_v2(db->sql, text, -1, &statement, NULL), SQLITE_OK);
    sqlite3_bind_int64(statement, 1, number);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        assert_true(count < sizeof rows / sizeof *rows);
        rows[count++] = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    for (size_t i = 0; i < count; i++) {
        act(rows[i]);
    }
}

static inline void source_note(int64_t source)
{
    assert_int_equal(vd_net_changes_source(&changes, db, source, NULL), VD_OK);
}

static inline void document_note(int64_t document)
{
    assert_int_equal(vd_net_changes_document(&changes, document, NULL), VD_OK);
}

static inline void document_add(int64_t row)
{
    static const uint32_t days[] = {0, 20240100, 20240305, 20250711};
    run("INSERT OR IGNORE INTO document (document, id, type, number, date, earliest, latest, in_catalogue) "
        "VALUES (%lld, 'd%02u', 'Kế hoạch', '%u/KH-UBND', %u, 0, 0, 0)",
        (long long)row, draw(NAMES), draw(99), days[draw(4)]);
    document_note(row);
}

static inline void edges_draw(int64_t source)
{
    source_note(source); /* as it was */
    run("DELETE FROM edge WHERE source = %lld", (long long)source);
    for (uint32_t i = 0, count = draw(STATEMENTS); i < count && value("SELECT count(*) FROM document"); i++) {
        run("INSERT OR REPLACE INTO statement_row (source, ordinal, relation_word, strength_word, from_mention, "
            "to_mention, start, stop, line, col, cue_start, cue_stop, sentence_start, sentence_stop, shown_start, "
            "shown_stop, preamble, confidence) SELECT %lld, %u, 1 + %u, %s, 0, 0, %u, 900, 1, 1, 0, 0, 0, 0, 0, 0, %u, "
            "1",
            (long long)source, i, draw(VD_REL_COUNT), draw(2) ? "NULL" : "101", draw(800), draw(2));
        run("INSERT OR IGNORE INTO edge VALUES (%lld, %u, %lld, %lld, 0.%u)", (long long)source, i,
            (long long)row_draw("document"), (long long)row_draw("document"), 1 + draw(9));
    }
    source_note(source);
}

static inline void source_add(void)
{
    run("INSERT OR IGNORE INTO source (path, name, hash, size, print, marks_lost, issuer_stated, date) "
        "VALUES ('s%02u.txt', 's', 0, 0, x'', 0, 0, 0)",
        draw(NAMES));
    int64_t source = value("SELECT max(source) FROM source");
    run("INSERT INTO document_source SELECT %lld, %lld, 1 WHERE NOT EXISTS (SELECT 1 FROM document_source WHERE source "
        "= %lld)",
        (long long)source, (long long)row_draw("document"), (long long)source);
    edges_draw(source);
}

static inline void source_remove(int64_t source)
{
    source_note(source);
    run("DELETE FROM edge WHERE source = %lld", (long long)source);
    run("DELETE FROM statement_row WHERE source = %lld", (long long)source);
    run("DELETE FROM document_source WHERE source = %lld", (long long)source);
    run("DELETE FROM source WHERE source = %lld", (long long)source);
}

static inline void document_remove(int64_t document)
{
    static const char about[] = "SELECT DISTINCT source FROM edge WHERE from_document = ?1 OR to_document = ?1 UNION "
                                "SELECT source FROM document_source WHERE document = ?1";
    long long row = document;
    each(about, document, source_note);
    run("DELETE FROM edge WHERE from_document = %lld OR to_document = %lld", row, row);
    run("DELETE FROM document_source WHERE document = %lld", row);
    run("DELETE FROM document WHERE document = %lld", row);
    document_note(document);
}

static inline void step(void)
{
    int64_t document = row_draw("document"), source = row_draw("source");
    switch (draw(8)) {
    case 0:
        source_add();
        break;
    case 1:
        source_remove(source);
        break;
    case 2:
        document_remove(document);
        break;
    case 3:
        document_add(value("SELECT coalesce(max(document), 0) + 1 FROM document"));
        break;
    case 4: /* elsewhere in the order of ids, and of another day */
        run("UPDATE OR IGNORE document SET id = 'd%02u', date = 20240000 + %u WHERE document = %lld", draw(NAMES),
            100 + draw(9), (long long)document);
        document_note(document);
        break;
    case 5:
        source_note(source);
        run("UPDATE OR IGNORE source SET path = 's%02u.txt' WHERE source = %lld", draw(NAMES), (long long)source);
        break;
    default:
        if (source) {
            edges_draw(source);
        }
    }
}

static inline void words_put(void)
{
    for (int i = 0; i < VD_REL_COUNT; i++) {
        run("INSERT OR REPLACE INTO word VALUES (%d, '%s')", 1 + i, vd_relation_name((vd_relation)i));
    }
    run("INSERT OR REPLACE INTO word VALUES (101, '%s')", vd_strength_name(VD_STRENGTH_TASK));
}

static inline void tables_open(uint32_t with)
{
    drawing = with;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    run("PRAGMA foreign_keys = OFF");
    words_put();
}

static inline void graph_make(void)
{
    run("UPDATE state SET changed = 1, resolved = 1, documents = (SELECT count(*) FROM document)");
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    vd_net_changes_clear(&changes);
}

static inline void begin(uint32_t with)
{
    tables_open(with);
    for (int i = 0; i < 30; i++) {
        document_add(1 + i * APART); /* over two chunks */
    }
    for (int i = 0; i < 14; i++) {
        source_add();
    }
    graph_make();
}

/* All cells of all rows; frees the rows. */
static inline void rows_see(vd_rows *rows, vd_buf *out)
{
    bool more = false;
    while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        for (size_t i = 0; i < vd_rows_width(rows); i++) {
            vd_cell cell = vd_rows_cell(rows, i);
            vd_buf_add_format(out, "%d %lld %g %.*s|", (int)cell.kind, (long long)cell.integer, cell.real,
                              (int)cell.text.len, cell.text.ptr ? cell.text.ptr : "");
            for (size_t k = 0; k < cell.count; k++) {
                vd_buf_add_format(out, "%.*s>", (int)cell.items[k].len, cell.items[k].ptr);
            }
        }
        vd_buf_add_char(out, '\n');
    }
    vd_rows_free(rows);
}

#endif
