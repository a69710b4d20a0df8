/** Chains between two documents, and the rank table. */
#include "sample.h"

static const vd_graph_data *chain_make(sample_graph *sample)
{
    sample_document(sample, "a", "24/KH-VPUB");
    sample_document(sample, "b", "01-KL/TW");
    sample_document(sample, "c", "02-KL/TW");
    sample_document(sample, "d", "05-CT/TW");
    sample_document(sample, "e", NULL);
    sample_implements(sample, "a", "b", VD_STRENGTH_LINKED, "2.txt", 60);
    sample_implements(sample, "a", "b", VD_STRENGTH_TASK, "2.txt", 80);
    sample_implements(sample, "a", "c", VD_STRENGTH_TASK, "2.txt", 10);
    sample_third_party(sample_edge(sample, "b", VD_REL_AMENDS, "d", "2.txt", 65), "a");
    sample_edge(sample, "c", VD_REL_CITES, "d", "c.txt", 0);
    return sample_done(sample);
}

static void path_takes_the_smaller_id_and_the_better_evidence(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(vd_graph_path(chain_make(&sample), VD_LIT("a"), VD_LIT("d"), &rows, NULL), VD_OK);
    row_expect(rows, "from_id", "a", "from_number", "24/KH-VPUB", "relation", "implements", "to_id", "b", "source",
               "2.txt", NULL);
    assert_int_equal(row_int(rows, "step"), 1);
    assert_int_equal(row_int(rows, "line"), 9); /* the task, not the link before it */
    row_expect(rows, "from_id", "b", "relation", "amends", "to_id", "d", "to_number", "05-CT/TW", "sentence",
               "Thực hiện Chỉ thị.", NULL);
    assert_int_equal(row_int(rows, "step"), 2);
    rows_end(rows);
}

static void no_way_is_no_row(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = chain_make(&sample);
    vd_rows *rows;
    assert_int_equal(vd_graph_path(data, VD_LIT("d"), VD_LIT("a"), &rows, NULL), VD_OK);
    rows_end(rows);
    assert_int_equal(vd_graph_path(data, VD_LIT("a"), VD_LIT("a"), &rows, NULL), VD_OK);
    rows_end(rows);
    assert_int_equal(vd_graph_path(data, VD_LIT("a"), VD_LIT("x"), &rows, NULL), VD_NOT_FOUND);
    assert_null(rows);
    assert_int_equal(vd_graph_path(data, VD_LIT("x"), VD_LIT("a"), &rows, NULL), VD_NOT_FOUND);
}

static void rank_lists_every_document_once(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    bool more = false;
    double last = 1;
    int64_t place = 0;
    int64_t rank = 0;
    assert_int_equal(vd_graph_rank(chain_make(&sample), &rows, NULL), VD_OK);
    row_expect(rows, "id", "d", "number", "05-CT/TW", NULL); /* all ways end there */
    assert_int_equal(row_int(rows, "rank"), 1);
    assert_int_equal(row_int(rows, "in_degree"), 2);
    assert_int_equal(row_int(rows, "out_degree"), 0);
    for (place = 2; vd_rows_next(rows, &more, NULL) == VD_OK && more; place++) {
        double score = row_cell(rows, "score").real;
        rank = score < last ? place : rank;
        assert_true(score <= last);
        assert_int_equal(row_int(rows, "rank"), rank);
        assert_int_equal(row_int(rows, "component"), row_has(rows, "id", "e") ? 2 : 1);
        assert_int_equal(row_int(rows, "cycle"), 0);
        last = score;
    }
    assert_int_equal(place, 6);
    vd_rows_free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_takes_the_smaller_id_and_the_better_evidence),
        cmocka_unit_test(no_way_is_no_row),
        cmocka_unit_test(rank_lists_every_document_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
