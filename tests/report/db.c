/** The reports of viendan.h on an empty database. */
#include "sink.h"

static void an_empty_database_gives_empty_reports(void **state)
{
    (void)state;
    vd_db *db;
    vd_rows *rows;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_matrix(db, NULL, &rows, NULL), VD_OK);
    rows_end(rows);
    assert_int_equal(vd_db_gaps(db, NULL, 0, &rows, NULL), VD_OK);
    rows_end(rows);
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_XLSX; format++) {
        sink_text text = {0};
        size_t count = 1;
        assert_int_equal(vd_db_matrix_write(db, NULL, format, NULL, sink_of(&text), &count, NULL), VD_OK);
        assert_int_equal(count, 0);
        sink_clear(&text);
    }
    assert_int_equal(vd_db_basis(db, VD_NONE, &rows, NULL), VD_OK);
    rows_end(rows);
    vd_outdated_query query = {.severity = VD_SEVERITY_NOTE}; /* today */
    assert_int_equal(vd_db_outdated(db, &query, &rows, NULL), VD_OK);
    rows_end(rows);
    query.as_of.year = 2025;
    assert_int_equal(vd_db_outdated(db, &query, &rows, NULL), VD_OK);
    rows_end(rows);
    vd_db_close(db);
}

static void unknown_documents_are_not_shown(void **state)
{
    (void)state;
    vd_db *db;
    vd_rows *rows;
    vd_error err;
    sink_text text = {0};
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_show(db, VD_LIT("vn/x"), VD_FORMAT_TABLE, NULL, sink_of(&text), &err), VD_NOT_FOUND);
    assert_string_equal(err.text, "no such document: vn/x");
    assert_int_equal(text.len, 0);
    assert_int_equal(vd_db_basis(db, VD_LIT("vn/x"), &rows, NULL), VD_NOT_FOUND);
    vd_db_close(db);
}

static void exports_go_to_the_sink(void **state)
{
    (void)state;
    static const char *const expected[] = {"<graphml ", "digraph ", "<svg "};
    vd_db *db;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    for (vd_export_kind kind = VD_EXPORT_GRAPHML; kind <= VD_EXPORT_SVG; kind++) {
        sink_text text = {0};
        assert_int_equal(vd_db_export(db, NULL, kind, sink_of(&text), NULL, NULL), VD_OK);
        assert_true(sink_has(&text, expected[kind]));
        sink_clear(&text);
        sink_text closed = {.room = 1};
        vd_error err = {0};
        assert_int_equal(vd_db_export(db, NULL, kind, sink_of(&closed), NULL, &err), VD_IO);
        assert_int_equal(err.status, VD_IO);
        sink_clear(&closed);
    }
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_database_gives_empty_reports),
        cmocka_unit_test(unknown_documents_are_not_shown),
        cmocka_unit_test(exports_go_to_the_sink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
