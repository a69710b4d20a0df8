/** The questions of viendan.h on an empty database. */
#include "sample.h"

static void an_empty_database_knows_nothing(void **state)
{
    (void)state;
    vd_db *db;
    vd_rows *rows;
    vd_error err;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_rank(db, &rows, NULL), VD_OK);
    rows_end(rows);
    assert_int_equal(
        vd_db_who(db, &(vd_who_query){.relations = VD_GRAPH_ANY, .document = VD_LIT("vn/luat"), .transitive = true},
                  &rows, &err),
        VD_NOT_FOUND);
    assert_null(rows);
    assert_string_equal(err.text, "no such document: vn/luat");
    assert_int_equal(vd_db_path(db, VD_LIT("vn/a"), VD_LIT("vn/b"), &rows, &err), VD_NOT_FOUND);
    assert_null(rows);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_empty_database_knows_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
