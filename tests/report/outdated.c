/** Outdated citations on hand-made graphs and tables. */
#include "sink.h"

#include "base/alloc.h"
#include "report/report.h"

static const vd_date spring = {2026, 3, 1};

/* A law amended twice by the tables; four plans about it. */
static vd_change rows[] = {
    {SAMPLE_STR("10/2022/QH15"), SAMPLE_STR("97/2025/QH15"), VD_REL_AMENDS, {2025, 7, 1}, SAMPLE_STR("tables, row 2")},
    {SAMPLE_STR("10/2022/QH15"), SAMPLE_STR("47/2024/QH15"), VD_REL_AMENDS, {2025, 7, 1}, SAMPLE_STR("tables, row 1")},
    {SAMPLE_STR("27/2001/QH10"),
     SAMPLE_STR("55/2024/QH15"),
     VD_REL_SUPERSEDES,
     {2025, 7, 1},
     SAMPLE_STR("tables, row 3")},
};
static vd_effect effects[] = {{SAMPLE_STR("97/2025/QH15"), {2025, 7, 1}}};

static vd_changes changes_make(void)
{
    vd_changes_sort(rows, 3, effects, 1);
    return (vd_changes){rows, 3, effects, 1};
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
    vd_graph_document *window = dated(sample_document(sample, "kh/b", NULL), "2026-02");
    window->earliest = VD_LIT("2026-02-03");
    window->latest = VD_LIT("2026-02-28");
    dated(sample_document(sample, "kh/c", "24/KH-VPUB"), "2025-05-22");
    sample_document(sample, "luat/10", "10/2022/QH15")->title = VD_LIT("Luật Thực hiện dân chủ ở cơ sở");
    sample_document(sample, "luat/97", "97/2025/QH15")->type = VD_LIT("Luật");
    sample_implements(sample, "kh/a", "luat/10", VD_STRENGTH_TASK, "a.txt", 100);
    sample_implements(sample, "kh/a", "luat/97", VD_STRENGTH_TASK, "a.txt", 120);
    sample_implements(sample, "kh/b", "luat/10", VD_STRENGTH_TASK, "b.txt", 50);
    sample_third_party(sample_edge(sample, "luat/97", VD_REL_AMENDS, "luat/10", "b.txt", 50), "kh/b");
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c.txt", 10);
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_LINKED, "c.txt", 10); /* the same words */
    sample_implements(sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c.txt", 300);
    return sample_done(sample);
}

static void a_law_amended_before_and_since(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    vd_rows *out;
    assert_int_equal(vd_report_outdated(law_make(&sample), &changes, spring, &out, NULL), VD_OK);
    /* nobody names the other amending law */
    row_expect(out, "document_id", "kh/a", "verdict", "amended_before_not_cited", "changed_by", "47/2024/QH15",
               "changed_by_id", NULL, "changed_on", "2025-07-01", "evidence_source", "tables, row 1", NULL);
    row_list(out, "path", "kh/a > luat/10 > 47/2024/QH15");
    row_expect(out, "document_id", "kh/b", "verdict", "amended_before_not_cited", "document_date", "2026-02", NULL);
    /* the older plan, at both its places, one row each and law */
    for (int i = 0; i < 2; i++) {
        row_expect(out, "document_number", "24/KH-VPUB", "verdict", "amended_since", "changed_by", "47/2024/QH15",
                   NULL);
        assert_int_equal(row_int(out, "line"), i ? 31 : 2);
    }
    for (int i = 0; i < 2; i++) {
        row_expect(out, "document_id", "kh/c", "verdict", "amended_since", "changed_by", "97/2025/QH15",
                   "changed_by_id", "luat/97", "to_number", "10/2022/QH15", "to_title",
                   "Luật Thực hiện dân chủ ở cơ sở", "evidence_source", "b.txt:6; tables, row 2", NULL);
        assert_int_equal(row_int(out, "cites_change"), 0);
        row_list(out, "path", "kh/c > luat/10 > luat/97");
    }
    row_expect(out, "document_id", "kh/a", "verdict", "amended_before_cited", "changed_by", "97/2025/QH15", NULL);
    assert_int_equal(row_int(out, "cites_change"), 1);
    row_expect(out, "document_id", "kh/b", "verdict", "amended_before_cited", NULL); /* in what it says of the law */
    assert_int_equal(row_int(out, "cites_change"), 1);
    rows_end(out);
}

static void before_the_change_there_is_nothing_to_say(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    vd_rows *out;
    dated(sample_document(&sample, "kh/c", "24/KH-VPUB"), "2025-05-22");
    sample_document(&sample, "luat/10", "10/2022/QH15");
    sample_implements(&sample, "kh/c", "luat/10", VD_STRENGTH_TASK, "c.txt", 10);
    const vd_graph_data *data = sample_done(&sample);
    assert_int_equal(vd_report_outdated(data, &changes, (vd_date){2025, 6, 30}, &out, NULL), VD_OK);
    rows_end(out);
    assert_int_equal(vd_report_outdated(data, &changes, (vd_date){2025, 7, 1}, &out, NULL), VD_OK);
    row_expect(out, "verdict", "amended_since", NULL);
    row_expect(out, "verdict", "amended_since", NULL);
    rows_end(out);
}

