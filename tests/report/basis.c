/** What documents rest on. */
#include "sink.h"

#include "report/report.h"

static const vd_graph_data *plans_make(sample_graph *sample)
{
    sample_document(sample, "kh/a", "24/KH-VPUB")->in_corpus = true;
    sample_document(sample, "kh/b", NULL)->in_corpus = true;
    sample_document(sample, "kh/out", "30/KH-UBND")->date = VD_LIT("2025-02-19");
    sample_document(sample, "nq", "65/NQ-HĐND");
    sample_document(sample, "qd", "3177/QĐ-UBND");
    sample_edge(sample, "kh/a", VD_REL_BASED_ON, "qd", "2.txt", 90);
    sample_implements(sample, "kh/a", "kh/out", VD_STRENGTH_PRIMARY, "3-scan.txt", 10);
    sample_implements(sample, "kh/a", "kh/out", VD_STRENGTH_PRIMARY, "2.txt", 20);
    sample_implements(sample, "kh/a", "nq", VD_STRENGTH_TASK, "2.txt", 300);
    sample_third_party(sample_implements(sample, "kh/out", "nq", VD_STRENGTH_PRIMARY, "2.txt", 25), "kh/a");
    sample_edge(sample, "kh/b", VD_REL_CITES, "nq", "4.txt", 10);
    sample_edge(sample, "kh/out", VD_REL_BASED_ON, "nq", "x.txt", 10);
    return sample_done(sample);
}

static void preambles_are_listed_as_they_stand(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(vd_report_basis(plans_make(&sample), VD_NONE, &rows, NULL), VD_OK);
    row_expect(rows, "document_id", "kh/a", "document_number", "24/KH-VPUB", "relation", "implements", "to_id",
               "kh/out", "to_number", "30/KH-UBND", "to_date", "2025-02-19", "source", "2.txt", NULL);
    row_expect(rows, "document_id", "kh/a", "relation", "based_on", "to_id", "qd", "to_type", NULL, NULL);
    rows_end(rows); /* tasks, citations and what others rest on are no basis */
}

static void one_document_may_be_asked_for(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = plans_make(&sample);
    vd_rows *rows;
    assert_int_equal(vd_report_basis(data, VD_LIT("kh/out"), &rows, NULL), VD_OK);
    row_expect(rows, "document_id", "kh/out", "to_id", "nq", "source", "x.txt", NULL); /* not what kh/a says of it */
    rows_end(rows);
    assert_int_equal(vd_report_basis(data, VD_LIT("kh/b"), &rows, NULL), VD_OK);
    rows_end(rows);
    assert_int_equal(vd_report_basis(data, VD_LIT("none"), &rows, NULL), VD_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(preambles_are_listed_as_they_stand),
        cmocka_unit_test(one_document_may_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
