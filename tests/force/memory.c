/** Running out of memory at every single allocation: an error each time, nothing lost. */
#include "world.h"

#include "base/alloc.h"

static vd_status everything(const world *w, vd_error *err)
{
    vd_arena arena = {0};
    vd_force force;
    vd_finding_query query = {day("2026-03-01"), VD_GRAPH_NONE, VD_GRAPH_NONE, false, VD_SEVERITY_NOTE, false, NULL};
    const vd_finding *findings;
    vd_living *chains;
    size_t count = 0;
    vd_status status = vd_force_make(&arena, &w->sample.data, &w->changes, &force, err);
    if (status == VD_OK) {
        status = vd_findings_make(&arena, &force, &query, &findings, &count, err);
    }
    if (status == VD_OK) {
        assert_int_equal(count, 2);
        status = vd_force_living(&arena, &force, 1, day("2026-03-01"), &chains, &count, err);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status builtin(const world *w, vd_error *err)
{
    vd_arena arena = {0};
    vd_changes changes;
    (void)w;
    vd_status status = vd_changes_builtin(&arena, &changes, err);
    vd_arena_clear(&arena);
    return status;
}

static void every_failure_is_told(void **state)
{
    (void)state;
    static vd_status (*const calls[])(const world *, vd_error *) = {everything, builtin};
    world w = {0};
    vd_graph_document *plan = sample_document(&w.sample, "a", "1/KH");
    plan->in_corpus = true;
    plan->date = VD_LIT("2025-05-05");
    sample_document(&w.sample, "b", "10/2022/QH15");
    sample_implements(&w.sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_implements(&w.sample, "a", "b", VD_STRENGTH_TASK, "a.txt", 20);
    world_row(&w, "10/2022/QH15", VD_STEP_AMENDED, "47/2024/QH15", "2025-01-01", "x")->pinpoint = VD_LIT("Điều 3");
    world_row(&w, "10/2022/QH15", VD_STEP_SUPERSEDED, "97/2025/QH15", "2025-07-01", "x");
    world_done(&w);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        vd_status status = VD_NO_MEMORY;
        for (size_t nth = 1; status != VD_OK; nth++) {
            vd_error err = {0};
            assert_true(nth < 1000);
            vd_alloc_fail_at(nth);
            status = calls[i](&w, &err);
            vd_alloc_fail_at(0);
            assert_true(status == VD_OK ? nth > 1 : status == VD_NO_MEMORY && err.status == VD_NO_MEMORY);
        }
    }
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_failure_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
