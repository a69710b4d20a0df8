/** Verdicts: what a citation is worth, by the dates. */
#include "world.h"

#include "base/buf.h"

typedef struct verdict_case {
    const char *kind;
    const char *earliest, *latest; /* of the citing document */
    const char *effective, *acting, *as_of;
    bool cited;
    const char *verdicts; /* " | " between; "?" behind one that does not hold on every day */
} verdict_case;

static const verdict_case cases[] = {
    /* the plan is older, the change has come since */
    {"amended", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2026-03-01", false, "amended_since"},
    {"amended", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2025-07-01", false, "amended_since"},
    {"amended", "2025-05-22", "2025-05-22", "2025-07-01", "2025-06-27", "2025-06-30", false, ""},
    {"superseded", "2025-05-22", "2025-05-22", "2025-07-01", "", "2026-03-01", false, "superseded_since"},
    {"repealed", "2025-05-22", "2025-05-22", "2025-07-01", "", "2026-03-01", false, "repealed_since"},
    /* the change was there already */
    {"amended", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amended", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", true, "amended_before_cited"},
    {"amended", "2025-07-01", "2025-07-01", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"superseded", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", true, "superseded_before"},
    {"repealed", "2025-09-15", "2025-09-15", "2025-07-01", "", "2026-03-01", false, "repealed_before"},
    /* what was wrong when signed is wrong on any later question */
    {"repealed", "2025-09-15", "2025-09-15", "2025-07-01", "", "2025-06-01", false, "repealed_before"},
    /* windows */
    {"amended", "2025-08-15", "2025-11-30", "2025-07-01", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amended", "2025-04-02", "2025-12-31", "2025-07-01", "", "2026-03-01", false,
     "amended_before_not_cited? | amended_since?"},
    {"amended", "2025-04-02", "2025-12-31", "2025-07-01", "", "2025-06-01", false, "amended_before_not_cited?"},
    {"superseded", "2025-04-02", "2025-12-31", "2025-07-01", "", "2026-03-01", false,
     "superseded_before? | superseded_since?"},
    {"amended", "2025-04-02", "", "2025-07-01", "", "2026-03-01", true, "amended_since? | amended_before_cited?"},
    {"amended", "", "2025-06-30", "2025-07-01", "", "2026-03-01", false, "amended_since"},
    {"amended", "2025-04-02", "2025-06-30", "2025-07-01", "", "2026-03-01", false, "amended_since"},
    {"amended", "", "", "2025-07-01", "", "2026-03-01", false, "unknown"},
    {"amended", "", "", "2025-07-01", "", "2025-06-30", false, ""},
    /* a change of which only the year or month is known */
    {"amended", "2026-01-01", "2026-01-01", "2025", "", "2026-03-01", false, "amended_before_not_cited"},
    {"amended", "2024-12-31", "2024-12-31", "2025", "", "2026-03-01", false, "amended_since"},
    {"amended", "2024-12-31", "2024-12-31", "2025", "", "2025-06-01", false, "unknown"},
    {"amended", "2025-07-15", "2025-07-15", "2025-07", "", "2026-03-01", false, "unknown"},
    /* when the change has effect is not known, but not before it was issued */
    {"superseded", "2024-01-05", "2024-01-05", "", "2024-06-01", "2026-03-01", false, "superseded_since"},
    {"superseded", "2024-01-05", "2024-01-05", "", "2024-06-01", "2024-05-31", false, ""},
    {"superseded", "2024-07-05", "2024-07-05", "", "2024-06-01", "2026-03-01", false, "superseded_date_unknown"},
    {"superseded", "2024-01-05", "2024-01-05", "", "2024", "2026-03-01", false, "superseded_date_unknown"},
    {"amended", "2024-01-05", "2024-01-05", "", "", "2026-03-01", false, "amended_date_unknown"},
    {"repealed", "", "", "", "", "2026-03-01", false, "repealed_date_unknown"},
    {"repealed", "", "", "", "2024-06-01", "2026-03-01", false, "unknown"},
};

static bool cited_always(const void *context, uint32_t document, uint32_t named)
{
    (void)document;
    (void)named;
    return *(const bool *)context;
}

static void judged_expect(const world *w, uint32_t node, const vd_citing *citing, const char *expected, size_t at)
{
    vd_arena arena = {0};
    vd_judgement *out;
    size_t count;
    vd_buf text = {0};
    assert_int_equal(vd_verdict_judge(&arena, &w->force, node, citing, &out, &count, NULL), VD_OK);
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(&text, i ? " | " : "");
        vd_buf_add_text(&text, vd_verdict_name(out[i].verdict));
        vd_buf_add_text(&text, out[i].certain ? "" : "?");
        assert_true(out[i].step_count > 0);
    }
    vd_buf_add_char(&text, '\0');
    assert_true(vd_buf_ok(&text));
    if (strcmp(text.ptr, expected) != 0) {
        fail_msg("case %zu: '%s', not '%s'", at, text.ptr, expected);
    }
    vd_buf_clear(&text);
    vd_arena_clear(&arena);
}

static void every_case_has_its_verdict(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const verdict_case *c = &cases[i];
        vd_step_kind kind;
        world w = {0};
        assert_true(vd_step_parse(vd_str_of(c->kind), &kind));
        world_row(&w, "LAW", kind, "NEW", c->effective, "x");
        world_row(&w, "NEW", VD_STEP_ISSUED, "", c->acting, "x");
        world_done(&w);
        vd_citing citing = {VD_GRAPH_NONE - 1, day(c->earliest), day(c->latest),
                            day(c->as_of),     cited_always,     &c->cited};
        judged_expect(&w, world_node(&w, "LAW"), &citing, c->verdicts, i);
        world_clear(&w);
    }
}

/* A text without a day cites a law: it was written when the law was there.  One that was signed before is told. */
static void what_is_cited_had_been_issued(void **state)
{
    static const struct {
        const char *earliest, *latest, *verdicts;
    } windows[] = {
        {"2024-01-01", "2024-12-31", "repealed_since"},
        {"2024-01-01", "2024-03-01", "repealed_since"},
        {"2024-01-01", "2025-12-31", "repealed_before? | repealed_since?"},
        {"2024-01-01", "2024-02-28", "not_yet_issued | repealed_since"},
        {"2024-02-29", "2024-02-29", "not_yet_issued | repealed_since"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        world w = {0};
        world_row(&w, "LAW", VD_STEP_ISSUED, "", "2024-03-01", "x");
        world_row(&w, "LAW", VD_STEP_REPEALED, "NEW", "2025-07-01", "x");
        world_done(&w);
        vd_citing citing = {
            VD_GRAPH_NONE - 1, day(windows[i].earliest), day(windows[i].latest), day("2026-03-01"), NULL, NULL};
        judged_expect(&w, world_node(&w, "LAW"), &citing, windows[i].verdicts, i);
        world_clear(&w);
    }
}

static bool names_second(const void *context, uint32_t document, uint32_t named)
{
    const world *w = context;
    (void)document;
    return named == world_node(w, "SECOND");
}

/* Two amendments of one day, the second issued later; only the second is named. */
static void who_names_the_last_amendment_has_a_note_about_the_first(void **state)
{
    (void)state;
    world w = {0};
    world_row(&w, "LAW", VD_STEP_AMENDED, "FIRST", "2025-07-01", "x");
    world_row(&w, "LAW", VD_STEP_AMENDED, "SECOND", "2025-07-01", "x");
    world_row(&w, "FIRST", VD_STEP_ISSUED, "", "2024-11-26", "x");
    world_row(&w, "SECOND", VD_STEP_ISSUED, "", "2025-06-27", "x");
    world_done(&w);
    vd_citing citing = {VD_GRAPH_NONE - 1, day("2025-09-15"), day("2025-09-15"), day("2026-03-01"), names_second, &w};
    judged_expect(&w, world_node(&w, "LAW"), &citing, "amended_before_partly_cited", 0);
    citing.earliest = citing.latest = day("2025-05-22");
    judged_expect(&w, world_node(&w, "LAW"), &citing, "amended_since", 1);
    world_clear(&w);
    world_row(&w, "LAW", VD_STEP_AMENDED, "SECOND", "2024-07-01", "x");
    world_row(&w, "LAW", VD_STEP_AMENDED, "THIRD", "2025-07-01", "x");
    world_done(&w);
    citing.earliest = citing.latest = day("2025-09-15");
    judged_expect(&w, world_node(&w, "LAW"), &citing, "amended_before_not_cited", 2);
    world_clear(&w);
}

static void the_life_of_a_law(void **state)
{
    (void)state;
    static const struct {
        const char *day, *as_of, *verdicts;
    } expected[] = {
        {"2019-06-01", "2019-12-01", "not_yet_in_force"},
        {"2019-05-31", "2019-12-01", "not_yet_issued"},
        {"2020-06-01", "2020-12-01", ""},
        {"2020-06-01", "2021-04-01", "suspended_since"},
        {"2021-04-01", "2021-04-01", "suspended"},
        {"2020-06-01", "2023-06-01", "amended_since"},
        {"2020-06-01", "2026-01-01", "superseded_since"}, /* the amendment in between is moot */
        {"2023-06-01", "2026-01-01", "amended_before_not_cited | superseded_since"},
        {"2026-01-01", "2026-01-01", "superseded_before"},
        {"2026-01-01", "2020-01-01", "superseded_before"},
    };
    world w = {0};
    world_row(&w, "LAW", VD_STEP_ISSUED, "", "2019-06-01", "x");
    world_row(&w, "LAW", VD_STEP_EFFECTIVE, "", "2020-01-01", "x");
    world_row(&w, "LAW", VD_STEP_SUSPENDED, "PAUSE", "2021-03-01", "x");
    world_row(&w, "LAW", VD_STEP_RESUMED, "", "2021-06-01", "x");
    world_row(&w, "LAW", VD_STEP_AMENDED, "CHANGE", "2023-01-01", "x");
    world_row(&w, "LAW", VD_STEP_CORRECTED, "ERRATUM", "2020-02-01", "x"); /* changes no rule */
    world_row(&w, "LAW", VD_STEP_SUPERSEDED, "NEXT", "2025-01-01", "x");
    world_done(&w);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        vd_citing citing = {
            VD_GRAPH_NONE - 1, day(expected[i].day), day(expected[i].day), day(expected[i].as_of), NULL, NULL};
        judged_expect(&w, world_node(&w, "LAW"), &citing, expected[i].verdicts, i);
    }
    /* the successor's own citation of what it replaces */
    vd_citing own = {world_node(&w, "NEXT"), day("2024-11-01"), day("2024-11-01"), day("2026-01-01"), NULL, NULL};
    judged_expect(&w, world_node(&w, "LAW"), &own, "amended_before_not_cited", 100);
    world_clear(&w);
}

static void a_doubtful_change_is_not_held_against_anyone(void **state)
{
    (void)state;
    world w = {0};
    world_row(&w, "LAW", VD_STEP_REPEALED, "NEXT", "2025-01-01", "x")->confidence = 0.4;
    world_done(&w);
    vd_citing citing = {VD_GRAPH_NONE - 1, day("2025-06-01"), day("2025-06-01"), day("2026-01-01"), NULL, NULL};
    judged_expect(&w, world_node(&w, "LAW"), &citing, "unknown", 0);
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_has_its_verdict),
        cmocka_unit_test(what_is_cited_had_been_issued),
        cmocka_unit_test(who_names_the_last_amendment_has_a_note_about_the_first),
        cmocka_unit_test(the_life_of_a_law),
        cmocka_unit_test(a_doubtful_change_is_not_held_against_anyone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
