/** What was accepted and what is found now; and the report made of figures. */
#include "accuracy/changes.h"
#include "accuracy/report.h"

#include "bench.h"

typedef struct change_bench {
    vd_arena arena;
    figures all;
    facts texts; /* two texts of 100 bytes */
    FILE *out;
} change_bench;

static bool accepted_read(change_bench *b, const char *text, facts *out)
{
    size_t line;
    const char *why = NULL;
    bool good = facts_read(&b->arena, vd_str_of(text), &b->texts, out, &line, &why);
    assert_true(good == (why == NULL));
    return good;
}

static const char accepted[] = "# remark\n"
                               "a.txt\n"
                               "10\t5\tnumbered\t1/QĐ-X\tvn/quyet-dinh/2020/1-qd-x\n"
                               "20\t5\tnamed\t#01234567\t-\n"
                               "40\t5\tnumbered\t3/QĐ-X\t-\n"
                               "10\t5\tcites\t=\tvn/quyet-dinh/2020/1-qd-x\tedge\n"
                               "b.txt\n";

static const char *written(change_bench *b, const facts *all)
{
    static char text[1000];
    rewind(b->out);
    facts_write(all, b->out);
    long len = ftell(b->out);
    rewind(b->out);
    assert_true(len >= 0 && (size_t)len < sizeof text);
    assert_int_equal(fread(text, 1, (size_t)len, b->out), len);
    text[len] = '\0';
    return text;
}

static void writes_what_it_reads(void **state)
{
    change_bench *b = *state;
    facts all;
    assert_true(accepted_read(b, accepted, &all));
    assert_int_equal(all.files[0].count, 4);
    assert_string_equal(written(b, &all), accepted + strlen("# remark\n"));
}

static void refuses_bad_files(void **state)
{
    change_bench *b = *state;
    facts all;
    static const char *const bad[] = {
        "a.txt\n",                                                       /* b.txt is missing */
        "b.txt\na.txt\n",                                                /* out of order */
        "a.txt\nb.txt\nc.txt\n",                                         /* not in the folder */
        "10\t5\tnamed\tx\t-\na.txt\nb.txt\n",                            /* a fact of no text */
        "a.txt\n10\t5\tnamed\tx\nb.txt\n",                               /* a cell is missing */
        "a.txt\n10\t5\tnamed\tx\t-\tedgy\nb.txt\n",                      /* no such word */
        "a.txt\n10\t0\tnamed\tx\t-\nb.txt\n",                            /* no length */
        "a.txt\n1x\t5\tnamed\tx\t-\nb.txt\n",                            /* no number */
        "a.txt\n96\t5\tnamed\tx\t-\nb.txt\n",                            /* behind the end */
        "a.txt\n20\t5\tnamed\tx\t-\n10\t5\tnamed\tx\t-\nb.txt\n",        /* out of order */
        "a.txt\n10\t5\tnamed\tx\t-\n10\t5\tnamed\tx\t-\nb.txt\n",        /* twice */
        "a.txt\n10\t5\tcites\t=\t-\tedge\n10\t5\tnamed\tx\t-\nb.txt\n"}; /* a mention behind an edge */
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (accepted_read(b, bad[i], &all)) {
            fail_msg("taken: %s", bad[i]);
        }
    }
}

static void tells_lost_from_read_otherwise(void **state)
{
    change_bench *b = *state;
    facts old, now;
    assert_true(accepted_read(b, accepted, &old));
    assert_true(accepted_read(b,
                              "a.txt\n"
                              "8\t7\tnumbered\t1/QĐ-X\tvn/quyet-dinh/2021/1-qd-x\n" /* longer, another document */
                              "20\t5\tnamed\t#01234567\t-\n"
                              "40\t5\tnumbered\t4/QĐ-X\t-\n" /* another number */
                              "10\t5\tcites\t=\tvn/quyet-dinh/2021/1-qd-x\tedge\n"
                              "b.txt\n"
                              "0\t5\tamends\t=\t-\tedge\n",
                              &now));
    score_changes(&old, &now, ".", 0, b->out, &b->all);
    const figure *mentions = figures_find(&b->all, VD_LIT("kept mentions"));
    const figure *edges = figures_find(&b->all, VD_LIT("kept edges"));
    assert_true(mentions->right == 2 && mentions->wrong == 1);
    assert_true(edges->right == 1 && edges->wrong == 0);
    const figure *known = figures_find(&b->all, VD_LIT("known numbered"));
    assert_true(known->right == 1 && known->wrong == 1);
    char text[200];
    rewind(b->out);
    assert_non_null(fgets(text, sizeof text, b->out));
    assert_string_equal(text, "mentions: 1 as accepted, 1 read otherwise at the same place, 1 lost, 1 gained\n");
    assert_non_null(fgets(text, sizeof text, b->out));
    assert_string_equal(text, "edges: 0 as accepted, 1 read otherwise at the same place, 0 lost, 1 gained\n");
}

