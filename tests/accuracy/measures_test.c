/** The measures on small inputs whose figures are known by counting: annotated sentences, pairs of pages, headers. */
#include "accuracy/headers.h"
#include "accuracy/pairs.h"
#include "accuracy/spans.h"

#include "bench.h"

static void scores_annotated_sentences(void **state)
{
    bench *b = *state;
    spans_input in = {
        .arena = &b->arena,
        .sentences = lines(&b->arena, "{\"id\":\"a\",\"text\":\"Luat A so 1/2020/QH14 ... Luat B ... Luat A\"}\n"
                                      "{\"id\":\"b\",\"text\":\"01/2020/TT-BTC va 2/2020/TT-BTC\"}"),
        .spans = lines(&b->arena, "{\"id\":\"a\",\"start\":0,\"end\":21,\"type\":\"Luật\",\"number\":\"1/2020/QH14,\","
                                  "\"date\":\"2020-01-02\"}\n"
                                  "{\"id\":\"a\",\"start\":26,\"end\":32,\"type\":\"Luật\",\"number\":null}\n"
                                  "{\"id\":\"a\",\"start\":37,\"end\":43,\"type\":\"Luật\",\"number\":null}\n"),
        .neutral = lines(&b->arena, "{\"id\":\"b\",\"start\":18,\"end\":31}"),
        .found =
            lines(&b->arena, "{\"source\":\"a\",\"start\":0,\"end\":21,\"form\":\"numbered\",\"type\":\"Luật\","
                             "\"number\":\"1/2020/QH14\",\"date\":\"2020-01-03\"}\n"
                             "{\"source\":\"a\",\"start\":27,\"end\":32,\"form\":\"named\",\"type\":\"LUẬT\"}\n"
                             "{\"source\":\"a\",\"start\":37,\"end\":43,\"form\":\"generic\",\"type\":\"Luật\"}\n"
                             "{\"source\":\"b\",\"start\":0,\"end\":14,\"form\":\"numbered\",\"type\":\"Thông tư\","
                             "\"number\":\"1/2020/TT-BTC\"}\n"
                             "{\"source\":\"b\",\"start\":18,\"end\":31,\"form\":\"numbered\",\"type\":\"Thông tư\","
                             "\"number\":\"2/2020/TT-BTC\"}\n"
                             "{\"source\":\"b\",\"start\":3,\"end\":9,\"form\":\"numbered\",\"type\":\"Công văn\","
                             "\"number\":\"9/CV\"}\n")};
    score_spans(&in, &b->all);
    assert_counts(b, "numbered", 1, 1, 0); /* one beside the annotation; neutral and other types do not count */
    assert_counts(b, "named", 1, 1, 0);
    assert_counts(b, "date", 0, 1, 0);
    assert_counts(b, "numbered in place", 1, 1, 0);
    assert_counts(b, "spans in place numbered", 1, 0, 0);
    assert_counts(b, "spans in place named", 2, 0, 0);
}

/** The second span of the sentence lies on the first; its words stand again further on. */
static void puts_second_spans_in_their_place(void **state)
{
    bench *b = *state;
    spans_input in = {
        .arena = &b->arena,
        .sentences = lines(&b->arena, "{\"id\":\"a\",\"text\":\"TT 1/TT-A ngay 2 va TT 1/TT-A\"}"),
        .spans =
            lines(&b->arena, "{\"id\":\"a\",\"start\":0,\"end\":16,\"type\":\"Thông tư\",\"number\":\"1/TT-A\"}\n"
                             "{\"id\":\"a\",\"start\":0,\"end\":9,\"type\":\"Thông tư\",\"number\":\"1/TT-A\"}\n"
                             "{\"id\":\"a\",\"start\":3,\"end\":16,\"type\":\"Thông tư\",\"number\":\"2/TT-A\"}\n"),
        .found =
            lines(&b->arena, "{\"source\":\"a\",\"start\":0,\"end\":9,\"form\":\"numbered\",\"type\":\"Thông tư\","
                             "\"number\":\"1/TT-A\"}\n"
                             "{\"source\":\"a\",\"start\":20,\"end\":29,\"form\":\"numbered\",\"type\":\"Thông tư\","
                             "\"number\":\"1/TT-A\"}\n")};
    score_spans(&in, &b->all);
    assert_counts(b, "numbered", 1, 1, 2); /* the one at the end seems to be nobody's */
    assert_counts(b, "numbered in place", 2, 0, 1);
    assert_counts(b, "spans in place numbered", 2, 1, 0);
}

