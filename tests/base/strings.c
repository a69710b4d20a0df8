/** String views, UTF-8 and error texts. */
#include "base/error.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void order_is_by_bytes(void **state)
{
    (void)state;
    static const char *const sorted[] = {"", "A", "AB", "B", "a", "Đ", "đ"};
    for (int i = 0; i < 7; i++) {
        for (int k = 0; k < 7; k++) {
            assert_int_equal(sign(vd_str_cmp(vd_str_of(sorted[i]), vd_str_of(sorted[k]))), sign(i - k));
            assert_int_equal(vd_str_eq(vd_str_of(sorted[i]), vd_str_of(sorted[k])), i == k);
        }
    }
    assert_int_equal(vd_str_cmp(VD_NONE, VD_LIT("")), 0);
    assert_true(vd_str_cmp(VD_NONE, VD_LIT("a")) < 0);
}

static void starts_and_ends(void **state)
{
    (void)state;
    assert_true(vd_str_starts(VD_LIT("33/CT-TTg"), VD_LIT("33/")));
    assert_false(vd_str_starts(VD_LIT("33"), VD_LIT("33/")));
    assert_true(vd_str_starts(VD_NONE, VD_LIT("")));
    assert_true(vd_str_ends(VD_LIT("33/CT-TTg"), VD_LIT("-TTg")));
    assert_false(vd_str_ends(VD_LIT("TTg"), VD_LIT("-TTg")));
    assert_true(vd_str_ends(VD_LIT("x"), VD_NONE));
}

static void find_agrees_with_a_plain_search(void **state)
{
    (void)state;
    vd_str text = VD_LIT("aabaaabaaab");
    static const char *const needles[] = {"a",     "b", "aab",         "aaab",         "ba",
                                          "baaab", "x", "aabaaabaaab", "aabaaabaaabb", ""};
    for (size_t n = 0; n < sizeof needles / sizeof needles[0]; n++) {
        vd_str needle = vd_str_of(needles[n]);
        for (size_t from = 0; from <= text.len + 1; from++) {
            size_t expected = SIZE_MAX;
            for (size_t i = from; i + needle.len <= text.len && expected == SIZE_MAX; i++) {
                expected = memcmp(text.ptr + i, needle.ptr, needle.len) == 0 ? i : SIZE_MAX;
            }
            assert_int_equal(vd_str_find(text, needle, from), expected);
        }
    }
    assert_int_equal(vd_str_find(VD_NONE, VD_LIT("a"), 0), SIZE_MAX);
}

static void trim_takes_blanks_at_both_ends(void **state)
{
    (void)state;
    assert_true(vd_str_eq(vd_str_trim(VD_LIT(" \t\r\n a b \v\f")), VD_LIT("a b")));
    assert_int_equal(vd_str_trim(VD_LIT(" \n ")).len, 0);
    assert_int_equal(vd_str_trim(VD_NONE).len, 0);
}

static void hash_is_fnv_1a(void **state)
{
    (void)state;
    /* Test vectors of draft-eastlake-fnv. */
    assert_true(vd_str_hash(VD_LIT("")) == UINT64_C(0xcbf29ce484222325));
    assert_true(vd_str_hash(VD_LIT("a")) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(vd_str_hash(VD_LIT("foobar")) == UINT64_C(0x85944171f73967e8));
}

static void every_code_point_is_decoded(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        unsigned char out[4];
        size_t len;
        if (code < 0x80) {
            out[0] = (unsigned char)code;
            len = 1;
        } else if (code < 0x800) {
            out[0] = (unsigned char)(0xC0 | code >> 6);
            len = 2;
        } else if (code < 0x10000) {
            out[0] = (unsigned char)(0xE0 | code >> 12);
            len = 3;
        } else {
            out[0] = (unsigned char)(0xF0 | code >> 18);
            len = 4;
        }
        for (size_t i = 1; i < len; i++) {
            out[i] = (unsigned char)(0x80 | (code >> (6 * (len - 1 - i)) & 0x3F));
        }
        uint32_t decoded;
        size_t used = vd_utf8_decode((const char *)out, len, &decoded);
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        assert_true(surrogate ? decoded == VD_UTF8_INVALID && used == 1 : decoded == code && used == len);
        if (len > 1 && !surrogate) { /* cut short: one damage of all that is there */
            assert_int_equal(vd_utf8_decode((const char *)out, len - 1, &decoded), len - 1);
            assert_true(decoded == VD_UTF8_INVALID);
        }
    }
}

static void damage_is_measured_by_maximal_subparts(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        {"\x80", 1},         {"\xC0\xAF", 1},     {"\xC1\xBF", 1},     {"\xE0\x9F\xBF", 1},     {"\xF0\x8F\xBF\xBF", 1},
        {"\xF4\x90\x80", 1}, {"\xF5\x80\x80", 1}, {"\xE1\xBB ", 2},    {"\xF0\x9F\x98 ", 3},    {"\xC4 ", 1},
        {"\xFF", 1},         {"\xE1 ", 1},        {"\xED\xA0\x80", 1}, {"\xE1\xBB\xE1\xBB", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t code;
        assert_int_equal(vd_utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &code), cases[i].len);
        assert_true(code == VD_UTF8_INVALID);
    }
}

static void errors_are_one_line_of_whole_characters(void **state)
{
    (void)state;
    vd_error err;
    assert_int_equal(vd_fail(&err, VD_IO, "cannot read %s", "a\nb\tc"), VD_IO);
    assert_int_equal(err.status, VD_IO);
    assert_true(err.offset == SIZE_MAX);
    assert_string_equal(err.text, "cannot read a b c");
    assert_int_equal(vd_fail_at(&err, VD_NOT_TEXT, 7, "%s", "x"), VD_NOT_TEXT);
    assert_int_equal(err.offset, 7);

    char name[1024];
    for (size_t shift = 0; shift < 3; shift++) { /* "ế" is three bytes: the limit cuts each of them */
        memset(name, 'x', shift);
        name[shift] = '\0';
        for (size_t i = 0; i < 300; i++) {
            strcat(name, "\xE1\xBA\xBF");
        }
        assert_int_equal(vd_fail(&err, VD_NOT_FOUND, "%s", name), VD_NOT_FOUND);
        size_t len = strlen(err.text);
        assert_true(len < sizeof err.text && len > sizeof err.text - 4);
        assert_int_equal((len - shift) % 3, 0);
    }
    assert_int_equal(vd_fail(NULL, VD_IO, "nobody asks"), VD_IO);
    assert_int_equal(vd_fail_memory(&err), VD_NO_MEMORY);
    assert_string_equal(err.text, "out of memory");
}

static void an_error_can_be_told_in_other_words(void **state)
{
    (void)state;
    vd_error err;
    (void)vd_fail(&err, VD_IO, "inner");
    (void)vd_fail(&err, VD_IO, "outer: %s", err.text);
    assert_string_equal(err.text, "outer: inner");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_by_bytes),
        cmocka_unit_test(starts_and_ends),
        cmocka_unit_test(find_agrees_with_a_plain_search),
        cmocka_unit_test(trim_takes_blanks_at_both_ends),
        cmocka_unit_test(hash_is_fnv_1a),
        cmocka_unit_test(every_code_point_is_decoded),
        cmocka_unit_test(damage_is_measured_by_maximal_subparts),
        cmocka_unit_test(errors_are_one_line_of_whole_characters),
        cmocka_unit_test(an_error_can_be_told_in_other_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
