/** Chains to what stands in the place of a document. */
#include "world.h"

#include "base/buf.h"

/* "A > B > C", and the ends that live. */
static void chains_expect(const world *w, const char *from, const char *as_of, const char *joined)
{
    vd_arena arena = {0};
    vd_living *chains;
    size_t count;
    vd_buf text = {0};
    assert_int_equal(vd_force_living(&arena, &w->force, world_node(w, from), day(as_of), &chains, &count, NULL), VD_OK);
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(&text, i ? "; " : "");
        for (size_t k = 0; k < chains[i].count; k++) {
            vd_str label = vd_force_label(&w->force, chains[i].nodes[k]);
            vd_buf_add_text(&text, k ? " > " : "");
            vd_buf_add(&text, label);
        }
        vd_buf_add_text(&text, chains[i].alive ? "" : " (dead)");
    }
    vd_buf_add_char(&text, '\0');
    assert_true(vd_buf_ok(&text));
    assert_string_equal(text.ptr, joined);
    vd_buf_clear(&text);
    vd_arena_clear(&arena);
}

static void the_law_on_local_government(void **state)
{
    (void)state;
    world w = {0};
    assert_int_equal(vd_changes_builtin(&w.arena, &w.changes, NULL), VD_OK);
    assert_int_equal(vd_force_make(&w.arena, &w.sample.data, &w.changes, &w.force, NULL), VD_OK);
    chains_expect(&w, "77/2015/QH13", "2026-03-01", "77/2015/QH13 > 65/2025/QH15 > 72/2025/QH15");
    chains_expect(&w, "77/2015/QH13", "2025-03-01", "77/2015/QH13 > 65/2025/QH15");
    chains_expect(&w, "77/2015/QH13", "2025-02-28", "77/2015/QH13");
    world_clear(&w);
}

static void two_successors_and_one_that_is_gone(void **state)
{
    (void)state;
    world w = {0};
    world_row(&w, "A", VD_STEP_SUPERSEDED, "B", "2010-01-01", "x");
    world_row(&w, "A", VD_STEP_SUPERSEDED, "C", "2010-01-01", "x");
    world_row(&w, "C", VD_STEP_SUPERSEDED, "D", "2015-01-01", "x");
    world_row(&w, "E", VD_STEP_SUPERSEDED, "F", "2015-01-01", "x");
    world_row(&w, "F", VD_STEP_REPEALED, "G", "2016-01-01", "x");
    world_row(&w, "H", VD_STEP_EXPIRED, "", "2016-01-01", "x");
    world_done(&w);
    chains_expect(&w, "A", "2020-01-01", "A > B; A > C > D");
    chains_expect(&w, "E", "2020-01-01", "E > F (dead)");
    chains_expect(&w, "H", "2020-01-01", "H (dead)");
    world_clear(&w);
}

static void a_circle_comes_to_an_end(void **state)
{
    (void)state;
    world w = {0};
    world_row(&w, "A", VD_STEP_SUPERSEDED, "B", "2010-01-01", "x");
    world_row(&w, "B", VD_STEP_SUPERSEDED, "C", "2011-01-01", "x");
    world_row(&w, "C", VD_STEP_SUPERSEDED, "A", "2012-01-01", "x");
    world_row(&w, "D", VD_STEP_SUPERSEDED, "D", "2012-01-01", "x"); /* itself: no change */
    world_done(&w);
    chains_expect(&w, "A", "2020-01-01", "A > B > C > A (dead)");
    chains_expect(&w, "A", "2011-06-01", "A > B > C");
    chains_expect(&w, "D", "2020-01-01", "D");
    world_clear(&w);
}

static void a_doubtful_end_is_not_followed(void **state)
{
    (void)state;
    world w = {0};
    world_row(&w, "A", VD_STEP_SUPERSEDED, "B", "2010-01-01", "x")->confidence = 0.3;
    world_row(&w, "C", VD_STEP_SUPERSEDED, "D", "", "x"); /* undated: it may have come */
    world_done(&w);
    chains_expect(&w, "A", "2020-01-01", "A");
    chains_expect(&w, "C", "2020-01-01", "C > D");
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_law_on_local_government),
        cmocka_unit_test(two_successors_and_one_that_is_gone),
        cmocka_unit_test(a_circle_comes_to_an_end),
        cmocka_unit_test(a_doubtful_end_is_not_followed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