static const char page_mentions[] =
    "{\"source\":\"d/p.clean.txt\",\"form\":\"numbered\",\"number\":\"33/CT-TTg\",\"surface\":\"c1\"}\n"
    "{\"source\":\"d/p.clean.txt\",\"form\":\"numbered\",\"number\":\"33/CT-TTg\",\"surface\":\"c2\"}\n"
    "{\"source\":\"d/p.clean.txt\",\"form\":\"numbered\",\"number\":\"05-CT/TW\",\"surface\":\"c3\"}\n"
    "{\"source\":\"d/p.clean.txt\",\"form\":\"named\",\"type\":\"Luật\",\"title\":\"Luật A\",\"surface\":\"c4\"}\n"
    "{\"source\":\"d/p.clean.txt\",\"form\":\"named\",\"type\":\"Kế hoạch\",\"title\":\"x\",\"surface\":\"c5\"}\n"
    "{\"source\":\"d/p.clean.txt\",\"form\":\"self\",\"number\":\"7/KH-UBND\",\"surface\":\"c6\"}\n"
    "{\"source\":\"d/p.noisy.txt\",\"form\":\"numbered\",\"number\":\"33/CT-TTg\",\"surface\":\"d1\"}\n"
    "{\"source\":\"d/p.noisy.txt\",\"form\":\"self\",\"number\":\"5-CT/TW\",\"surface\":\"d2\"}\n"
    "{\"source\":\"d/p.noisy.txt\",\"form\":\"named\",\"type\":\"Luật\",\"title\":\"LUẬT A\",\"surface\":\"d3\"}\n"
    "{\"source\":\"d/p.noisy.txt\",\"form\":\"numbered\",\"number\":\"9/2020/QH14\",\"surface\":\"d4\"}\n"
    "{\"source\":\"d/p.noisy.txt\",\"form\":\"numbered\",\"number\":\"59/2020/QH14\",\"surface\":\"d5\"}\n"
    "{\"source\":\"d/q.noisy.txt\",\"form\":\"numbered\",\"number\":\"8/2020/QH14\",\"surface\":\"e1\"}\n";

static void scores_pairs_of_pages(void **state)
{
    bench *b = *state;
    table expected;
    size_t line;
    assert_true(table_read(&b->arena, VD_LIT("# page\np\tmissing\t33/ct-ttg\t1\tcut\np\tinvented\t9/2020/QH14\t1\tx\n"),
                           5, &expected, &line));
    page_pair pair = {VD_LIT("p"), pair_kind(VD_LIT("tesseract -l vie"), VD_LIT("-blur 0x1")), VD_LIT("p.clean.txt"),
                      VD_LIT("p.noisy.txt"), VD_LIT("theo Luat so 59 / 2020/QH14")};
    pairs_input in = {.arena = &b->arena,
                      .pairs = &pair,
                      .count = 1,
                      .found = lines(&b->arena, page_mentions),
                      .expected = &expected};
    score_pairs(&in, &b->all);
    assert_counts(b, "found vie whole", 2, 2, 0); /* once 33 and the law; what the page says of itself is not cited */
    assert_counts(b, "found whole", 2, 2, 0);
    assert_counts(b, "found legible vie whole", 2, 1, 0);
    assert_counts(b, "true numbers vie whole", 3, 1, 0); /* 59 is printed there; 9 is not 59 */
    assert_counts(b, "true legible vie whole", 3, 0, 0);
    assert_string_equal(pair_kind(VD_LIT("tesseract -l eng"), VD_LIT("-gravity West -crop 62%")), "eng cropped");
}

