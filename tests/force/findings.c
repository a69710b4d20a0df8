/** Findings: one a citing document, cited document and verdict, and what the citing document knows of it. */
#include "force/finding.h"
#include "world.h"

/* The only finding about document 0 citing document 1. */
static const vd_finding *finding_only(world *w, vd_arena *arena)
{
    vd_finding_query query = {.as_of = day("2026-01-01"), .from = 0, .to = 1, .least = VD_SEVERITY_NOTE};
    const vd_finding *found = NULL;
    size_t count = 0;
    assert_int_equal(vd_findings_make(arena, &w->force, &query, &found, &count, NULL), VD_OK);
    assert_int_equal(count, 1);
    return found;
}

/* A plan of 2025, and decrees of 2010, 2015 and 2020. */
static void world_plan(world *w)
{
    vd_graph_document *plan = sample_document(&w->sample, "kh/a", "1/KH");
    plan->date = VD_LIT("2025-06-01");
    plan->in_corpus = true;
    sample_document(&w->sample, "nd/b", "2/NĐ-CP")->date = VD_LIT("2010-01-01");
    sample_document(&w->sample, "nd/c", "3/NĐ-CP")->date = VD_LIT("2015-01-01");
    sample_document(&w->sample, "nd/d", "4/NĐ-CP")->date = VD_LIT("2020-01-01");
}

/* A plan of 2025 cites a decree that another amended, and ended in part, and a third superseded; it names both. */
static void a_document_named_counts_once(void **state)
{
    (void)state;
    world w = {0};
    vd_arena arena = {0};
    world_plan(&w);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/b", "a.txt", 10);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/c", "a.txt", 30);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/d", "a.txt", 50);
    world_row(&w, "nd/b", VD_STEP_EFFECTIVE, "", "2010-02-01", "table");
    world_row(&w, "nd/b", VD_STEP_AMENDED, "nd/c", "2015-02-01", "table");
    world_row(&w, "nd/b", VD_STEP_REPEALED_PART, "nd/c", "2015-02-01", "table");
    world_row(&w, "nd/b", VD_STEP_AMENDED, "nd/d", "2020-02-01", "table");
    world_row(&w, "nd/b", VD_STEP_SUPERSEDED, "nd/d", "2020-03-01", "table");
    world_done(&w);
    const vd_finding *found = finding_only(&w, &arena);
    assert_int_equal(found->named_count, 2);
    assert_true(vd_str_eq(vd_force_label(&w.force, found->named[0]->node), VD_LIT("3/NĐ-CP")));
    assert_true(vd_str_eq(vd_force_label(&w.force, found->named[1]->node), VD_LIT("4/NĐ-CP")));
    assert_int_equal(found->named[1]->kind, VD_STEP_SUPERSEDED); /* an end goes before an amendment */
    assert_int_equal(found->severity, VD_SEVERITY_MEDIUM);       /* that it has ended is known to the plan */
    vd_arena_clear(&arena);
    world_clear(&w);
}

/* A plan cites a decree of which no more than its issue is known, one that has ended some day, and one in force. */
static void what_findings_do_not_tell_is_counted(void **state)
{
    (void)state;
    world w = {0};
    vd_arena arena = {0};
    world_plan(&w);
    sample_document(&w.sample, "nd/e", "5/NĐ-CP")->date = VD_LIT("2021-01-01");
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/b", "a.txt", 10);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/b", "a.txt", 20);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/c", "a.txt", 30);
    sample_edge(&w.sample, "kh/a", VD_REL_CITES, "nd/d", "a.txt", 50);
    sample_edge(&w.sample, "kh/a", VD_REL_REPEALS, "nd/e", "a.txt", 70); /* does not lean on it */
    world_row(&w, "nd/c", VD_STEP_SUPERSEDED, "", "", "table");
    world_row(&w, "nd/d", VD_STEP_EFFECTIVE, "", "2020-02-01", "table");
    world_done(&w);
    vd_finding_counts counts;
    vd_finding_query query = {.as_of = day("2026-01-01"),
                              .from = VD_GRAPH_NONE,
                              .to = VD_GRAPH_NONE,
                              .least = VD_SEVERITY_LOW,
                              .counts = &counts};
    const vd_finding *found = NULL;
    size_t count = 0;
    assert_int_equal(vd_findings_make(&arena, &w.force, &query, &found, &count, NULL), VD_OK);
    assert_int_equal(count, 0);
    assert_int_equal(counts.cited, 3);
    assert_int_equal(counts.silent, 1);
    assert_int_equal(counts.unjudged, 1);
    assert_int_equal(counts.undated, 1);
    query.least = VD_SEVERITY_NOTE;
    assert_int_equal(vd_findings_make(&arena, &w.force, &query, &found, &count, NULL), VD_OK);
    assert_int_equal(count, 1);
    assert_int_equal(counts.undated, 0);
    query.unjudged = true; /* the one of which nothing is known, and it alone */
    assert_int_equal(vd_findings_make(&arena, &w.force, &query, &found, &count, NULL), VD_OK);
    assert_int_equal(count, 1);
    assert_string_equal(w.force.graph->documents[found->to].number.ptr, "2/NĐ-CP");
    assert_int_equal(found->place_count, 2);
    vd_arena_clear(&arena);
    world_clear(&w);
}

/* A text without a day cites a law and one that came later, when the first had been amended: it was written behind
 * that. A day that only other citations tell of the later one is no proof. */
static void a_text_is_as_young_as_what_it_names(void **state)
{
    (void)state;
    for (int sure = 0; sure < 2; sure++) {
        world w = {0};
        vd_arena arena = {0};
        vd_graph_document *news = sample_document(&w.sample, "bai/a", NULL);
        news->in_corpus = true;
        news->earliest = VD_LIT("2010-01-01");
        sample_document(&w.sample, "luat/b", "2/2010/QH12");
        sample_document(&w.sample, "nd/c", "3/2020/NĐ-CP")->date = VD_LIT("2020-05-05");
        sample_edge(&w.sample, "bai/a", VD_REL_CITES, "luat/b", "a.txt", 10);
        sample_edge(&w.sample, "bai/a", VD_REL_CITES, "nd/c", "a.txt", 30);
        world_row(&w, "luat/b", VD_STEP_AMENDED, "5/2015/QH13", "2015-07-01", "table");
        if (sure) {
            world_row(&w, "nd/c", VD_STEP_ISSUED, "", "2020-05-05", "table");
        }
        world_done(&w);
        vd_finding_query query = {.as_of = day("2026-01-01"), .from = 0, .to = 1, .least = VD_SEVERITY_NOTE};
        const vd_finding *found = NULL;
        size_t count = 0;
        assert_int_equal(vd_findings_make(&arena, &w.force, &query, &found, &count, NULL), VD_OK);
        assert_int_equal(count, sure ? 1 : 2);
        assert_int_equal(found[0].judgement.verdict, VD_VERDICT_AMENDED_BEFORE_NOT_CITED);
        assert_int_equal(found[0].judgement.certain, sure);
        vd_arena_clear(&arena);
        world_clear(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_named_counts_once),
        cmocka_unit_test(a_text_is_as_young_as_what_it_names),
        cmocka_unit_test(what_findings_do_not_tell_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
