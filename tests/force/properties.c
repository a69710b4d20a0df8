/** What must hold for any history, over generated ones. */
#include "world.h"

#include <stdio.h>

enum { LAWS = 6, ROUNDS = 600 };

static const char *const numbers[LAWS] = {"1/2010/QH12", "2/2011/QH13", "3/2014/QH13",
                                          "4/2017/QH14", "5/2020/QH14", "6/2023/QH15"};

static vd_date random_day(uint32_t *state)
{
    vd_date date = {(int16_t)(2010 + sample_random(state) % 14), (int8_t)(1 + sample_random(state) % 12),
                    (int8_t)(1 + sample_random(state) % 28)};
    uint32_t whole = sample_random(state) % 10;
    date.day = whole < 2 ? 0 : date.day;
    date.month = whole < 1 ? 0 : date.month;
    return sample_random(state) % 12 == 0 ? (vd_date){0} : date;
}

static vd_date whole_day(uint32_t *state)
{
    vd_date date = random_day(state);
    return date.year ? vd_date_first(date) : (vd_date){2015, 6, 1};
}

/* Rows of any kind, day, confidence and source, contradictions and circles among them. */
static void rows_scatter(world *w, uint32_t *state)
{
    size_t count = 1 + sample_random(state) % 14;
    for (size_t i = 0; i < count; i++) {
        const char *target = numbers[sample_random(state) % LAWS];
        const char *acting = sample_random(state) % 5 ? numbers[sample_random(state) % LAWS] : "";
        vd_step_kind kind = (vd_step_kind)(sample_random(state) % VD_STEP_COUNT);
        vd_change *row = world_row(w, target, kind, kind <= VD_STEP_EFFECTIVE ? "" : acting, "", i % 2 ? "x" : "y");
        row->effective = random_day(state);
        row->confidence = sample_random(state) % 8 ? 0.9 : 0.3;
        row->imported = sample_random(state) % 6 == 0;
    }
}

/* Plans about the laws; `strangers` adds documents that have to do with none of it. */
static void graph_scatter(world *w, uint32_t seed, bool strangers)
{
    static const char *const plans[] = {"kh/a", "kh/b", "kh/c"};
    static const char *const laws[LAWS] = {"luat/1", "luat/2", "luat/3", "luat/4", "luat/5", "luat/6"};
    static const char *const dates[] = {"2012-03-04", "2016-08-09", "2021", NULL};
    for (size_t i = 0; i < 3; i++) {
        vd_graph_document *plan = sample_document(&w->sample, plans[i], NULL);
        plan->in_corpus = true;
        const char *date = dates[sample_random(&seed) % 4];
        plan->date = date ? vd_str_of(date) : VD_NONE;
    }
    if (strangers) {
        sample_document(&w->sample, "kh/x", "99/KH")->in_corpus = true;
        sample_document(&w->sample, "kh/y", "98/KH");
        sample_edge(&w->sample, "kh/x", VD_REL_SUPERSEDES, "kh/y", "x.txt", 0);
    }
    for (size_t i = 0; i < LAWS; i++) {
        sample_document(&w->sample, laws[i], numbers[i])->type = VD_LIT("Luật");
    }
    for (size_t i = 0; i < 8; i++) {
        const char *from = plans[sample_random(&seed) % 3];
        sample_edge(&w->sample, from, sample_random(&seed) % 2 ? VD_REL_BASED_ON : VD_REL_CITES,
                    laws[sample_random(&seed) % LAWS], "a.txt", i * 10);
    }
}

