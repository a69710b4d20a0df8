/* What is said of one document out of the part of the graph that lies next to it is what all of the graph says. */
#include "graph/tables.h"

#include "force/changes.h"
#include "report/report.h"
#include "sink.h"
#include "store/key.h"

enum { ROUNDS = 1 };

static vd_arena arena;
static vd_graph_data data;
static vd_changes rows;

/* Some documents become what rows speak of: by id, or by a number that several of them bear. */
static void known_draw(void)
{
    static const char *const types[] = {"'Luật'", "'Nghị quyết'", "NULL", "'Kế hoạch'"};
    for (int i = 0; i < 60; i++) {
        const vd_change *row = &rows.items[draw((uint32_t)rows.count)];
        vd_str name = draw(3) && row->acting.len ? row->acting : row->target, key;
        int64_t document = row_draw("document");
        if (vd_str_starts(name, VD_LIT("vn/"))) {
            run("UPDATE OR IGNORE document SET id = '%.*s' WHERE document = %lld", (int)name.len, name.ptr,
                (long long)document);
            continue;
        }
        assert_true(vd_key_number(&arena, name, &key));
        for (uint32_t mates = 1 + draw(3); mates > 0; mates--, document = row_draw("document")) {
            run("UPDATE document SET number = '%.*s', number_key = '%.*s', type = %s WHERE document = %lld",
                (int)name.len, name.ptr, (int)key.len, key.ptr, types[draw(4)], (long long)document);
        }
    }
    run("UPDATE source SET effective = 20240101 + source %% 3 WHERE source %% 2");
}

static void rows_same(vd_rows *near, vd_rows *all, size_t *bytes)
{
    vd_buf a = {0}, b = {0};
    rows_see(near, &a);
    rows_see(all, &b);
    vd_buf_add_char(&a, '\0');
    vd_buf_add_char(&b, '\0');
    assert_string_equal(a.ptr, b.ptr);
    *bytes += a.len;
    vd_buf_clear(&a);
    vd_buf_clear(&b);
}

static void sheets_same(vd_str id, size_t *bytes)
{
    sink_text near = {0}, all = {0};
    vd_rows *identity = NULL;
    bool more = false;
    assert_int_equal(vd_db_documents(db, &(vd_filter){.document = id}, &identity, NULL), VD_OK);
    assert_int_equal(vd_rows_next(identity, &more, NULL), VD_OK);
    assert_true(more);
    assert_int_equal(vd_report_show(&data, &rows, id, identity, VD_FORMAT_JSON, NULL, sink_of(&all), NULL), VD_OK);
    assert_int_equal(vd_db_show(db, id, VD_FORMAT_JSON, NULL, sink_of(&near), NULL), VD_OK);
    vd_rows_free(identity);
    assert_string_equal(near.ptr, all.ptr);
    *bytes += near.len;
    sink_clear(&near);
    sink_clear(&all);
}

static void test_of_every_document(void **state)
{
    (void)state;
    size_t timelines = 0, sheets = 0, bases = 0;
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        begin(100 * round);
        assert_int_equal(vd_changes_load(db, &arena, &rows, NULL), VD_OK);
        known_draw();
        assert_int_equal(vd_store_load_graph(db, &arena, &data, NULL), VD_OK);
        for (size_t i = 0; i < data.document_count; i++) {
            vd_rows *near = NULL, *all = NULL;
            vd_str id = data.documents[i].id;
            assert_int_equal(vd_db_timeline(db, id, &near, NULL), VD_OK);
            assert_int_equal(vd_report_timeline(&data, &rows, id, &all, NULL), VD_OK);
            rows_same(near, all, &timelines);
            assert_int_equal(vd_db_basis(db, id, &near, NULL), VD_OK);
            assert_int_equal(vd_report_basis(&data, id, &all, NULL), VD_OK);
            rows_same(near, all, &bases);
            sheets_same(id, &sheets);
        }
        vd_arena_clear(&arena);
        vd_db_close(db);
    }
    assert_true(timelines > 10000 && sheets > 10000 && bases > 0); /* they say something */
}

static void test_of_none(void **state)
{
    (void)state;
    vd_rows *none = NULL;
    begin(1);
    assert_int_equal(vd_db_timeline(db, VD_LIT("vn/none"), &none, NULL), VD_NOT_FOUND);
    assert_int_equal(vd_db_basis(db, VD_LIT("vn/none"), &none, NULL), VD_NOT_FOUND);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_of_every_document), cmocka_unit_test(test_of_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
