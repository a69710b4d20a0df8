/** A document's life as rows. */
#include "sink.h"

#include "report/report.h"

static vd_change rows[] = {
    {.target = SAMPLE_STR("10/2022/QH15"),
     .kind = VD_STEP_ISSUED,
     .effective = {2022, 11, 10},
     .confidence = 1,
     .source = SAMPLE_STR("laws")},
    {.target = SAMPLE_STR("10/2022/QH15"),
     .acting = SAMPLE_STR("97/2025/QH15"),
     .kind = VD_STEP_AMENDED,
     .effective = {2025, 7, 1},
     .confidence = 1,
     .source = SAMPLE_STR("tables")},
    {.target = SAMPLE_STR("10/2022/QH15"),
     .acting = SAMPLE_STR("97/2025/QH15"),
     .kind = VD_STEP_AMENDED,
     .effective = {2025, 8, 1},
     .confidence = 0.8,
     .source = SAMPLE_STR("a list")},
};

static void by_date_with_evidence(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *out;
    vd_changes_sort(rows, 3);
    vd_changes changes = {rows, 3};
    sample_document(&sample, "kh/a", "1/KH")->date = VD_LIT("2025-07-01");
    vd_graph_document *window = sample_document(&sample, "kh/b", NULL);
    window->earliest = VD_LIT("2023-02-03");
    window->latest = VD_LIT("2023-02-28");
    sample_document(&sample, "kh/c", "3/KH");
    sample_document(&sample, "luat/10", "10/2022/QH15");
    sample_implements(&sample, "kh/a", "luat/10", VD_STRENGTH_TASK, "a.txt", 20);
    sample_implements(&sample, "kh/a", "luat/10", VD_STRENGTH_TASK, "a.txt", 60);
    sample_edge(&sample, "kh/a", VD_REL_CITES, "luat/10", "a.txt", 90);
    sample_edge(&sample, "kh/b", VD_REL_BASED_ON, "luat/10", "b.txt", 0);
    sample_edge(&sample, "kh/c", VD_REL_CITES, "luat/10", "c.txt", 0);
    assert_int_equal(vd_report_timeline(sample_done(&sample), &changes, VD_LIT("luat/10"), &out, NULL), VD_OK);
    row_expect(out, "when", "2022-11-10", "date", "2022-11-10", "event", "issued", "meaning", "Ban hành", "number",
               NULL, "source", "laws", "line", NULL, NULL);
    row_expect(out, "when", "2023-02-03 … 2023-02-28", "date", "2023-02-03", "date_latest", "2023-02-28", "event",
               "based_on", "id", "kh/b", "meaning", "Là căn cứ ban hành của", NULL);
    row_expect(out, "date", "2025-07-01", "event", "amended", "number", "97/2025/QH15", "conflict",
               "2025-07-01 (tables) ≠ 2025-08-01 (a list)", NULL);
    row_list(out, "evidence_source", "tables > a list");
    row_expect(out, "date", "2025-07-01", "event", "implements", "strength", "task", "source", "a.txt", NULL);
    assert_int_equal(row_int(out, "places"), 2);
    assert_int_equal(row_int(out, "line"), 3);
    row_expect(out, "date", "2025-07-01", "event", "cites", "id", "kh/a", NULL);
    row_expect(out, "date", NULL, "event", "cites", "number", "3/KH", NULL);
    rows_end(out);
    assert_int_equal(vd_report_timeline(&sample.data, &changes, VD_LIT("x"), &out, NULL), VD_NOT_FOUND);
}

/* An amendment of which only is known that its document came within some weeks. */
static void a_window_is_no_day(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *out;
    vd_changes none = {0};
    sample_document(&sample, "luat/10", "10/2022/QH15");
    vd_graph_document *window = sample_document(&sample, "nd/1", "1/NĐ-CP");
    window->earliest = VD_LIT("2021-01-15");
    window->latest = VD_LIT("2021-03-31");
    sample_edge(&sample, "nd/1", VD_REL_AMENDS, "luat/10", "a.txt", 20);
    assert_int_equal(vd_report_timeline(sample_done(&sample), &none, VD_LIT("luat/10"), &out, NULL), VD_OK);
    row_expect(out, "when", "2021-01-15 … 2021-03-31", "date", "2021-01-15", "date_latest", "2021-03-31", "event",
               "amended", "number", "1/NĐ-CP", NULL);
    rows_end(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_date_with_evidence), cmocka_unit_test(a_window_is_no_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
