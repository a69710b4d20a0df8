/** When two numbers and titles count as the same. */
#include "accuracy/key.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka.h needs the two above */
#include <cmocka.h>

static void assert_same(vd_str got, const char *want)
{
    if (!vd_str_eq(got, vd_str_of(want))) {
        fail_msg("got \"%.*s\", want \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
    }
}

static void folds_to_ascii_words(void **state)
{
    (void)state;
    vd_arena a = {0};
    assert_same(compare_fold(&a, VD_LIT("  Luật Thực hiện dân chủ ở cơ sở; Đảng – đó! ")),
                "luat thuc hien dan chu o co so dang do");
    assert_same(compare_fold(&a, VD_LIT("Nghi\xCC\xA3 quyê\xCC\x81t")), "nghi quyet"); /* NFD */
    assert_same(compare_fold(&a, VD_LIT("—")), "");
    assert_same(compare_fold(&a, VD_NONE), "");
    vd_arena_clear(&a);
}

static void gives_numbers_one_key(void **state)
{
    (void)state;
    vd_arena a = {0};
    assert_same(compare_number(&a, VD_LIT("05-ct/tw")), "5-CT/TW");
    assert_same(compare_number(&a, VD_LIT("46–\n CT/TW")), "46-CT/TW");
    assert_same(compare_number(&a, VD_LIT("23-QĐ/TW")), "23-QD/TW");
    assert_same(compare_number(&a, VD_LIT("23-QÐ/TW")), "23-QD/TW"); /* U+00D0 */
    assert_same(compare_number(&a, VD_LIT("65/NQ-HĐND")), "65/NQ-HDND");
    assert_same(compare_number(&a, VD_LIT("000")), "0");
    assert_null(compare_number(&a, VD_LIT("")).ptr);
    vd_arena_clear(&a);
}

/** The ratios are those of the definition, worked out by hand: 2 M / (|a| + |b|). */
static void measures_common_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t common;
    } cases[] = {{"abcd", "bcde", 3},
                 {"luat dan chu", "luat dan chu", 12},
                 {"abxcd", "abcd", 4},
                 {"ab", "cd", 0},
                 {"", "a", 0},
                 {"qabxcd", "abycdf", 4},
                 /* of two blocks of equal length the first in a is taken, and what crosses it is lost */
                 {"xxabyyab", "abxx", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vd_str a = vd_str_of(cases[i].a), b = vd_str_of(cases[i].b);
        double want = 2.0 * (double)cases[i].common / (double)(a.len + b.len);
        if (compare_ratio(a, b) != want) {
            fail_msg("%s / %s: %f, want %f", a.ptr, b.ptr, compare_ratio(a, b), want);
        }
    }
}

static void leaves_common_bytes_out_of_long_titles(void **state)
{
    (void)state;
    char a[200], b[200];
    memset(a, 'a', sizeof a);
    memset(b, 'a', sizeof b);
    assert_true(compare_ratio((vd_str){a, 200}, (vd_str){b, 199}) > 0.99);
    a[0] = 'x'; /* every byte of b is common: a block may go on with one, not start in the middle */
    assert_true(compare_ratio((vd_str){a, 200}, (vd_str){b, 200}) == 0.0);
}

static void accepts_near_titles_only(void **state)
{
    (void)state;
    assert_true(compare_title(VD_LIT("luat thanh nien"), VD_LIT("luat thanh nien")));
    assert_true(compare_title(VD_LIT("luat dan chu o co so"), VD_LIT("luat thuc hien dan chu o co so")));
    assert_false(compare_title(VD_LIT("luat cong doan"), VD_LIT("luat thanh nien")));
    assert_false(compare_title(VD_LIT(""), VD_LIT("luat thanh nien")));
}

static void lets_a_number_decide(void **state)
{
    (void)state;
    vd_arena a = {0};
    const json *aliases = json_read(&a,
                                    VD_LIT("{\"name:Luật X (cũ)\": {\"numbers\": [\"1/2020/QH14\"]},"
                                           " \"24/KH-VPUB\": {\"docs\": [\"002\", \"003\"]}}"),
                                    NULL);
    key law = key_of(&a, VD_LIT("name:Luật X (cũ)"), aliases);
    assert_true(key_accepts(&a, &law, VD_LIT("01/2020/qh14"), VD_NONE, VD_NONE));
    assert_false(key_accepts(&a, &law, VD_LIT("2/2020/QH14"), VD_LIT("Luật X"), VD_NONE));
    assert_true(key_accepts(&a, &law, VD_NONE, VD_LIT("LUẬT X"), VD_NONE));
    key plan = key_of(&a, VD_LIT("24/KH-VPUB"), aliases);
    assert_true(key_accepts(&a, &plan, VD_NONE, VD_NONE, VD_LIT("corpus/plans/003-can-tho.txt")));
    assert_false(key_accepts(&a, &plan, VD_NONE, VD_NONE, VD_LIT("corpus/plans/0031.txt")));
    assert_true(key_accepts(&a, &plan, VD_LIT("24/KH-VPUB"), VD_NONE, VD_NONE));
    key nobody = key_of(&a, VD_LIT("unresolved:x"), aliases);
    assert_false(key_accepts(&a, &nobody, VD_LIT("unresolved:x"), VD_LIT("x"), VD_NONE));
    vd_arena_clear(&a);
}

static void knows_the_file_of_a_document(void **state)
{
    (void)state;
    assert_true(key_source_is(VD_LIT("corpus/plans/002-can-tho.txt"), VD_LIT("002")));
    assert_true(key_source_is(VD_LIT("002_09b5.txt"), VD_LIT("002")));
    assert_true(key_source_is(VD_LIT("002"), VD_LIT("002")));
    assert_false(key_source_is(VD_LIT("002.d/003.txt"), VD_LIT("002")));
    assert_false(key_source_is(VD_LIT("plan-b.txt"), VD_LIT("plan")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_to_ascii_words),         cmocka_unit_test(gives_numbers_one_key),
        cmocka_unit_test(measures_common_blocks),       cmocka_unit_test(leaves_common_bytes_out_of_long_titles),
        cmocka_unit_test(accepts_near_titles_only),     cmocka_unit_test(lets_a_number_decide),
        cmocka_unit_test(knows_the_file_of_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