/** Sizes are taken from the folder, so the text must be a file there is. */
static void keeps_facts_and_no_words(void **state)
{
    change_bench *b = *state;
    vd_str names[] = {VD_LIT("floors-plans.txt")};
    table files = {names, 1, 1};
    facts all;
    assert_true(facts_found(
        &b->arena, VD_ROOT "/tests/accuracy", &files,
        lines(&b->arena, "{\"source\":\"x/floors-plans.txt\",\"start\":9,\"end\":12,\"form\":\"named\","
                         "\"title\":\"Luật A\",\"target_id\":\"vn/ke-hoach/_/mot-hai\"}\n"
                         "{\"source\":\"x/floors-plans.txt\",\"start\":1,\"end\":4,\"form\":\"numbered\","
                         "\"number\":\"1/X\",\"target_id\":\"vn/quyet-dinh/2020/1-x\"}\n"
                         "{\"source\":\"x/floors-plans.txt\",\"start\":1,\"end\":4,\"form\":\"numbered\","
                         "\"number\":\"1/X\",\"target_id\":\"vn/quyet-dinh/2020/1-x\"}\n"
                         "{\"source\":\"x/floors-plans.txt\",\"start\":5,\"end\":6,\"form\":\"self\"}\n"
                         "{\"source\":\"x/floors-plans.txt\",\"start\":5,\"end\":6,\"form\":\"generic\"}\n"
                         "{\"source\":\"x/other.txt\",\"start\":5,\"end\":6,\"form\":\"named\"}\n"),
        lines(&b->arena, "{\"source\":\"floors-plans.txt\",\"start\":1,\"end\":4,\"relation\":\"cites\","
                         "\"from_source\":\"floors-plans.txt\",\"from_id\":\"vn/x/1/1\",\"to_id\":\"vn/y/1/2\"}\n"
                         "{\"source\":\"floors-plans.txt\",\"start\":1,\"end\":4,\"relation\":\"amends\","
                         "\"from_source\":null,\"from_id\":\"vn/x/1/1\",\"to_id\":null}\n"),
        &all));
    char want[400];
    const char *got = written(b, &all);
    snprintf(want, sizeof want,
             "floors-plans.txt\n"
             "1\t3\tnumbered\t1/X\tvn/quyet-dinh/2020/1-x\n"
             "9\t3\tnamed\t%.9s\tvn/ke-hoach/_/%.9s\n"
             "1\t3\tamends\tvn/x/1/1\t-\tedge\n"
             "1\t3\tcites\t=\tvn/y/1/2\tedge\n",
             strstr(got, "named\t") + 6, strstr(got, "/_/") + 3);
    assert_string_equal(got, want);
    assert_null(strstr(got, "mot"));
    assert_true(all.files[0].size > 20);
}

static void carries_figures_to_the_report(void **state)
{
    change_bench *b = *state;
    figures_share(&b->all, "field target", true);
    figures_share(&b->all, "field target", false);
    figures_get(&b->all, "edge all", VD_NONE)->right = 3;
    figures_get(&b->all, "edge all", VD_NONE)->missed = 1;
    char text[2000] = "";
    figures_write(&b->all, "plans", b->out);
    rewind(b->out);
    size_t len = fread(text, 1, sizeof text - 1, b->out);
    figures back = {.arena = &b->arena};
    assert_true(figures_read(&back, (vd_str){text, len}));
    double value;
    assert_true(figures_value(&back, VD_LIT("plans: field target"), &value) && value == 0.5);
    assert_true(figures_value(&back, VD_LIT("plans: edge all recall"), &value) && value == 0.75);
    assert_false(figures_read(&back, VD_LIT("plans\tx\tshare\t1\t2\n")));
    assert_false(figures_read(&back, VD_LIT("plans\tx\tshare\t1\t2\tx\n")));

    report_input in = {.arena = &b->arena, .all = &back, .floors = VD_ROOT "/tests/accuracy", .markdown = true};
    rewind(b->out);
    assert_false(report_print(&in, "nothing", b->out));
    assert_true(report_print(&in, "summary", b->out));
    size_t rows = 0, found = 0;
    rewind(b->out);
    while (fgets(text, sizeof text, b->out)) {
        rows += text[0] == '|';
        found += strstr(text, "| 0.500 | 1 of 2 |") != NULL;
        found += strstr(text, "| 0.857 | 3 right, 0 false, 1 missed |") != NULL;
    }
    assert_int_equal(rows, 12);
    assert_int_equal(found, 2);
}

static void reads_remarks_behind_floors(void **state)
{
    (void)state;
    floor_line one;
    bool bad;
    assert_true(floor_read(VD_LIT("a b = 0.9 # aim 0.95"), &one, &bad));
    assert_true(vd_str_eq(one.name, VD_LIT("a b")) && vd_str_eq(one.remark, VD_LIT("aim 0.95")) && one.floor == 0.9);
    assert_false(floor_read(VD_LIT("# a = 1"), &one, &bad) || bad);
    assert_false(floor_read(VD_LIT("a = 1.1"), &one, &bad) || !bad);
}

static int change_bench_make(void **state)
{
    static change_bench one;
    static fact_file files[2];
    one = (change_bench){0};
    one.all.arena = &one.arena;
    files[0] = (fact_file){.name = VD_LIT("a.txt"), .size = 100};
    files[1] = (fact_file){.name = VD_LIT("b.txt"), .size = 100};
    one.texts = (facts){files, 2};
    one.out = tmpfile();
    *state = &one;
    return one.out ? 0 : -1;
}

static int change_bench_clear(void **state)
{
    change_bench *b = *state;
    fclose(b->out);
    vd_arena_clear(&b->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writes_what_it_reads, change_bench_make, change_bench_clear),
        cmocka_unit_test_setup_teardown(refuses_bad_files, change_bench_make, change_bench_clear),
        cmocka_unit_test_setup_teardown(tells_lost_from_read_otherwise, change_bench_make, change_bench_clear),
        cmocka_unit_test_setup_teardown(keeps_facts_and_no_words, change_bench_make, change_bench_clear),
        cmocka_unit_test_setup_teardown(carries_figures_to_the_report, change_bench_make, change_bench_clear),
        cmocka_unit_test(reads_remarks_behind_floors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
