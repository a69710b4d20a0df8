/** The scorer on small golds whose figures are known by counting. */
#include "accuracy/score.h"

#include "bench.h"

static void score(bench *b, const char *gold, const char *gold_edges, const char *found, const char *found_edges)
{
    b->all = (figures){.arena = &b->arena};
    score_input in = {.arena = &b->arena,
                      .mentions = lines(&b->arena, gold),
                      .edges = lines(&b->arena, gold_edges),
                      .aliases = json_read(&b->arena, VD_LIT("{\"10/2022/QH15\": {\"titles\": [\"Luật A\"]}}"), NULL),
                      .found_mentions = lines(&b->arena, found),
                      .found_edges = lines(&b->arena, found_edges)};
    score_mentions(&in, &b->all);
    score_edges(&in, &b->all);
    assert_false(b->all.failed);
}

static const char gold_mentions[] =
    "{\"doc\":\"001\",\"start\":0,\"end\":10,\"form\":\"self\",\"surface\":\"s\"}\n"
    "{\"doc\":\"001\",\"start\":20,\"end\":40,\"form\":\"numbered\",\"type\":\"Chỉ thị\",\"number_norm\":\"05-CT/TW\","
    "\"date\":\"2016-05-15\",\"issuer\":\"Bộ Chính trị\",\"issuer_stated\":true,\"canonical_id\":\"05-CT/TW\","
    "\"resolution_confidence\":\"high\"}\n"
    "{\"doc\":\"001\",\"start\":50,\"end\":60,\"form\":\"named\",\"type\":\"Luật\",\"canonical_id\":\"10/2022/QH15\"}\n"
    "{\"doc\":\"001\",\"start\":70,\"end\":90,\"form\":\"truncated\",\"type\":\"Luật\",\"canonical_id\":\"unresolved:"
    "x\"}\n"
    "{\"doc\":\"001\",\"start\":95,\"end\":99,\"form\":\"backward\",\"canonical_id\":\"05-CT/TW\"}\n";
static const char gold_edges[] =
    "{\"stated_by\":\"001\",\"from\":\"001\",\"relation\":\"implements\",\"to\":\"05-CT/TW\",\"confidence\":\"high\"}\n"
    "{\"stated_by\":\"001\",\"from\":\"001\",\"relation\":\"implements\",\"to\":\"05-CT/TW\",\"confidence\":\"low\"}\n"
    "{\"stated_by\":\"001\",\"from\":\"001\",\"relation\":\"cites\",\"to\":\"10/2022/QH15\",\"confidence\":\"high\"}\n"
    "{\"stated_by\":\"001\",\"from\":\"001\",\"relation\":\"cites\",\"to\":\"9-KL/TW\",\"confidence\":\"medium\"}\n"
    "{\"stated_by\":\"001\",\"from\":\"001\",\"relation\":\"same_as\",\"to\":\"002\",\"confidence\":\"high\"}\n";

static void counts_a_perfect_reading(void **state)
{
    bench *b = *state;
    score(b, gold_mentions, gold_edges,
          "{\"source\":\"a/001-x.txt\",\"start\":20,\"end\":40,\"form\":\"numbered\",\"type\":\"CHỈ THỊ\",\"number\":"
          "\"5-CT/TW\",\"date\":\"2016-05-15\",\"issuer\":\"bộ chính trị\",\"target_number\":\"05-CT/TW\"}\n"
          "{\"source\":\"a/001-x.txt\",\"start\":50,\"end\":60,\"form\":\"named\",\"type\":\"Luật\",\"number\":null,"
          "\"target_number\":\"10/2022/QH15\"}\n"
          "{\"source\":\"a/001-x.txt\",\"start\":72,\"end\":80,\"form\":\"truncated\",\"type\":\"Luật\"}\n"
          "{\"source\":\"a/001-x.txt\",\"start\":95,\"end\":97,\"form\":\"backward\",\"target_number\":\"05-CT/TW\"}\n",
          "{\"source\":\"a/001-x.txt\",\"from_source\":\"a/"
          "001-x.txt\",\"relation\":\"implements\",\"to_number\":\"05-CT/TW\"}\n"
          "{\"source\":\"a/001-x.txt\",\"from_source\":\"a/001-x.txt\",\"relation\":\"cites\",\"to_title\":\"Luật "
          "A\"}\n");
    assert_counts(b, "mention all", 3, 0, 0);
    assert_counts(b, "mention core", 2, 0, 0);
    assert_counts(b, "mention exact span", 2, 0, 0);
    assert_counts(b, "mention doc 001", 3, 0, 0);
    assert_counts(b, "mention form named", 1, 0, 0);
    assert_counts(b, "field type", 2, 0, 0);
    assert_counts(b, "field date", 1, 0, 0);
    assert_counts(b, "field issuer", 1, 0, 0);
    assert_counts(b, "field target", 2, 0, 0);
    assert_counts(b, "field backward", 1, 0, 0);
    assert_counts(b, "edge all", 2, 0, 0);
    assert_counts(b, "edge cites", 1, 0, 0);
}

