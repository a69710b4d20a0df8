/** The matrix: letters, doubts, columns, order. */
#include "sink.h"

#include "report/report.h"

/* Two numbered plans and one without number; laws and directives they act on. */
static const vd_graph_data *plans_make(sample_graph *sample)
{
    sample_document(sample, "kh/a", "70/KH-UBND")->in_corpus = true;
    sample_document(sample, "kh/b", NULL)->in_corpus = true;
    sample_document(sample, "kh/c", NULL)->in_corpus = true; /* says nothing of anything */
    sample_document(sample, "x/1", "33/CT-TTg")->title = VD_LIT("về dân chủ");
    sample_document(sample, "x/2", "05-CT/TW");
    sample_document(sample, "x/3", "01-KL/TW");
    sample_document(sample, "x/4", NULL)->title = VD_LIT("Quy chế");
    sample_document(sample, "x/5", NULL); /* known, but of no concern */
    sample_implements(sample, "kh/a", "x/1", VD_STRENGTH_TASK, "d/000-a.txt", 10)->confidence = 0.6;
    sample_implements(sample, "kh/a", "x/1", VD_STRENGTH_PRIMARY, "d/000-a.txt", 50);
    sample_implements(sample, "kh/b", "x/1", VD_STRENGTH_TASK, "d/001-b.txt", 10);
    sample_edge(sample, "kh/b", VD_REL_CITES, "x/1", "d/001-b.txt", 20);
    sample_implements(sample, "kh/a", "x/2", VD_STRENGTH_LINKED, "d/000-a.txt", 90)->confidence = 0.79;
    sample_implements(sample, "kh/b", "x/3", VD_STRENGTH_LINKED, "d/001-b.txt", 60);
    sample_third_party(sample_edge(sample, "x/3", VD_REL_IMPLEMENTS, "x/2", "d/001-b.txt", 60), "kh/b");
    sample_third_party(sample_edge(sample, "x/3", VD_REL_PROMULGATES, "x/4", "d/001-b.txt", 60), "kh/b");
    return sample_done(sample);
}