static void changes_in_the_texts_count_too(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    vd_rows *out;
    dated(sample_document(&sample, "kh/a", "1/KH"), "2024-01-05");
    dated(sample_document(&sample, "kh/b", "2/KH"), "2025-01-05");
    vd_graph_document *newer = sample_document(&sample, "qd/new", "9/QĐ-UBND");
    newer->date = VD_LIT("2024-06-01");
    sample_document(&sample, "qd/old", "3/QĐ-UBND");
    sample_document(&sample, "qd/undated", "8/QĐ-UBND");
    sample_edge(&sample, "kh/a", VD_REL_BASED_ON, "qd/old", "a.txt", 10);
    sample_edge(&sample, "kh/b", VD_REL_CITES, "qd/old", "b.txt", 10);
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 40);
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 20);
    sample_edge(&sample, "qd/undated", VD_REL_REPEALS, "qd/old", "x.txt", 0);
    assert_int_equal(vd_report_outdated(sample_done(&sample), &none, spring, &out, NULL), VD_OK);
    row_expect(out, "document_id", "kh/a", "verdict", "superseded_since", "changed_on", "2024-06-01", "evidence_source",
               "new.txt:3", NULL);
    row_expect(out, "document_id", "kh/a", "verdict", "repealed_date_unknown", "changed_on", NULL, NULL);
    row_expect(out, "document_id", "kh/b", "verdict", "repealed_date_unknown", NULL);
    row_expect(out, "document_id", "kh/b", "verdict", "superseded_date_unknown", "changed_on", NULL, "source", "b.txt",
               NULL);
    rows_end(out);
}

static void who_changes_is_not_outdated_by_it(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    vd_rows *out;
    dated(sample_document(&sample, "qd/new", "9/QĐ-UBND"), "2024-06-01");
    sample_document(&sample, "qd/old", "3/QĐ-UBND");
    sample_edge(&sample, "qd/new", VD_REL_SUPERSEDES, "qd/old", "new.txt", 40);
    sample_edge(&sample, "qd/new", VD_REL_CITES, "qd/old", "new.txt", 80);
    assert_int_equal(vd_report_outdated(sample_done(&sample), &none, spring, &out, NULL), VD_OK);
    rows_end(out);
}

static void resolutions_do_not_share_the_fate_of_laws(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes changes = changes_make();
    vd_rows *out;
    dated(sample_document(&sample, "kh/a", "1/KH"), "2026-01-05");
    sample_document(&sample, "x", "10/2022/QH15")->type = VD_LIT("Nghị quyết");
    sample_document(&sample, "y", "27/2001/QH10")->type = VD_LIT("Luật");
    sample_implements(&sample, "kh/a", "x", VD_STRENGTH_TASK, "a.txt", 0);
    sample_implements(&sample, "kh/a", "y", VD_STRENGTH_TASK, "a.txt", 50);
    assert_int_equal(vd_report_outdated(sample_done(&sample), &changes, spring, &out, NULL), VD_OK);
    row_expect(out, "to_id", "y", "verdict", "superseded_before", NULL);
    rows_end(out);
}

static void built_in_tables_are_in_order(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_changes changes;
    size_t count;
    assert_int_equal(vd_changes_builtin(&arena, &changes, NULL), VD_OK);
    assert_true(changes.count > 0);
    for (size_t i = 0; i < changes.count; i++) {
        const vd_change *change = vd_changes_of(&changes, changes.items[i].target, VD_NONE, &count);
        assert_true(&changes.items[i] >= change && &changes.items[i] < change + count);
        assert_true(changes.items[i].source.len > 0);
        for (size_t k = 1; k < count; k++) {
            assert_false(vd_str_eq(change[k].acting, change[k - 1].acting) &&
                         change[k].relation == change[k - 1].relation);
        }
    }
    const vd_change *law = vd_changes_of(&changes, VD_LIT("10/2022/QH15"), VD_LIT("Luật"), &count);
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || (vd_str_eq(law[i].acting, VD_LIT("97/2025/QH15")) && law[i].relation == VD_REL_AMENDS &&
                          law[i].effective.year == 2025 && law[i].effective.month == 7 && law[i].effective.day == 1);
    }
    assert_true(found);
    vd_changes_of(&changes, VD_LIT(""), VD_NONE, &count);
    assert_int_equal(count, 0);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_amended_before_and_since),
        cmocka_unit_test(before_the_change_there_is_nothing_to_say),
        cmocka_unit_test(changes_in_the_texts_count_too),
        cmocka_unit_test(who_changes_is_not_outdated_by_it),
        cmocka_unit_test(resolutions_do_not_share_the_fate_of_laws),
        cmocka_unit_test(built_in_tables_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
