/** Every character of Unicode folded, against its decomposition. */
#include "text/letter.h"

#include <stdlib.h>
#include <utf8proc.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Folds one code point sequence as a text; true and its only character and flags when it is one. */
static bool fold_one(const char *bytes, size_t len, char *c, uint8_t *flags)
{
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, (vd_str){bytes, len}, &text, NULL), VD_OK);
    bool one = text.fold_len == 1;
    *c = one ? text.fold[0] : '\0';
    *flags = one ? text.flags[0] : 0;
    vd_arena_clear(&arena);
    return one;
}

static bool code_mark(utf8proc_int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* The canonical decomposition is an ASCII character and marks. */
static bool code_decomposes(utf8proc_int32_t code, utf8proc_int32_t parts[32], utf8proc_ssize_t *count)
{
    int boundary = 0;
    *count = utf8proc_decompose_char(code, parts, 32, UTF8PROC_DECOMPOSE, &boundary);
    bool letter = *count > 1 && parts[0] < 0x80;
    for (utf8proc_ssize_t i = 1; i < *count; i++) {
        letter = letter && code_mark(parts[i]);
    }
    return letter;
}

static void composed_and_decomposed_letters_fold_alike(void **state)
{
    (void)state;
    size_t compared = 0;
    for (utf8proc_int32_t code = 0x80; code <= 0x10FFFF; code++) {
        utf8proc_int32_t parts[32];
        utf8proc_ssize_t count;
        if ((code >= 0xD800 && code <= 0xDFFF) || !code_decomposes(code, parts, &count)) {
            continue;
        }
        utf8proc_uint8_t composed[4];
        utf8proc_uint8_t decomposed[64];
        size_t composed_len = (size_t)utf8proc_encode_char(code, composed);
        size_t decomposed_len = 0;
        for (utf8proc_ssize_t i = 0; i < count; i++) {
            decomposed_len += (size_t)utf8proc_encode_char(parts[i], decomposed + decomposed_len);
        }
        char c[2];
        uint8_t flags[2];
        assert_true(fold_one((const char *)composed, composed_len, &c[0], &flags[0]));
        assert_true(fold_one((const char *)decomposed, decomposed_len, &c[1], &flags[1]));
        assert_int_equal(c[0], c[1]);
        assert_int_equal(flags[0], flags[1]);
        int expected = parts[0] >= 'A' && parts[0] <= 'Z' ? parts[0] - 'A' + 'a' : parts[0];
        assert_int_equal(c[0], expected);
        compared++;
    }
    assert_true(compared > 400);
}

static void every_character_folds_to_one_or_none(void **state)
{
    (void)state;
    for (uint32_t code = 0x80; code <= 0x10FFFF; code++) {
        uint8_t flags = 0xFF;
        char c = vd_letter_fold(code, &flags);
        bool mark = code_mark((utf8proc_int32_t)code);
        assert_true(c == VD_FOLD_MARK || c == VD_FOLD_GONE || c >= ' ');
        assert_int_equal(c == VD_FOLD_MARK, mark);
        assert_true(flags == 0 || (c >= 'a' && c <= 'z'));
        utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
        if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP) {
            assert_int_equal(c, ' ');
        }
        if (category == UTF8PROC_CATEGORY_PD) {
            assert_true(c == '-' || c == VD_FOLD_OTHER); /* OTHER: dashes of scripts and ideographs */
        }
    }
}

static void fold_is(const char *bytes, char c, uint8_t flags)
{
    char found;
    uint8_t found_flags;
    assert_true(fold_one(bytes, strlen(bytes), &found, &found_flags));
    assert_int_equal(found, c);
    assert_int_equal(found_flags, flags);
}

static void vietnamese_letters(void **state)
{
    (void)state;
    enum { M = VD_CH_MARKED, V = VD_CH_MARKED | VD_CH_VIETNAMESE, U = VD_CH_UPPER };
    fold_is("a", 'a', 0);
    fold_is("A", 'a', U);
    fold_is("é", 'e', M);
    fold_is("Ê", 'e', M | U);
    fold_is("ế", 'e', V);
    fold_is("Ế", 'e', V | U);
    fold_is("ă", 'a', V);
    fold_is("ơ", 'o', V);
    fold_is("Ư", 'u', V | U);
    fold_is("ự", 'u', V);
    fold_is("ỉ", 'i', V);
    fold_is("ạ", 'a', V);
    fold_is("ẽ", 'e', M); /* a tilde alone has Portuguese, too */
    fold_is("đ", 'd', V);
    fold_is("Đ", 'd', V | U);
    fold_is("Ð", 'd', V | U); /* Icelandic eth, as converted fonts leave it */
    fold_is("ð", 'd', V);
    fold_is("Ɖ", 'd', V | U);
    fold_is("ɖ", 'd', V);
    fold_is("e\xCC\x82\xCC\x81", 'e', V); /* ế in NFD */
    fold_is("o\xCC\x9B", 'o', V);         /* ơ in NFD */
    fold_is("\xC3\xAA\xCC\x81", 'e', V);  /* ê and an acute */
    fold_is("1\xCC\x81", '1', 0);         /* a mark on no letter says nothing */
}

static void look_alikes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        char c;
    } cases[] = {
        {"‐", '-'},  {"‑", '-'},  {"‒", '-'},  {"–", '-'},  {"—", '-'}, {"―", '-'},  {"−", '-'},  {"﹣", '-'},
        {"－", '-'}, {"“", '"'},  {"”", '"'},  {"„", '"'},  {"«", '"'}, {"»", '"'},  {"＂", '"'}, {"‘", '\''},
        {"’", '\''}, {"‚", '\''}, {"´", '\''}, {"`", '`'},  {"…", '.'}, {"／", '/'}, {"⁄", '/'},  {"∕", '/'},
        {"３", '3'}, {"．", '.'}, {"Ａ", 'a'}, {"ａ", 'a'}, {"𝐀", 'a'},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char c;
        uint8_t flags;
        assert_true(fold_one(cases[i].bytes, strlen(cases[i].bytes), &c, &flags));
        assert_int_equal(c, cases[i].c);
    }
    fold_is("Ａ", 'a', VD_CH_UPPER);
}

static void what_is_no_letter_stays_apart(void **state)
{
    (void)state;
    static const char *const others[] = {"¢", "®", "¹", "²", "³", "①", "½",  "ﬁ",  "™", "§", "°",           "ª",
                                         "º", "æ", "ß", "×", "¥", "€", "中", "가", "Ж", "•", "\xEF\x82\xB7"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        fold_is(others[i], VD_FOLD_OTHER, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composed_and_decomposed_letters_fold_alike),
        cmocka_unit_test(every_character_folds_to_one_or_none),
        cmocka_unit_test(vietnamese_letters),
        cmocka_unit_test(look_alikes),
        cmocka_unit_test(what_is_no_letter_stays_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