static void letters_say_what_acts_on_what(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(vd_report_matrix(plans_make(&sample), &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_width(rows), 6);
    row_expect(rows, "id", "x/1", "number", "33/CT-TTg", "title", "về dân chủ", "70/KH-UBND", "PT", "001-b", "TC",
               "kh/c", NULL, NULL);
    row_expect(rows, "id", "x/2", "70/KH-UBND", "L?", "001-b", "e", NULL);
    row_expect(rows, "id", "x/3", "70/KH-UBND", NULL, "001-b", "L", NULL);
    row_expect(rows, "id", "x/4", "number", NULL, "70/KH-UBND", NULL, "001-b", "e", NULL);
    rows_end(rows);
}

static void every_relation_has_its_letter(void **state)
{
    (void)state;
    static const struct {
        vd_relation relation;
        const char *letter;
    } expected[] = {
        {VD_REL_BASED_ON, "B"},   {VD_REL_GUIDED_BY, "H"},    {VD_REL_CITES, "C"},    {VD_REL_AMENDS, "A"},
        {VD_REL_SUPERSEDES, "S"}, {VD_REL_REPEALS, "X"},      {VD_REL_DETAILS, "D"},  {VD_REL_PROMULGATES, "K"},
        {VD_REL_CORRECTS, "R"},   {VD_REL_CONSOLIDATES, "N"}, {VD_REL_SUSPENDS, "U"}, {VD_REL_IMPLEMENTS, "T"},
    };
    assert_int_equal(sizeof expected / sizeof expected[0], VD_REL_COUNT);
    for (size_t i = 0; i < VD_REL_COUNT; i++) {
        sample_graph sample = {0};
        vd_rows *rows;
        sample_document(&sample, "a", "1/KH")->in_corpus = true;
        sample_document(&sample, "b", NULL);
        sample_edge(&sample, "a", expected[i].relation, "b", "s", 0);
        assert_int_equal(vd_report_matrix(sample_done(&sample), &rows, NULL), VD_OK);
        row_expect(rows, "1/KH", expected[i].letter, NULL);
        rows_end(rows);
    }
}

static void letters_come_in_one_order(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", NULL);
    for (int relation = VD_REL_COUNT - 1; relation >= 0; relation--) {
        if (relation != VD_REL_IMPLEMENTS) {
            sample_edge(&sample, "a", (vd_relation)relation, "b", "s", 0)->confidence = 0.3;
        }
    }
    sample_implements(&sample, "a", "b", VD_STRENGTH_LINKED, "s", 0)->confidence = 0.3;
    sample_implements(&sample, "a", "b", VD_STRENGTH_TASK, "s", 0)->confidence = 0.49;
    sample_implements(&sample, "a", "b", VD_STRENGTH_PRIMARY, "s", 0)->confidence = 0.3;
    assert_int_equal(vd_report_matrix(sample_done(&sample), &rows, NULL), VD_OK);
    row_expect(rows, "1/KH", "BPTLHCASXDKRNU??", NULL);
    rows_end(rows);
}

static void columns_have_names_of_their_own(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    sample_document(&sample, "can-tho/5", "5/KH-UBND")->in_corpus = true;
    sample_document(&sample, "hai-phong/5", "5/KH-UBND")->in_corpus = true;
    sample_document(&sample, "hue/6", "6/KH-UBND")->in_corpus = true;
    assert_int_equal(vd_report_matrix(sample_done(&sample), &rows, NULL), VD_OK);
    assert_true(vd_str_eq(vd_rows_name(rows, 3), VD_LIT("can-tho/5")));
    assert_true(vd_str_eq(vd_rows_name(rows, 4), VD_LIT("hai-phong/5")));
    assert_true(vd_str_eq(vd_rows_name(rows, 5), VD_LIT("6/KH-UBND")));
    rows_end(rows);
}

static void plans_may_act_on_each_other(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", "2/KH")->in_corpus = true;
    sample_implements(&sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_third_party(sample_edge(&sample, "b", VD_REL_CITES, "a", "a.txt", 9), "a"); /* it names itself: no row */
    assert_int_equal(vd_report_matrix(sample_done(&sample), &rows, NULL), VD_OK);
    row_expect(rows, "id", "b", "1/KH", "P", "2/KH", NULL, NULL);
    rows_end(rows);
}

static void most_cited_comes_first(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", "2/KH")->in_corpus = true;
    sample_document(&sample, "x", NULL);
    sample_document(&sample, "y", NULL);
    sample_document(&sample, "z", NULL);
    sample_implements(&sample, "a", "y", VD_STRENGTH_TASK, "a.txt", 0);
    sample_implements(&sample, "a", "z", VD_STRENGTH_TASK, "a.txt", 10);
    sample_implements(&sample, "b", "z", VD_STRENGTH_TASK, "b.txt", 0);
    sample_third_party(sample_edge(&sample, "y", VD_REL_CITES, "x", "a.txt", 0), "a");
    sample_third_party(sample_edge(&sample, "y", VD_REL_CITES, "x", "b.txt", 0), "b");
    assert_int_equal(vd_report_matrix(sample_done(&sample), &rows, NULL), VD_OK);
    row_expect(rows, "id", "z", "1/KH", "T", "2/KH", "T", NULL);
    row_expect(rows, "id", "y", "1/KH", "T", "2/KH", "e", NULL);
    row_expect(rows, "id", "x", "1/KH", "e", "2/KH", "e", NULL); /* named, not acted on */
    rows_end(rows);
}

static void an_empty_corpus_has_an_empty_matrix(void **state)
{
    (void)state;
    vd_graph_data data = {0};
    vd_rows *rows;
    assert_int_equal(vd_report_matrix(&data, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_width(rows), 3);
    rows_end(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_say_what_acts_on_what),       cmocka_unit_test(every_relation_has_its_letter),
        cmocka_unit_test(letters_come_in_one_order),           cmocka_unit_test(columns_have_names_of_their_own),
        cmocka_unit_test(plans_may_act_on_each_other),         cmocka_unit_test(most_cited_comes_first),
        cmocka_unit_test(an_empty_corpus_has_an_empty_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