static const char index_text[] = "file\tnumber\ttype\tissuer\tdate\ttitle\n"
                                 "a-1.txt\t05/2020/TT-X\tThông tư\tX\t2020-01-02\tt\n"
                                 "a-2.txt\t\tLuật\tX\t\tt\n"
                                 "b-3.txt\t7/X\tChỉ thị\tX\t2020-01-02\tt\n";

static bool score_index(bench *b, const char *corrections)
{
    table index, expected;
    size_t line;
    assert_true(table_read(&b->arena, VD_LIT(index_text), 6, &index, &line));
    assert_true(table_read(&b->arena, vd_str_of(corrections), 4, &expected, &line));
    headers_input in = {
        .arena = &b->arena,
        .index = &index,
        .expected = &expected,
        .documents =
            lines(&b->arena, "{\"number\":\"5/2020/TT-X\",\"type\":\"Thông tư\",\"date\":\"2020-01-02\","
                             "\"sources\":[\"d/a-1.txt\"]}\n"
                             "{\"number\":\"9/X\",\"type\":\"Công văn\",\"date\":null,\"sources\":[\"d/b-3.txt\"]}\n")};
    b->all = (figures){.arena = &b->arena};
    return score_headers(&in, &b->all);
}

static void scores_headers(void **state)
{
    bench *b = *state;
    assert_true(score_index(b, "b-3.txt\ttype\tCông văn\twhy\nb-3.txt\tdate\t\twhy\n"));
    assert_counts(b, "listed number", 1, 1, 0);
    assert_counts(b, "listed type", 1, 2, 0); /* a-2 is no document at all */
    assert_counts(b, "listed date", 1, 1, 0);
    assert_counts(b, "listed all", 1, 2, 0);
    assert_counts(b, "own number", 1, 1, 0);
    assert_counts(b, "own type", 2, 1, 0);
    assert_counts(b, "own date", 1, 0, 0);
    assert_counts(b, "own publisher a", 1, 1, 0);
}

static void refuses_corrections_that_correct_nothing(void **state)
{
    bench *b = *state;
    assert_false(score_index(b, "b-4.txt\ttype\tCông văn\twhy\n"));
    assert_false(score_index(b, "b-3.txt\tissuer\tY\twhy\n"));
    assert_false(score_index(b, "b-3.txt\ttype\tCHỈ THỊ\twhy\n"));
    assert_false(score_index(b, "b-3.txt\ttype\tCông văn\t\n"));
    assert_false(score_index(b, "b-3.txt\ttype\tCông văn\twhy\nb-3.txt\ttype\tLuật\twhy\n"));
}

static void reads_tables(void **state)
{
    bench *b = *state;
    table t;
    size_t line;
    assert_true(table_read(&b->arena, VD_LIT("# none\n\na\t\n\tb"), 2, &t, &line));
    assert_int_equal(t.rows, 2);
    assert_true(vd_str_eq(table_cell(&t, 0, 0), VD_LIT("a")) && table_cell(&t, 0, 1).len == 0);
    assert_true(vd_str_eq(table_cell(&t, 1, 1), VD_LIT("b")));
    assert_false(table_read(&b->arena, VD_LIT("a\tb\na\n"), 2, &t, &line));
    assert_int_equal(line, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(scores_annotated_sentences, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(puts_second_spans_in_their_place, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(scores_pairs_of_pages, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(scores_headers, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(refuses_corrections_that_correct_nothing, bench_make, bench_clear),
        cmocka_unit_test_setup_teardown(reads_tables, bench_make, bench_clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