static void counts_every_kind_of_fault(void **state)
{
    bench *b = *state;
    score(b, gold_mentions, gold_edges,
          /* another number at the right place; a span too long; a false one; what does not count; another file's */
          "{\"source\":\"001.txt\",\"start\":20,\"end\":40,\"form\":\"numbered\",\"type\":\"Chỉ "
          "thị\",\"number\":\"6-CT/TW\"}\n"
          "{\"source\":\"001.txt\",\"start\":50,\"end\":62,\"form\":\"named\",\"type\":\"Quyết "
          "định\",\"target_title\":\"Bộ luật Dân sự\"}\n"
          "{\"source\":\"001.txt\",\"start\":200,\"end\":210,\"form\":\"named\",\"type\":\"Kế hoạch\"}\n"
          "{\"source\":\"001.txt\",\"start\":2,\"end\":9,\"form\":\"named\",\"type\":\"Kế hoạch\"}\n"
          "{\"source\":\"001.txt\",\"start\":300,\"end\":310,\"form\":\"generic\"}\n"
          "{\"source\":\"001.txt\",\"start\":72,\"end\":74,\"form\":\"truncated\"}\n"
          "{\"source\":\"001.txt\",\"start\":75,\"end\":90,\"form\":\"truncated\"}\n"
          "{\"source\":\"002.txt\",\"start\":400,\"end\":410,\"form\":\"numbered\",\"number\":\"1/NQ-CP\"}\n",
          "{\"source\":\"001.txt\",\"from_source\":\"001.txt\",\"relation\":\"amends\",\"to_number\":\"05-CT/TW\"}\n"
          "{\"source\":\"001.txt\",\"from_source\":\"001.txt\",\"relation\":\"cites\",\"to_number\":\"9-KL/TW\"}\n"
          "{\"source\":\"001.txt\",\"from_source\":\"001.txt\",\"relation\":\"implements\",\"to_number\":\"10/2022/"
          "QH15\"}\n"
          "{\"source\":\"001.txt\",\"from_source\":\"001.txt\",\"relation\":\"cites\",\"to_number\":null,\"to_title\":"
          "null}\n");
    assert_counts(b, "mention all", 2, 2, 1);
    assert_counts(b, "mention core", 1, 1, 1);
    assert_counts(b, "mention exact span", 0, 3, 2);
    assert_counts(b, "field type", 0, 1, 0);
    assert_counts(b, "field target", 0, 1, 0);
    assert_counts(b, "edge all", 1, 1, 1); /* the unsure statement is neither asked for nor held against */
}

static void holds_floors_to_the_figures(void **state)
{
    bench *b = *state;
    score(b, gold_mentions, gold_edges, "", "");
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_int_equal(figures_check(&b->all, VD_LIT("# none\n"), out), 1);
    assert_int_equal(figures_check(&b->all, VD_LIT("mention all precision = 1\n"), out), 0); /* nothing found */
    assert_int_equal(figures_check(&b->all, VD_LIT("mention all = 0.1\nedge all recall = 0.01"), out), 2);
    assert_int_equal(
        figures_check(&b->all, VD_LIT("mention al = 0.1\nmention all\nmention all = x\nmention all = 0"), out), 4);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_a_perfect_reading, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(counts_every_kind_of_fault, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(holds_floors_to_the_figures, bench_make, bench_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
