/** Histories: what is one step, what proves it, and the state it makes. */
#include "world.h"

static void one_change_told_three_times_is_one_step(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "kh/a", "1/KH");
    sample_document(&w.sample, "luat/10", "10/2022/QH15")->type = VD_LIT("Luật");
    sample_document(&w.sample, "luat/97", "97/2025/QH15")->type = VD_LIT("Luật");
    sample_third_party(sample_edge(&w.sample, "luat/97", VD_REL_AMENDS, "luat/10", "a.txt", 50), "kh/a");
    world_row(&w, "10/2022/QH15", VD_STEP_AMENDED, "97/2025/QH15", "2025-07-01", "table");
    world_row(&w, "10/2022/QH15", VD_STEP_AMENDED, "97/2025/QH15", "2025-07", "list")->imported = true;
    world_row(&w, "97/2025/QH15", VD_STEP_ISSUED, "", "2025-06-27", "table");
    world_done(&w);
    const vd_step *step = world_step(&w, 1, VD_STEP_AMENDED);
    assert_int_equal(step->proof_count, 3);
    assert_int_equal(step->acting, 2);
    assert_true(vd_date_eq(step->effective, day("2025-07"))); /* the user's row goes first */
    assert_true(vd_date_eq(step->issued, day("2025-06-27")));
    assert_false(step->conflict); /* "in July" and "on 1 July" */
    assert_true(vd_str_eq(step->source, VD_LIT("list")));
    assert_non_null(step->edge);
    world_clear(&w);
}

static void days_that_disagree_are_told(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "luat/10", "10/2022/QH15");
    world_row(&w, "10/2022/QH15", VD_STEP_SUPERSEDED, "97/2025/QH15", "2025-07-01", "table");
    world_row(&w, "10/2022/QH15", VD_STEP_SUPERSEDED, "97/2025/QH15", "2025-08-01", "own")->imported = true;
    world_done(&w);
    const vd_step *step = world_step(&w, 0, VD_STEP_SUPERSEDED);
    assert_true(step->conflict);
    assert_true(vd_date_eq(step->effective, day("2025-08-01")));
    assert_int_equal(step->acting, VD_GRAPH_NONE); /* not in the graph, but a node */
    assert_true(vd_str_eq(vd_force_label(&w.force, step->node), VD_LIT("97/2025/QH15")));
    world_clear(&w);
}

/* "Luật Bảo hiểm xã hội được sửa đổi tại Bộ luật Lao động" of 2019, where the name was taken for the law of 2024. */
static void what_is_older_changes_nothing_surely(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "luat/a", "45/2019/QH14")->date = VD_LIT("2019-11-20");
    sample_document(&w.sample, "luat/b", "41/2024/QH15")->date = VD_LIT("2024-06-29");
    sample_document(&w.sample, "luat/c", "73/2025/QH15")->date = VD_LIT("2025-06-16");
    sample_edge(&w.sample, "luat/a", VD_REL_AMENDS, "luat/b", "a.txt", 10);
    sample_edge(&w.sample, "luat/c", VD_REL_AMENDS, "luat/b", "a.txt", 60);
    world_row(&w, "luat/a", VD_STEP_EFFECTIVE, "", "2021-01-01", "own");
    world_row(&w, "luat/c", VD_STEP_EFFECTIVE, "", "2025-07-01", "own");
    world_done(&w);
    vd_history history = vd_force_history(&w.force, 1);
    size_t sure = 0;
    for (size_t i = 0; i < history.count; i++) {
        sure += history.steps[i].kind == VD_STEP_AMENDED &&
                vd_step_happened(&history.steps[i], day("2026-01-01")) == VD_HAPPENED_YES;
    }
    assert_int_equal(sure, 1);
    world_clear(&w);
}

