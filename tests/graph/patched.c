/* Documents, sources and edges that come, change and go: chunks that were brought up to date give the answers of tables
 * that were never put into chunks. */
#include "tables.h"

#include "base/alloc.h"
#include "store/net_patch.h"

enum { STEPS = 60, ROUNDS = 3 };

/* ---- Answers ---------------------------------------------------------------------------------------------------- */

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
