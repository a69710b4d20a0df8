/** Short strings: folded, as parts of ids, and as they are shown. */
#include "base/alloc.h"
#include "text/fold.h"
#include "text/letter.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <utf8proc.h>

typedef vd_str copy_function(vd_arena *arena, vd_str s);

static void copy_is(copy_function *copy, vd_str s, const char *expected)
{
    vd_arena arena = {0};
    vd_str result = copy(&arena, s);
    assert_non_null(result.ptr);
    assert_string_equal(result.ptr, expected);
    assert_int_equal(result.len, strlen(expected));
    vd_arena_clear(&arena);
}

static void folded_copies(void **state)
{
    (void)state;
    copy_is(vd_fold_copy, VD_LIT("  Ủy ban \n nhân dân\xC2\xA0"), "uy ban nhan dan");
    copy_is(vd_fold_copy, VD_LIT("33/CT–TTg"), "33/ct-ttg");
    copy_is(vd_fold_copy, VD_LIT("Uy\xCC\x89 ban"), "uy ban");
    copy_is(vd_fold_copy, VD_LIT("a\xFF\0b¹"), "a\x7F\x7F\x62\x7F");
    copy_is(vd_fold_copy, VD_LIT(""), "");
    copy_is(vd_fold_copy, VD_LIT(" \t\r\n"), "");
    copy_is(vd_fold_copy, VD_NONE, "");
}

static void slugs(void **state)
{
    (void)state;
    copy_is(vd_fold_slug, VD_LIT("33/CT-TTg"), "33-ct-ttg");
    copy_is(vd_fold_slug, VD_LIT("10/2022/QH15"), "10-2022-qh15");
    copy_is(vd_fold_slug, VD_LIT("6217/SNV-XDCQ&CTTN"), "6217-snv-xdcq-cttn");
    copy_is(vd_fold_slug, VD_LIT(" Cần  Thơ, "), "can-tho");
    copy_is(vd_fold_slug, VD_LIT("Đắk Lắk"), "dak-lak");
    copy_is(vd_fold_slug, VD_LIT("23-QÐ/ TW\xFF"), "23-qd-tw");
    copy_is(vd_fold_slug, VD_LIT("--/--"), "");
    copy_is(vd_fold_slug, VD_NONE, "");
}

static void clean_copies(void **state)
{
    (void)state;
    copy_is(vd_text_clean, VD_LIT("  Chỉ thị \r\n\r\n số\t33 "), "Chỉ thị số 33");
    copy_is(vd_text_clean, VD_LIT("plain  text"), "plain text");
    copy_is(vd_text_clean, VD_LIT("s\x6F\xCC\x82\xCC\x81 \xC4\x90i\xC3\xAA\xCC\x80u"), "số Điều");
    copy_is(vd_text_clean, VD_LIT("o\xCC\x81\xCC\x82"), "\xC3\xB3\xCC\x82"); /* acute before circumflex is no ố */
    copy_is(vd_text_clean, VD_LIT("\xEF\xBB\xBFK\xC2\xAD\xE2\x80\x8Bế"), "Kế");
    copy_is(vd_text_clean, VD_LIT("a\xFF\0b\x7F"), "a\xEF\xBF\xBD\xEF\xBF\xBD\x62\xEF\xBF\xBD");
    copy_is(vd_text_clean, VD_LIT("“Dân vận – khéo”¹"), "“Dân vận – khéo”¹");
    copy_is(vd_text_clean, VD_LIT(""), "");
    copy_is(vd_text_clean, VD_NONE, "");
}

/* Thousands of marks on one letter: a form that takes quadratic time elsewhere. */
static void letters_small_and_proper(void **state)
{
    (void)state;
    copy_is(vd_text_lower, VD_LIT("ỦY BAN NHÂN DÂN XÃ ĐẮK PƠ"), "ủy ban nhân dân xã đắk pơ");
    copy_is(vd_text_proper, VD_LIT("BÀ RỊA - VŨNG TÀU, QUẬN 1A"), "Bà Rịa - Vũng Tàu, Quận 1a");
    copy_is(vd_text_proper,
            VD_LIT("(nhà\xFF"
                   "B"),
            "(Nhà\xFF"
            "b");
    copy_is(vd_text_lower, VD_LIT(""), "");
    copy_is(vd_text_proper, VD_NONE, "");
}

