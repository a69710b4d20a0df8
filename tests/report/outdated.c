/** Outdated citations as rows, on hand-made graphs and tables. */
#include "sink.h"

#include "report/report.h"

/* A law amended twice by the tables; three plans about it. */
static vd_change rows[] = {
    {SAMPLE_STR("10/2022/QH15"),
     SAMPLE_STR("97/2025/QH15"),
     VD_STEP_AMENDED,
     {2025, 7, 1},
     {NULL, 0},
     0.95,
     SAMPLE_STR("tables, row 2"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("10/2022/QH15"),
     SAMPLE_STR("47/2024/QH15"),
     VD_STEP_AMENDED,
     {2025, 7, 1},
     {NULL, 0},
     0.95,
     SAMPLE_STR("tables, row 1"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("47/2024/QH15"),
     {NULL, 0},
     VD_STEP_ISSUED,
     {2024, 11, 26},
     {NULL, 0},
     0.95,
     SAMPLE_STR("laws"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("97/2025/QH15"),
     {NULL, 0},
     VD_STEP_ISSUED,
     {2025, 6, 27},
     {NULL, 0},
     0.95,
     SAMPLE_STR("laws"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("1/2001/QH10"),
     SAMPLE_STR("2/2010/QH12"),
     VD_STEP_SUPERSEDED,
     {2011, 1, 1},
     {NULL, 0},
     0.95,
     SAMPLE_STR("tables, row 3"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("2/2010/QH12"),
     SAMPLE_STR("3/2020/QH14"),
     VD_STEP_SUPERSEDED,
     {2021, 1, 1},
     {NULL, 0},
     0.95,
     SAMPLE_STR("tables, row 4"),
     false,
     {NULL, 0},
     {NULL, 0}},
    {SAMPLE_STR("2/2010/QH12"),
     SAMPLE_STR("3/2020/QH14"),
     VD_STEP_SUPERSEDED,
     {2020, 7, 1},
     {NULL, 0},
     0.8,
     SAMPLE_STR("another list"),
     false,
     {NULL, 0},
     {NULL, 0}},
};

static vd_changes changes_make(void)
{
    enum { count = sizeof rows / sizeof rows[0] };
    vd_changes_sort(rows, count);
    return (vd_changes){rows, count};
}

static vd_outdated_query query_make(vd_severity least)
{
    return (vd_outdated_query){.as_of = {2026, 3, 1}, .severity = least};
}

static vd_graph_document *dated(vd_graph_document *document, const char *date)
{
    document->in_corpus = true;
    document->date = document->earliest = document->latest = vd_str_of(date);
    return document;
}

static const vd_graph_data *law_make(sample_graph *sample)
{
    dated(sample_document(sample, "kh/a", "70/KH-UBND"), "2025-09-15");
    vd_graph_document *window = dated(sample_document(sample, "kh/b", NULL), "2025");
    window->type = VD_LIT("Kế hoạch");
    window->earliest = VD_LIT("2025-06-03");
    window->latest = VD_LIT("2025-07-28");
    dated(sample_document(sample, "kh/c", "24/KH-VPUB"), "2025-05-22");
    sample_document(sample, "luat/10", "10/2022/QH15")->title = VD_LIT("Luật Thực hiện dân chủ ở cơ sở");
    sample_document(sample, "luat/97", "97/2025/QH15")->type = VD_LIT("Luật");
    sample_implements(sample, "kh/a", "luat/10", VD_STRENGTH_TASK, "a.txt", 100);
    sample_implements(sample, "kh/a", "luat/97", VD_STRENGTH_TASK, "a.txt", 120);
    sample_implements(sample, "kh/b", "luat/10", VD_STRENGTH_TASK, "b.txt", 50);
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c.txt", 10);
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_LINKED, "c.txt", 10); /* the same words */
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c.txt", 300);
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c-scan.txt", 20); /* a second file of the text */
    sample_third_party(sample_edge(sample, "luat/97", VD_REL_AMENDS, "luat/10", "b.txt", 70), "kh/x");
    return sample_done(sample);
}

static vd_rows *ask(const vd_graph_data *data, const vd_changes *changes, vd_outdated_query query)
{
    vd_rows *out;
    assert_int_equal(vd_report_outdated(data, changes, NULL, &query, &out, NULL), VD_OK);
    return out;
}

static void one_row_a_pair_and_verdict(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    vd_rows *out = ask(law_make(&sample), &changes, query_make(VD_SEVERITY_NOTE));
    /* the window has the day of the amendments inside: both verdicts, each with its days */
    row_expect(out, "document_id", "kh/b", "severity", "low", "verdict", "amended_before_not_cited", "date_from",
               "2025-07-01", "date_to", "2025-07-28", "document_number", NULL, "document_name", "Kế hoạch 2025",
               "meaning", "có thể đã được sửa đổi trước đó mà không nêu văn bản sửa đổi", NULL);
    assert_int_equal(row_int(out, "certain"), 0);
    row_expect(out, "document_id", "kh/b", "severity", "low", "verdict", "amended_since", "date_from", "2025-06-03",
               "date_to", "2025-06-30", NULL);
    row_expect(out, "document_number", "24/KH-VPUB", "document_name", "24/KH-VPUB", "to_name", "10/2022/QH15",
               "severity", "low", "verdict", "amended_since", "date_from", NULL, "to_number", "10/2022/QH15", "source",
               "c.txt", "meaning", "được sửa đổi sau khi được viện dẫn: cần rà soát", NULL);
    assert_int_equal(row_int(out, "certain"), 1);
    assert_int_equal(row_int(out, "places"), 2);
    assert_int_equal(row_int(out, "line"), 2);
    row_list(out, "changed_by", "47/2024/QH15 > 97/2025/QH15");
    row_list(out, "changed_by_id", "luat/97");
    row_list(out, "changed_on", "2025-07-01");
    row_list(out, "cite_instead", "10/2022/QH15 > 47/2024/QH15 > 97/2025/QH15");
    row_list(out, "path", "");
    row_list(out, "evidence_source",
             "47/2024/QH15: tables, row 1 > 97/2025/QH15: tables, row 2 > 97/2025/QH15: b.txt:8");
    /* who names the last amendment has a note about the one before */
    row_expect(out, "document_id", "kh/a", "severity", "note", "verdict", "amended_before_partly_cited", NULL);
    row_list(out, "changed_by", "47/2024/QH15");
    row_list(out, "cites_change", "97/2025/QH15");
    rows_end(out);
}

static void filters_and_places(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    const vd_graph_data *data = law_make(&sample);
    vd_rows *out = ask(data, &changes, query_make(VD_SEVERITY_HIGH));
    rows_end(out);
    vd_outdated_query query = query_make(VD_SEVERITY_LOW);
    query.plan = VD_LIT("kh/c");
    query.each = true;
    out = ask(data, &changes, query);
    row_expect(out, "source", "c-scan.txt", "verdict", "amended_since", NULL);
    row_expect(out, "source", "c.txt", "verdict", "amended_since", NULL);
    assert_int_equal(row_int(out, "line"), 2);
    row_expect(out, "source", "c.txt", "verdict", "amended_since", NULL);
    assert_int_equal(row_int(out, "line"), 31);
    rows_end(out);
    query = query_make(VD_SEVERITY_NOTE);
    query.law = VD_LIT("luat/97");
    rows_end(ask(data, &changes, query));
    query.law = VD_LIT("luat/none");
    assert_int_equal(vd_report_outdated(data, &changes, NULL, &query, &out, NULL), VD_NOT_FOUND);
    query = query_make(VD_SEVERITY_NOTE);
    query.as_of = (vd_date){2025, 6, 30};
    query.plan = VD_LIT("kh/c");
    rows_end(ask(data, &changes, query)); /* nothing has happened by then */
}

static void a_chain_leads_to_what_lives(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    dated(sample_document(&sample, "kh/a", "1/KH"), "2024-01-05");
    dated(sample_document(&sample, "kh/b", "2/KH"), "2015-01-05");
    sample_document(&sample, "luat/1", "1/2001/QH10");
    sample_document(&sample, "luat/2", "2/2010/QH12");
    sample_edge(&sample, "kh/a", VD_REL_BASED_ON, "luat/1", "a.txt", 10);
    sample_edge(&sample, "kh/b", VD_REL_CITES, "luat/2", "b.txt", 10);
    vd_rows *out = ask(sample_done(&sample), &changes, query_make(VD_SEVERITY_LOW));
    row_expect(out, "severity", "high", "verdict", "superseded_before", "relation", "based_on", NULL);
    row_list(out, "path", "1/2001/QH10 > 2/2010/QH12 > 3/2020/QH14");
    row_list(out, "cite_instead", "3/2020/QH14");
    row_list(out, "conflict", "");
    row_expect(out, "severity", "low", "verdict", "superseded_since", NULL);
    row_list(out, "changed_on", "2021-01-01");
    row_list(out, "conflict", "3/2020/QH14: 2021-01-01 (tables, row 4) ≠ 2020-07-01 (another list)");
    rows_end(out);
}

static void changes_in_the_texts_count_too(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    dated(sample_document(&sample, "kh/a", "1/KH"), "2024-01-05");
    dated(sample_document(&sample, "kh/b", "2/KH"), "2025-01-05");
    sample_document(&sample, "qd/new", "9/QĐ-UBND")->date = VD_LIT("2024-06-01");
    sample_document(&sample, "qd/old", "3/QĐ-UBND");
    sample_document(&sample, "qd/part", "7/QĐ-UBND")->date = VD_LIT("2024-06-01");
    sample_edge(&sample, "kh/a", VD_REL_BASED_ON, "qd/old", "a.txt", 10);
    sample_edge(&sample, "kh/b", VD_REL_CITES, "qd/old", "b.txt", 10);
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 40);
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 20);
    vd_rows *out = ask(sample_done(&sample), &none, query_make(VD_SEVERITY_NOTE));
    row_expect(out, "document_id", "kh/a", "verdict", "superseded_since", NULL);
    row_list(out, "changed_on", "2024-06-01");
    row_list(out, "evidence_source", "9/QĐ-UBND: new.txt:3");
    row_expect(out, "document_id", "kh/b", "verdict", "superseded_date_unknown", "severity", "note", NULL);
    rows_end(out);
    /* in part: amended, and still what to cite */
    for (size_t i = 0; i < sample.data.edge_count; i++) {
        sample.edges[i].pinpoint = VD_LIT("Điều 2");
    }
    out = ask(sample_done(&sample), &none, query_make(VD_SEVERITY_LOW));
    row_expect(out, "document_id", "kh/a", "verdict", "amended_since", NULL);
    row_list(out, "path", "");
    row_list(out, "cite_instead", "3/QĐ-UBND > 9/QĐ-UBND");
    rows_end(out);
}

static void who_changes_is_not_outdated_by_it(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    dated(sample_document(&sample, "qd/new", "9/QĐ-UBND"), "2024-06-01");
    sample_document(&sample, "qd/old", "3/QĐ-UBND");
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 40);
    sample_edge(&sample, "qd/new", VD_REL_CITES, "qd/old", "new.txt", 80);
    rows_end(ask(sample_done(&sample), &none, query_make(VD_SEVERITY_NOTE)));
}

/* "Luật A được sửa đổi bởi Luật B": B's own amendments are no fault of the text; cited for itself, it is judged. */
static void who_amends_is_named_for_what_it_amends(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    dated(sample_document(&sample, "kh/a", "1/KH"), "2025-01-05");
    sample_document(&sample, "qd/amending", "9/QĐ-UBND");
    sample_document(&sample, "qd/later", "5/QĐ-UBND")->date = VD_LIT("2025-06-01");
    sample_document(&sample, "qd/old", "3/QĐ-UBND");
    sample_edge(&sample, "qd/later", VD_REL_SUPERSEDES, "qd/amending", "later.txt", 40);
    sample_edge(&sample, "kh/a", VD_REL_CITES, "qd/amending", "a.txt", 20);
    vd_graph_edge *told = sample_edge(&sample, "qd/amending", VD_REL_AMENDS, "qd/old", "a.txt", 10);
    told->third_party = true;
    told->stated_by = VD_LIT("kh/a");
    told->end = 40;
    rows_end(ask(sample_done(&sample), &none, query_make(VD_SEVERITY_LOW)));
    sample_edge(&sample, "kh/a", VD_REL_CITES, "qd/amending", "a.txt", 60);
    vd_rows *out = ask(sample_done(&sample), &none, query_make(VD_SEVERITY_LOW));
    row_expect(out, "document_id", "kh/a", "verdict", "superseded_since", NULL);
    assert_int_equal(row_int(out, "places"), 1);
    rows_end(out);
}

static const vd_str candidates[] = {SAMPLE_STR("luat/10"), SAMPLE_STR("luat/97")};

static vd_citation unknown_make(const char *words, vd_relation relation, size_t start)
{
    return (vd_citation){.evidence = {.from = 0, /* kh/a */
                                      .relation = relation,
                                      .source = VD_LIT("a.txt"),
                                      .start = start,
                                      .end = start + 9,
                                      .line = 4,
                                      .stated_by = VD_LIT("kh/a"),
                                      .sentence = VD_LIT("thực hiện …")},
                         .words = vd_str_of(words)};
}

/* What is of no known validity, and what is of no known document; who amends something does not lean on it. */
static void what_cannot_be_judged_is_listed(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    vd_citation citations[] = {
        unknown_make("Luật dân chủ", VD_REL_CITES, 10), unknown_make("luật\nDân chủ", VD_REL_IMPLEMENTS, 60),
        unknown_make("Quyết định số", VD_REL_BASED_ON, 90), unknown_make("Thông tư số", VD_REL_AMENDS, 99)};
    vd_citations unknown = {citations, sizeof citations / sizeof citations[0]};
    vd_outdated_counts counts;
    vd_outdated_query query = query_make(VD_SEVERITY_LOW);
    vd_rows *out;
    query.counts = &counts;
    citations[0].candidates = candidates;
    citations[0].candidate_count = 2;
    law_make(&sample);
    sample_document(&sample, "qd/1", "1/QĐ-UBND")->title = VD_LIT("Quyết định");
    sample_edge(&sample, "kh/c", VD_REL_CITES, "qd/1", "c.txt", 400);
    const vd_graph_data *data = sample_done(&sample);
    assert_int_equal(vd_report_outdated(data, &changes, &unknown, &query, &out, NULL), VD_OK);
    vd_rows_free(out);
    assert_int_equal(counts.cited, 3);  /* both laws and the decision */
    assert_int_equal(counts.silent, 2); /* of 97/2025/QH15 the day of issue is known, and no more */
    assert_int_equal(counts.unjudged, 2);
    assert_int_equal(counts.undecided, 2);
    query.unjudged = true;
    assert_int_equal(vd_report_outdated(data, &changes, &unknown, &query, &out, NULL), VD_OK);
    row_expect(out, "why", "ambiguous", "document_id", "kh/a", "to_id", NULL, "to_name", "“Luật dân chủ”", "source",
               "a.txt", NULL);
    row_list(out, "candidates", "luat/10 > luat/97");
    assert_int_equal(row_int(out, "places"), 2);
    row_expect(out, "why", "unresolved", "to_name", "“Quyết định số”", "relation", "based_on", NULL);
    row_expect(out, "why", "nothing_known", "document_id", "kh/a", "to_id", "luat/97", NULL);
    row_expect(out, "why", "nothing_known", "document_id", "kh/c", "to_id", "qd/1", "to_name", "1/QĐ-UBND", "source",
               "c.txt", NULL);
    rows_end(out);
    query.law = VD_LIT("luat/97"); /* what may mean it */
    query.each = true;
    assert_int_equal(vd_report_outdated(data, &changes, &unknown, &query, &out, NULL), VD_OK);
    row_expect(out, "why", "ambiguous", "relation", "cites", NULL);
    row_expect(out, "why", "ambiguous", "relation", "implements", NULL);
    row_expect(out, "why", "nothing_known", "document_id", "kh/a", NULL);
    rows_end(out);
    query.plan = VD_LIT("kh/b");
    assert_int_equal(vd_report_outdated(data, &changes, &unknown, &query, &out, NULL), VD_OK);
    rows_end(out);
    assert_int_equal(counts.undecided, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_a_pair_and_verdict),        cmocka_unit_test(filters_and_places),
        cmocka_unit_test(a_chain_leads_to_what_lives),       cmocka_unit_test(changes_in_the_texts_count_too),
        cmocka_unit_test(who_changes_is_not_outdated_by_it), cmocka_unit_test(who_amends_is_named_for_what_it_amends),
        cmocka_unit_test(what_cannot_be_judged_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