static void a_repeal_in_part_ends_nothing(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "nd/a", "9/NĐ-CP")->date = VD_LIT("2024-06-01");
    sample_document(&w.sample, "nd/b", "3/NĐ-CP");
    sample_edge(&w.sample, "nd/a", VD_REL_REPEALS, "nd/b", "a.txt", 10)->pinpoint = VD_LIT("khoản 2 Điều 5");
    sample_edge(&w.sample, "nd/a", VD_REL_REPEALS, "nd/b", "a.txt", 30)->pinpoint = VD_LIT("Điều 7");
    sample_edge(&w.sample, "nd/a", VD_REL_SUPERSEDES, "nd/b", "a.txt", 60)->pinpoint = VD_LIT("Phụ lục I");
    world_row(&w, "nd/a", VD_STEP_EFFECTIVE, "", "2024-07-01", "own");
    world_row(&w, "nd/b", VD_STEP_EFFECTIVE, "", "2020-01-01", "own");
    world_done(&w);
    const vd_step *step = world_step(&w, 1, VD_STEP_REPEALED_PART);
    assert_true(vd_str_eq(step->pinpoint, VD_LIT("khoản 2 Điều 5; Điều 7")));
    assert_true(vd_date_eq(step->effective, day("2024-07-01"))); /* since the acting document has effect */
    assert_true(vd_str_eq(world_step(&w, 1, VD_STEP_AMENDED)->pinpoint, VD_LIT("Phụ lục I")));
    vd_force_state at = vd_force_at(&w.force, 1, day("2026-01-01"));
    assert_int_equal(at.kind, VD_FORCE_IN);
    assert_int_equal(at.amended, 2);
    world_clear(&w);
}

/* "Nghị định này có hiệu lực từ ngày …": what a document does is done since then; a sure row goes first, and the step
 * says where they disagree. */
static void a_text_says_since_when(void **state)
{
    (void)state;
    world w = {0};
    vd_graph_document *a = sample_document(&w.sample, "nd/a", "9/NĐ-CP");
    a->date = VD_LIT("2024-06-01");
    a->effective = day("2024-07-15");
    a->effective_source = VD_LIT("a.txt");
    sample_document(&w.sample, "nd/b", "3/NĐ-CP");
    vd_graph_document *c = sample_document(&w.sample, "nd/c", "7/NĐ-CP");
    c->effective = day("2019-05-01");
    c->effective_source = VD_LIT("c.txt");
    sample_edge(&w.sample, "nd/a", VD_REL_REPEALS, "nd/b", "a.txt", 10);
    world_row(&w, "nd/c", VD_STEP_EFFECTIVE, "", "2019-06-01", "table")->confidence = 0.95;
    world_done(&w);
    assert_true(vd_date_eq(world_step(&w, 1, VD_STEP_REPEALED)->effective, day("2024-07-15")));
    assert_int_equal(vd_force_at(&w.force, 0, day("2024-07-14")).kind, VD_FORCE_NOT_YET);
    assert_int_equal(vd_force_at(&w.force, 0, day("2024-07-15")).kind, VD_FORCE_IN);
    assert_int_equal(vd_force_at(&w.force, 1, day("2024-07-15")).kind, VD_FORCE_ENDED);
    assert_true(vd_str_eq(world_step(&w, 0, VD_STEP_EFFECTIVE)->source, VD_LIT("a.txt")));
    const vd_step *known = world_step(&w, 2, VD_STEP_EFFECTIVE);
    assert_true(vd_date_eq(known->effective, day("2019-06-01")));
    assert_true(known->conflict);
    world_clear(&w);
}

static void a_replacement_and_a_repeal_are_one_end(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "luat/a", "1/2020/QH14");
    sample_document(&w.sample, "luat/b", "2/2010/QH12");
    sample_edge(&w.sample, "luat/a", VD_REL_REPEALS, "luat/b", "a.txt", 10); /* "hết hiệu lực kể từ ngày" */
    world_row(&w, "2/2010/QH12", VD_STEP_SUPERSEDED, "1/2020/QH14", "2021-01-01", "table");
    world_done(&w);
    const vd_step *step = world_step(&w, 1, VD_STEP_SUPERSEDED);
    assert_int_equal(vd_force_history(&w.force, 1).count, 1);
    assert_int_equal(step->proof_count, 2);
    world_clear(&w);
}

static void resolutions_do_not_share_the_fate_of_laws(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "luat/a", "10/2022/QH15");
    w.sample.documents[0].type = VD_LIT("Nghị quyết");
    world_row(&w, "10/2022/QH15", VD_STEP_SUPERSEDED, "1/2026/QH16", "2026-01-01", "table");
    world_done(&w);
    assert_int_equal(vd_force_history(&w.force, 0).count, 0);
    world_clear(&w);
    /* a document of unknown type stands back behind the law of that number */
    sample_document(&w.sample, "a", "10/2022/QH15");
    sample_document(&w.sample, "luat/a", "10/2022/QH15")->type = VD_LIT("Luật");
    world_row(&w, "10/2022/QH15", VD_STEP_SUPERSEDED, "1/2026/QH16", "2026-01-01", "table");
    world_done(&w);
    assert_int_equal(vd_force_history(&w.force, 0).count, 0);
    assert_int_equal(vd_force_history(&w.force, 1).count, 1);
    world_clear(&w);
}