static void a_heap_of_marks_is_cut(void **state)
{
    (void)state;
    size_t count = 200000;
    char *bytes = malloc(count * 2 + 1);
    assert_non_null(bytes);
    bytes[0] = 'a';
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes + 1 + 2 * i, i % 2 ? "\xCC\xA3" : "\xCC\x81", 2);
    }
    vd_arena arena = {0};
    vd_str clean = vd_text_clean(&arena, (vd_str){bytes, count * 2 + 1});
    assert_non_null(clean.ptr);
    assert_true(clean.len < 80);
    assert_memory_equal(clean.ptr, "ạ", strlen("ạ"));
    vd_arena_clear(&arena);
    free(bytes);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static copy_function *const functions[] = {vd_fold_copy, vd_fold_slug, vd_text_clean, vd_text_lower,
                                               vd_text_proper};
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        for (size_t nth = 1;; nth++) {
            vd_arena arena = {0};
            vd_alloc_fail_at(nth);
            vd_str result = functions[f](&arena, VD_LIT("Kế  hoạch"));
            vd_alloc_fail_at(0);
            vd_arena_clear(&arena);
            if (result.ptr) {
                assert_true(nth > 1);
                break;
            }
            assert_int_equal(result.len, 0);
        }
    }
}

/* What is taken for NFC without a look is NFC: no character of these stretches changes, alone or beside a mark. */
static void clean_composes(void **state)
{
    (void)state;
    static const utf8proc_int32_t stretches[][2] = {
        {0xA1, 0x36F}, {0x1E00, 0x1FFF}, {0x2010, 0x203F}, {0x2100, 0x213F}};
    static const char *const marks[] = {"", "\xCC\x81", "\xCC\xA3"};
    for (size_t i = 0; i < sizeof stretches / sizeof *stretches; i++) {
        for (utf8proc_int32_t code = stretches[i][0]; code <= stretches[i][1]; code++) {
            utf8proc_uint8_t letter[5] = {0};
            letter[utf8proc_encode_char(code, letter)] = 0;
            for (size_t j = 0; j < sizeof marks / sizeof *marks; j++) {
                char word[32];
                uint8_t flags;
                char fold = vd_letter_fold((uint32_t)code, &flags);
                snprintf(word, sizeof word, "a%s%so", (const char *)letter, marks[j]);
                if (fold == ' ' || fold == '\n' || fold == VD_FOLD_GONE) {
                    continue; /* not what is asked here */
                }
                utf8proc_uint8_t *expected = utf8proc_NFC((const utf8proc_uint8_t *)word);
                copy_is(vd_text_clean, vd_str_of(word), (const char *)expected);
                free(expected);
            }
        }
    }
}

/* What is copied because it looks clean is what cleaning makes of it: a blank in front, which goes, forbids the copy.
 */
static void clean_text_is_copied(void **state)
{
    (void)state;
    for (utf8proc_int32_t code = 1; code <= 0x2FFF; code++) {
        utf8proc_uint8_t letter[5] = {0};
        char plain[16];
        char led[16];
        vd_arena arena = {0};
        letter[utf8proc_encode_char(code, letter)] = 0;
        snprintf(plain, sizeof plain, "a %so", (const char *)letter);
        snprintf(led, sizeof led, " a %so", (const char *)letter);
        vd_str expected = vd_text_clean(&arena, vd_str_of(led));
        assert_non_null(expected.ptr);
        copy_is(vd_text_clean, vd_str_of(plain), expected.ptr);
        vd_arena_clear(&arena);
    }
    copy_is(vd_text_clean, VD_LIT("a\xE1\xBA"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
    copy_is(vd_text_clean, VD_LIT("\xC3 "), "\xEF\xBF\xBD");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folded_copies),          cmocka_unit_test(slugs),
        cmocka_unit_test(clean_copies),           cmocka_unit_test(letters_small_and_proper),
        cmocka_unit_test(a_heap_of_marks_is_cut), cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(clean_composes),         cmocka_unit_test(clean_text_is_copied),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