static void never_in_force_and_ended_on_one_day(void **state)
{
    (void)state;
    uint32_t seed = 20250701;
    for (size_t round = 0; round < ROUNDS; round++) {
        world w = {0};
        rows_scatter(&w, &seed);
        world_done(&w);
        for (uint32_t node = 0; node < w.force.node_count; node++) {
            vd_history history = vd_force_history(&w.force, node);
            bool ended = false;
            for (int month = 0; month < 15 * 12; month += 5) {
                vd_date at = vd_date_last((vd_date){(int16_t)(2010 + month / 12), (int8_t)(1 + month % 12), 0});
                vd_force_state now = vd_force_at(&w.force, node, at);
                bool over = false;
                for (size_t i = 0; i < history.count; i++) {
                    over = over || (vd_step_ends(&history.steps[i]) &&
                                    vd_step_happened(&history.steps[i], at) == VD_HAPPENED_YES);
                }
                assert_int_equal(over, now.kind == VD_FORCE_ENDED);
                assert_false(ended && now.kind != VD_FORCE_ENDED); /* nothing comes back from its end */
                ended = now.kind == VD_FORCE_ENDED;
            }
        }
        world_clear(&w);
    }
}

static uint32_t verdicts_of(const world *w, uint32_t node, vd_date earliest, vd_date latest, vd_date as_of)
{
    vd_arena arena = {0};
    vd_judgement *out;
    size_t count;
    uint32_t found = 0;
    vd_citing citing = {VD_GRAPH_NONE - 1, earliest, latest, as_of, NULL, NULL};
    assert_int_equal(vd_verdict_judge(&arena, &w->force, node, &citing, &out, &count, NULL), VD_OK);
    for (size_t i = 0; i < count; i++) {
        found |= 1U << out[i].verdict;
        assert_true(count == 1 || i == 0 || out[i - 1].verdict < out[i].verdict);
    }
    vd_arena_clear(&arena);
    return found;
}

/* A document cited before it was issued: a window that reaches its day says that it was cited from then on. */
static bool issued_behind(const world *w, uint32_t node, vd_date last)
{
    vd_history history = vd_force_history(&w->force, node);
    bool behind = false;
    for (size_t i = 0; i < history.count; i++) {
        const vd_step *step = &history.steps[i];
        bool issue = step->kind == VD_STEP_ISSUED && step->effective.year;
        if (issue && vd_date_cmp(vd_date_first(step->effective), last) <= 0) {
            return false;
        }
        behind = behind || issue;
    }
    return behind;
}

static void a_wider_window_takes_no_verdict_away(void **state)
{
    (void)state;
    uint32_t seed = 47;
    size_t widened = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        world w = {0};
        rows_scatter(&w, &seed);
        world_done(&w);
        for (uint32_t node = 0; node < w.force.node_count; node++) {
            vd_date days[4] = {whole_day(&seed), whole_day(&seed), whole_day(&seed), whole_day(&seed)};
            vd_date as_of = whole_day(&seed);
            for (size_t i = 1; i < 4; i++) { /* sorted */
                for (size_t k = i; k > 0 && vd_date_cmp(days[k - 1], days[k]) > 0; k--) {
                    vd_date swap = days[k];
                    days[k] = days[k - 1];
                    days[k - 1] = swap;
                }
            }
            uint32_t narrow = verdicts_of(&w, node, days[1], days[2], as_of);
            uint32_t wide = verdicts_of(&w, node, days[0], days[3], as_of);
            assert_true((narrow & ~wide) == 0 || issued_behind(&w, node, days[2]));
            assert_true(wide & 1U << VD_VERDICT_NOT_YET_ISSUED ? issued_behind(&w, node, days[3]) : true);
            widened += narrow != wide;
        }
        world_clear(&w);
    }
    assert_true(widened > 100); /* the generator reaches windows that matter */
}

/* Findings as text, by ids, so that graphs of different size compare. */
static void findings_text(world *w, char *text, size_t size)
{
    vd_finding_query query = {day("2024-06-01"), VD_GRAPH_NONE, VD_GRAPH_NONE, false, VD_SEVERITY_NOTE, false, NULL};
    const vd_finding *found;
    size_t count;
    size_t len = 0;
    text[0] = '\0';
    assert_int_equal(vd_findings_make(&w->arena, &w->force, &query, &found, &count, NULL), VD_OK);
    for (size_t i = 0; i < count; i++) {
        const vd_graph_document *from = &w->force.graph->documents[found[i].from];
        if (vd_str_eq(from->id, VD_LIT("kh/x"))) {
            continue;
        }
        len += (size_t)snprintf(
            text + len, size - len, "%s %s %s %zu %d:", from->id.ptr, w->force.graph->documents[found[i].to].id.ptr,
            vd_verdict_name(found[i].judgement.verdict), found[i].place_most, (int)found[i].judgement.certain);
        for (size_t k = 0; k < found[i].judgement.step_count; k++) {
            const vd_step *step = found[i].judgement.steps[k];
            len += (size_t)snprintf(text + len, size - len, " %s-%d-%d%s",
                                    step->node == VD_GRAPH_NONE ? "?" : vd_force_label(&w->force, step->node).ptr,
                                    (int)step->kind, (int)step->effective.year, step->conflict ? "!" : "");
        }
        len += (size_t)snprintf(text + len, size - len, "\n");
        assert_true(len < size);
    }
}