static void the_state_follows_the_days(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        vd_force_kind kind;
    } expected[] = {
        {"2019-12-31", VD_FORCE_NOT_YET},   {"2020-01-01", VD_FORCE_IN},    {"2021-03-01", VD_FORCE_SUSPENDED},
        {"2021-05-31", VD_FORCE_SUSPENDED}, {"2021-06-01", VD_FORCE_IN},    {"2024-12-31", VD_FORCE_IN},
        {"2025-01-01", VD_FORCE_UNKNOWN},   {"2025-12-31", VD_FORCE_ENDED},
    };
    world w = {0};
    sample_document(&w.sample, "vn/a", NULL);
    world_row(&w, "vn/a", VD_STEP_EFFECTIVE, "", "2020-01-01", "own");
    world_row(&w, "vn/a", VD_STEP_SUSPENDED, "vn/b", "2021-03-01", "own");
    world_row(&w, "vn/a", VD_STEP_RESUMED, "vn/c", "2021-06-01", "own");
    world_row(&w, "vn/a", VD_STEP_EXPIRED, "", "2025", "own"); /* some day of that year */
    world_done(&w);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        assert_int_equal(vd_force_at(&w.force, 0, day(expected[i].day)).kind, expected[i].kind);
    }
    world_clear(&w);
}

static void silence_is_not_force(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "vn/a", NULL)->date = VD_LIT("2020-01-01");
    world_done(&w);
    assert_int_equal(vd_force_at(&w.force, 0, day("2019-01-01")).kind, VD_FORCE_NOT_YET);
    vd_force_state later = vd_force_at(&w.force, 0, day("2025-01-01"));
    assert_int_equal(later.kind, VD_FORCE_UNKNOWN);
    assert_null(later.decided);
    world_clear(&w);
}

static void a_doubtful_end_leaves_it_open(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "vn/a", NULL);
    world_row(&w, "vn/a", VD_STEP_EFFECTIVE, "", "2020-01-01", "own");
    world_row(&w, "vn/a", VD_STEP_REPEALED, "vn/b", "2022-01-01", "own")->confidence = 0.4;
    world_done(&w);
    assert_int_equal(vd_force_at(&w.force, 0, day("2021-01-01")).kind, VD_FORCE_IN);
    assert_int_equal(vd_force_at(&w.force, 0, day("2023-01-01")).kind, VD_FORCE_UNKNOWN);
    world_clear(&w);
}

/* "Sửa đổi, bổ sung, bãi bỏ một số điều của Luật X" gives both edges. */
static void who_amends_does_not_end(void **state)
{
    (void)state;
    world w = {0};
    sample_document(&w.sample, "luat/a", "60/2024/QH15");
    sample_document(&w.sample, "luat/b", "20/2023/QH15");
    sample_document(&w.sample, "luat/c", "30/2024/QH15");
    sample_edge(&w.sample, "luat/a", VD_REL_AMENDS, "luat/b", "a.txt", 10);
    sample_edge(&w.sample, "luat/a", VD_REL_REPEALS, "luat/b", "a.txt", 10);
    sample_edge(&w.sample, "luat/c", VD_REL_REPEALS, "luat/b", "c.txt", 10)->pinpoint = VD_LIT("Điều 9");
    world_done(&w);
    vd_history history = vd_force_history(&w.force, 1);
    assert_int_equal(history.count, 3);
    for (size_t i = 0; i < history.count; i++) {
        assert_true(vd_step_changes_part(&history.steps[i]));
    }
    world_clear(&w);
    /* a table that says both is believed in both */
    world_row(&w, "20/2023/QH15", VD_STEP_AMENDED, "60/2024/QH15", "2025-07-01", "x");
    world_row(&w, "20/2023/QH15", VD_STEP_SUPERSEDED, "60/2024/QH15", "2025-07-01", "x");
    world_done(&w);
    assert_non_null(world_step(&w, world_node(&w, "20/2023/QH15"), VD_STEP_SUPERSEDED));
    world_clear(&w);
}

