/* Documents, sources and edges that come, change and go: chunks that were brought up to date give the answers of tables
 * that were never put into chunks. */
#include "sample.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "store/net.h"
#include "store/net_changes.h"
#include "store/net_patch.h"
#include "store/net_store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

enum { APART = 67, STEPS = 60, ROUNDS = 3, NAMES = 60, STATEMENTS = 12 };

static uint32_t drawing;
static vd_db *db;
static vd_net_changes changes;

static uint32_t draw(uint32_t below)
{
    return sample_random(&drawing) % below;
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

__attribute__((format(printf, 1, 2))) static void run(const char *format, ...)
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

static int64_t value(const char *text)
{
    int64_t out = 0;
    assert_int_equal(vd_sql_number(db->sql, text, &out, NULL), VD_OK);
    return out;
}

/* Some row of a table; 0: it has none.  The first ones are drawn more often, so that they become hubs. */
static int64_t row_draw(const char *table)
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
static void each(const char *text, int64_t number, void (*act)(int64_t row))
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

static void source_note(int64_t source)
{
    assert_int_equal(vd_net_changes_source(&changes, db, source, NULL), VD_OK);
}

static void document_note(int64_t document)
{
    assert_int_equal(vd_net_changes_document(&changes, document, NULL), VD_OK);
}

static void document_add(int64_t row)
{
    static const uint32_t days[] = {0, 20240100, 20240305, 20250711};
    run("INSERT OR IGNORE INTO document (document, id, type, number, date, earliest, latest, in_catalogue) "
        "VALUES (%lld, 'd%02u', 'Kế hoạch', '%u/KH-UBND', %u, 0, 0, 0)",
        (long long)row, draw(NAMES), draw(99), days[draw(4)]);
    document_note(row);
}

static void edges_draw(int64_t source)
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

static void source_add(void)
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

static void source_remove(int64_t source)
{
    source_note(source);
    run("DELETE FROM edge WHERE source = %lld", (long long)source);
    run("DELETE FROM statement_row WHERE source = %lld", (long long)source);
    run("DELETE FROM document_source WHERE source = %lld", (long long)source);
    run("DELETE FROM source WHERE source = %lld", (long long)source);
}

static void document_remove(int64_t document)
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

static void step(void)
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

static void words_put(void)
{
    for (int i = 0; i < VD_REL_COUNT; i++) {
        run("INSERT OR REPLACE INTO word VALUES (%d, '%s')", 1 + i, vd_relation_name((vd_relation)i));
    }
    run("INSERT OR REPLACE INTO word VALUES (101, '%s')", vd_strength_name(VD_STRENGTH_TASK));
}

static void tables_open(uint32_t with)
{
    drawing = with;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    run("PRAGMA foreign_keys = OFF");
    words_put();
}

static void graph_make(void)
{
    run("UPDATE state SET changed = 1, resolved = 1, documents = (SELECT count(*) FROM document)");
    assert_int_equal(vd_store_graph_pack(db, NULL), VD_OK);
    vd_net_changes_clear(&changes);
}

static void begin(uint32_t with)
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

/* ---- Answers ---------------------------------------------------------------------------------------------------- */

static void rows_see(vd_rows *rows, vd_buf *out)
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

/* What acts on a document and on what it acts, with all proofs, and its days. */
static void document_see(const vd_net_view *view, vd_str id, vd_buf *out)
{
    vd_arena arena = {0};
    vd_net *net = view->net;
    uint32_t row = 0, first = 0, last = 0;
    assert_int_equal(view->find(view->context, id, &row, NULL), VD_OK);
    assert_int_equal(vd_net_place(net, VD_NET_FIRST, row, &first, NULL), VD_OK);
    assert_int_equal(vd_net_place(net, VD_NET_LAST, row, &last, NULL), VD_OK);
    vd_buf_add_format(out, "%.*s %u-%u\n", (int)id.len, id.ptr, first, last);
    for (int part = VD_NET_IN; part <= VD_NET_OUT; part++) {
        vd_net_list list;
        assert_int_equal(vd_net_list_of(net, (vd_net_part)part, row, &list, NULL), VD_OK);
        for (size_t i = 0; i < list.count; i++) {
            vd_net_proof *proofs = NULL;
            size_t count = 0;
            bool in = part == VD_NET_IN;
            net->linked[list.other[i] >> VD_NET_SHIFT] = UINT8_MAX; /* out of chunks, not of the tables */
            net->linked[row >> VD_NET_SHIFT] = UINT8_MAX;
            assert_int_equal(vd_net_proofs_of(net, in ? list.other[i] : row, in ? row : list.other[i], &arena, &proofs,
                                              &count, NULL),
                             VD_OK);
            vd_buf_add_format(out, " %d %u %x:", part, list.other[i], list.kinds[i]);
            for (size_t k = 0; k < count; k++) {
                vd_buf_add_format(out, " %d %d %d %d %g %u %u %u", (int)proofs[k].relation, (int)proofs[k].strength,
                                  proofs[k].third_party, proofs[k].preamble, proofs[k].confidence, proofs[k].source,
                                  proofs[k].statement, proofs[k].start);
            }
            vd_buf_add_char(out, '\n');
        }
    }
    vd_arena_clear(&arena);
}

static void questions_ask(vd_str id, vd_str other, vd_buf *out)
{
    vd_rows *rows = NULL;
    for (int i = 0; i < 2; i++) {
        vd_who_query query = {.relations = VD_GRAPH_ANY, .document = id, .transitive = i != 0};
        assert_int_equal(vd_db_who(db, &query, &rows, NULL), VD_OK);
        rows_see(rows, out);
    }
    assert_int_equal(vd_db_path(db, id, other, &rows, NULL), VD_OK);
    rows_see(rows, out);
}

static char *all_see(void)
{
    vd_net_view view;
    vd_buf out = {0};
    vd_rows *rows = NULL;
    char ids[NAMES][8];
    size_t count = 0;
    sqlite3_stmt *statement = NULL;
    vd_net_forget(db);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    vd_buf_add_format(&out, "%zu\n", view.net->document_count);
    assert_int_equal(sqlite3_prepare_v2(db->sql, "SELECT id FROM document ORDER BY id", -1, &statement, NULL),
                     SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        snprintf(ids[count++], sizeof ids[0], "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    for (size_t i = 0; i < count; i++) {
        document_see(&view, vd_str_of(ids[i]), &out);
        questions_ask(vd_str_of(ids[i]), vd_str_of(ids[(i * 7 + 3) % count]), &out);
    }
    view.release(view.context);
    assert_int_equal(vd_db_rank(db, &rows, NULL), VD_OK);
    rows_see(rows, &out);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

/* The same out of the tables. */
static char *tables_see(void)
{
    run("UPDATE graph SET stamp = stamp - 1");
    char *seen = all_see();
    run("UPDATE graph SET stamp = stamp + 1");
    vd_net_forget(db);
    return seen;
}

/* Chunks after the tables have changed. */
static void patch(void)
{
    run("UPDATE state SET changed = changed + 1, resolved = changed + 1, documents = (SELECT count(*) FROM document)");
    vd_error err = {0};
    if (vd_net_patch(db, &changes, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    vd_net_changes_clear(&changes);
}

#define FITS "SELECT g.stamp = s.resolved FROM graph g, state s"

static void test_drawn_changes(void **state)
{
    (void)state;
    int64_t least = 0, folds = 0;
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        begin(77 * round);
        int64_t noted = 0;
        for (int i = 0; i < STEPS; i++) {
            for (uint32_t steps = 1 + draw(4); steps > 0; steps--) {
                step();
            }
            patch();
            assert_int_equal(value(FITS), 1);
            int64_t now = value("SELECT sum(length(bytes)) FROM graph_chunk WHERE chunk >> 32 = 8");
            folds += now < noted;
            noted = now;
            char *patched = all_see(), *made = tables_see();
            assert_string_equal(patched, made);
            least = (int64_t)strlen(made) > least ? (int64_t)strlen(made) : least;
            free(patched);
            free(made);
        }
        vd_db_close(db);
    }
    assert_true(least > 20000); /* it is about something */
    assert_true(folds > 3);
}

static void assert_like_tables(void)
{
    char *patched = all_see(), *made = tables_see();
    assert_string_equal(patched, made);
    free(patched);
    free(made);
}

/* Two go behind a third, in such an order of rows that the first one stands right to the second until that has moved.
 */
static void test_moved_together(void **state)
{
    (void)state;
    static const char *const ids[] = {"c", "b", "x", "y"};
    tables_open(3);
    for (int i = 0; i < 4; i++) {
        document_add(i + 1);
        run("UPDATE document SET id = '%s' WHERE document = %d", ids[i], i + 1);
    }
    for (int i = 0; i < 4; i++) {
        source_add();
    }
    graph_make();
    run("UPDATE document SET id = CASE id WHEN 'b' THEN 'x1' WHEN 'c' THEN 'x2' ELSE id END");
    document_note(1);
    document_note(2);
    patch();
    assert_int_equal(value(FITS), 1);
    assert_like_tables();
    vd_db_close(db);
}

/* Where somebody forgot to note what came, the chunks are not said to be of the present. */
static void test_what_is_not_noted(void **state)
{
    (void)state;
    begin(5);
    document_add(5000);
    run("UPDATE document SET id = 'z' WHERE document = 5000");
    vd_net_changes_clear(&changes);
    int64_t source = row_draw("source");
    run("INSERT OR REPLACE INTO edge SELECT %lld, ordinal, 5000, 1, 0.5 FROM statement_row WHERE source = %lld LIMIT 1",
        (long long)source, (long long)source);
    run("INSERT OR REPLACE INTO edge SELECT %lld, ordinal, 1, 5000, 0.5 FROM statement_row WHERE source = %lld LIMIT 1",
        (long long)source, (long long)source);
    source_note(source);
    patch();
    assert_int_equal(value(FITS), 0);
    vd_db_close(db);
}

/* Nothing is half done without memory. */
static void test_without_memory(void **state)
{
    (void)state;
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    begin(9);
    document_remove(row_draw("document"));
    source_add();
    edges_draw(row_draw("source"));
    run("UPDATE state SET changed = changed + 1, resolved = changed + 1, documents = (SELECT count(*) FROM document)");
    while (status != VD_OK) {
        run("SAVEPOINT here");
        vd_alloc_fail_at(++nth);
        status = vd_net_patch(db, &changes, NULL);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
        run(status == VD_OK ? "RELEASE here" : "ROLLBACK TO here; RELEASE here");
        assert_int_equal(value(FITS), status == VD_OK);
    }
    vd_net_changes_clear(&changes);
    assert_true(nth > 20);
    assert_like_tables();
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn_changes),
        cmocka_unit_test(test_moved_together),
        cmocka_unit_test(test_what_is_not_noted),
        cmocka_unit_test(test_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
