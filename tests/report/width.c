/** Widths of text on a terminal, and cutting to them. */
#include "sink.h"

#include "report/width.h"

static void marks_take_no_room(void **state)
{
    (void)state;
    assert_int_equal(vd_width(VD_LIT("Quyết định")), 10);
    /* the same, decomposed: e + circumflex + acute, i + dot below; đ does not decompose */
    assert_int_equal(vd_width(VD_LIT("Quye\xCC\x82\xCC\x81t \xC4\x91i\xCC\xA3nh")), 10);
    assert_int_equal(vd_width(VD_LIT("")), 0);
    assert_int_equal(vd_width(VD_NONE), 0);
    assert_int_equal(vd_width(VD_LIT("漢字")), 4);
    assert_int_equal(vd_width(VD_LIT("ｆｕｌｌ")), 8);
    assert_int_equal(vd_width(VD_LIT("a\xE2\x80\x8B"
                                     "b")),
                     2); /* zero width space */
    assert_int_equal(vd_width(VD_LIT("👍")), 2);
    assert_int_equal(vd_width(VD_LIT("\xFF")), 1);
}

static void cut_check(const char *text, size_t columns, const char *expected)
{
    vd_buf buf = {0};
    size_t used = vd_width_add(&buf, vd_str_of(text), columns);
    assert_int_equal(buf.len, strlen(expected));
    assert_memory_equal(buf.ptr ? buf.ptr : "", expected, buf.len);
    assert_int_equal(used, vd_width(vd_str_of(expected)));
    vd_buf_clear(&buf);
}

static void cutting_keeps_characters_whole(void **state)
{
    (void)state;
    cut_check("Quyết định", 10, "Quyết định");
    cut_check("Quyết định", 9, "Quyết đị…");
    cut_check("Quyết định", 8, "Quyết đ…");
    cut_check("Quyết định", 7, "Quyết…"); /* no blank before the mark */
    cut_check("Quyết định", 1, "…");
    cut_check("Quyết định", 0, "");
    cut_check("e\xCC\x82\xCC\x81nnn", 2, "e\xCC\x82\xCC\x81…"); /* marks stay with their letter */
    cut_check("漢字漢", 4, "漢…");                              /* half a wide character is none */
    cut_check("漢字漢", 5, "漢字…");
}

static void paths_lose_their_middle(void **state)
{
    (void)state;
    cut_check("vn/can-tho/ke-hoach/2025/24-kh-vpub", 20, "vn/can…25/24-kh-vpub");
    cut_check("vn/can-tho/ke-hoach/2025/24-kh-vpub", 35, "vn/can-tho/ke-hoach/2025/24-kh-vpub");
    cut_check("vn/can-tho/ke-hoach/2025/24-kh-vpub", 4, "v…ub");
    cut_check("vn/can-tho/ke-hoach/2025/24-kh-vpub", 1, "…");
    cut_check("a/b/e\xCC\x82\xCC\x81", 2, "…e\xCC\x82\xCC\x81"); /* whole letters here, too */
    cut_check("a/e\xCC\x82x", 2, "…x");                          /* no mark without its letter */
    cut_check("số 1/QĐ, số 2/QĐ", 9, "số 1/QĐ,…");               /* words, no path */
}

static void clean_check(const char *text, const char *expected)
{
    vd_arena arena = {0};
    vd_str clean = vd_width_clean(&arena, vd_str_of(text));
    assert_int_equal(clean.len, strlen(expected));
    assert_memory_equal(clean.ptr, expected, clean.len);
    vd_arena_clear(&arena);
}

static void cleaning_disarms_terminals(void **state)
{
    (void)state;
    clean_check("  a \r\n\t b\xC2\xA0 ", "a b");
    clean_check("a\x1b[31mb\x7f", "a [31mb");
    clean_check("a\xE2\x80\xAE"
                "b\xE2\x80\xA8"
                "c",
                "a b c"); /* right-to-left override, line separator */
    clean_check("a\xFF", "a\xEF\xBF\xBD");
    clean_check("\xC2\x9B"
                "31m",
                "31m"); /* the one-byte CSI */
    clean_check("", "");
    clean_check(" \n", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_take_no_room),
        cmocka_unit_test(cutting_keeps_characters_whole),
        cmocka_unit_test(paths_lose_their_middle),
        cmocka_unit_test(cleaning_disarms_terminals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