static void a_stranger_changes_no_answer(void **state)
{
    (void)state;
    static char plain[1 << 16];
    static char crowded[1 << 16];
    uint32_t seed = 97;
    size_t told = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        world w = {0};
        world v = {0};
        uint32_t graph_seed = seed + 1;
        rows_scatter(&w, &seed);
        v = w;
        world_row(&v, "77/2009/QH12", VD_STEP_SUPERSEDED, "78/2012/QH13", "2013-01-01", "z");
        graph_scatter(&w, graph_seed, false);
        graph_scatter(&v, graph_seed, true);
        world_done(&w);
        world_done(&v);
        findings_text(&w, plain, sizeof plain);
        findings_text(&v, crowded, sizeof crowded);
        assert_string_equal(plain, crowded);
        told += plain[0] != '\0';
        world_clear(&w);
        world_clear(&v);
    }
    assert_true(told > ROUNDS / 4);
}

static void the_order_of_rows_does_not_matter(void **state)
{
    (void)state;
    static char first[1 << 16];
    static char second[1 << 16];
    uint32_t seed = 16;
    for (size_t round = 0; round < ROUNDS; round++) {
        world w = {0};
        world v = {0};
        uint32_t graph_seed = seed + 1;
        rows_scatter(&w, &seed);
        v = w;
        for (size_t i = v.row_count; i > 1; i--) {
            size_t k = sample_random(&seed) % i;
            vd_change swap = v.rows[i - 1];
            v.rows[i - 1] = v.rows[k];
            v.rows[k] = swap;
        }
        graph_scatter(&w, graph_seed, false);
        graph_scatter(&v, graph_seed, false);
        world_done(&w);
        world_done(&v);
        findings_text(&w, first, sizeof first);
        findings_text(&v, second, sizeof second);
        assert_string_equal(first, second);
        world_clear(&w);
        world_clear(&v);
    }
}

static void chains_end_whatever_the_data(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (size_t round = 0; round < ROUNDS; round++) {
        world w = {0};
        for (size_t i = 0; i < 10; i++) {
            world_row(&w, numbers[sample_random(&seed) % LAWS], VD_STEP_SUPERSEDED,
                      numbers[sample_random(&seed) % LAWS], "2012-01-01", "x");
        }
        world_done(&w);
        for (uint32_t node = 0; node < w.force.node_count; node++) {
            vd_living *chains;
            size_t count;
            assert_int_equal(vd_force_living(&w.arena, &w.force, node, day("2020-01-01"), &chains, &count, NULL),
                             VD_OK);
            assert_true(count >= 1);
            for (size_t i = 0; i < count; i++) {
                assert_int_equal(chains[i].nodes[0], node);
                assert_true(chains[i].count <= LAWS + 1);
                vd_force_state last = vd_force_at(&w.force, chains[i].nodes[chains[i].count - 1], day("2020-01-01"));
                assert_int_equal(chains[i].alive, last.kind != VD_FORCE_ENDED);
            }
        }
        world_clear(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(never_in_force_and_ended_on_one_day), cmocka_unit_test(a_wider_window_takes_no_verdict_away),
        cmocka_unit_test(a_stranger_changes_no_answer),        cmocka_unit_test(the_order_of_rows_does_not_matter),
        cmocka_unit_test(chains_end_whatever_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