/* "đến khi Luật Việc làm hết hiệu lực" in a decree reads like a repeal. */
static void nobody_changes_what_stands_above(void **state)
{
    (void)state;
    static const struct {
        const char *type, *issuer, *target_type, *target_issuer;
        bool believed;
    } cases[] = {
        {"Nghị định", "Chính phủ", "Luật", "Quốc hội", false},
        {"Thông tư", "Bộ trưởng Bộ Tài chính", "Nghị định", "Chính phủ", false},
        {"Quyết định", "Ủy ban nhân dân tỉnh Quảng Trị", "Quyết định", "Bộ Tài chính", false},
        {"Quyết định", "Ủy ban nhân dân tỉnh Quảng Trị", "Nghị quyết", "Hội đồng nhân dân tỉnh Quảng Trị", false},
        {"Tờ trình", NULL, "Quyết định", "Ủy ban nhân dân tỉnh Quảng Trị", false},
        {"Luật", "Quốc hội", "Nghị định", "Chính phủ", true},
        {"Nghị định", "Chính phủ", "Quyết định", "Thủ tướng Chính phủ", true},
        {"Thông tư", "Bộ trưởng Bộ Nông nghiệp và Môi trường", "Thông tư", "Bộ trưởng Bộ Tài nguyên và Môi trường",
         true},
        {"Quyết định", "Ủy ban nhân dân tỉnh Bắc Ninh", "Quyết định", "Ủy ban nhân dân tỉnh Bắc Giang", true},
        {"Quyết định", NULL, "Quyết định", "Bộ Tài chính", true},
        {"Quyết định", "Bộ Chính trị", "Quyết định", "Chính phủ", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world w = {0};
        vd_graph_document *acting = sample_document(&w.sample, "a", "1/X");
        acting->type = vd_str_of(cases[i].type);
        acting->issuer = vd_str_of(cases[i].issuer);
        vd_graph_document *target = sample_document(&w.sample, "b", "2/Y");
        target->type = vd_str_of(cases[i].target_type);
        target->issuer = vd_str_of(cases[i].target_issuer);
        sample_edge(&w.sample, "a", VD_REL_REPEALS, "b", "a.txt", 10);
        world_done(&w);
        const vd_step *step = world_step(&w, 1, VD_STEP_REPEALED);
        if ((step->confidence >= VD_FORCE_SURE) != cases[i].believed) {
            fail_msg("case %zu: %g", i, step->confidence);
        }
        world_clear(&w);
    }
}

static void the_built_in_rows_are_in_order(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_changes changes;
    assert_int_equal(vd_changes_builtin(&arena, &changes, NULL), VD_OK);
    assert_true(changes.count > 1000);
    bool found = false;
    for (size_t i = 0; i < changes.count; i++) {
        const vd_change *row = &changes.items[i];
        assert_true(row->source.len > 0 && row->target.len > 0);
        assert_true(i == 0 || vd_str_cmp(row[-1].target, row->target) <= 0);
        found = found ||
                (vd_str_eq(row->target, VD_LIT("10/2022/QH15")) && row->kind == VD_STEP_AMENDED &&
                 vd_str_eq(row->acting, VD_LIT("97/2025/QH15")) && vd_date_eq(row->effective, (vd_date){2025, 7, 1}));
    }
    assert_true(found);
    vd_arena_clear(&arena);
}

static void names_of_kinds_are_read_back(void **state)
{
    (void)state;
    for (int i = 0; i < VD_STEP_COUNT; i++) {
        vd_step_kind kind;
        assert_true(vd_step_parse(vd_str_of(vd_step_name((vd_step_kind)i)), &kind));
        assert_int_equal(kind, i);
    }
    vd_step_kind kind;
    assert_false(vd_step_parse(VD_LIT("ended"), &kind));
    assert_false(vd_step_of_relation(VD_REL_CITES, false, &kind));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_change_told_three_times_is_one_step),
        cmocka_unit_test(days_that_disagree_are_told),
        cmocka_unit_test(what_is_older_changes_nothing_surely),
        cmocka_unit_test(a_repeal_in_part_ends_nothing),
        cmocka_unit_test(a_text_says_since_when),
        cmocka_unit_test(a_replacement_and_a_repeal_are_one_end),
        cmocka_unit_test(resolutions_do_not_share_the_fate_of_laws),
        cmocka_unit_test(the_state_follows_the_days),
        cmocka_unit_test(silence_is_not_force),
        cmocka_unit_test(a_doubtful_end_leaves_it_open),
        cmocka_unit_test(who_amends_does_not_end),
        cmocka_unit_test(nobody_changes_what_stands_above),
        cmocka_unit_test(the_built_in_rows_are_in_order),
        cmocka_unit_test(names_of_kinds_are_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
